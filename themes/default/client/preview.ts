/**
 * The preview server announces itself in a response header, so that the pages
 * it serves are byte for byte those of a build; then its script is loaded.
 */
export function preview(): void {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (!window.parley || !entry?.serverTiming?.some((s) => s.name === "parley-preview")) return;
  const script = document.createElement("script");
  script.src = window.parley.scriptURL("/_parley/preview.js");
  document.head.append(script);
}
