// The colour scheme a visitor chose. Storage may be missing or refused: then
// the device's own scheme holds.

export type Scheme = "auto" | "light" | "dark";

export const schemes: readonly Scheme[] = ["auto", "light", "dark"];

const key = "parley-scheme";

export function stored(): Scheme {
  try {
    const found = localStorage.getItem(key);
    return schemes.find((s) => s === found) ?? "auto";
  } catch {
    return "auto";
  }
}

export function store(scheme: Scheme): void {
  try {
    localStorage.setItem(key, scheme);
  } catch {
    // It holds for this page.
  }
}

export function apply(scheme: Scheme): void {
  document.documentElement.dataset.scheme = scheme;
}
