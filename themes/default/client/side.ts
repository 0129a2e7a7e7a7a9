/** Scrolls a long navigation to where the reader is; the page stays put. */
export function whereInSite(): void {
  const side = document.querySelector<HTMLElement>(".side");
  const here = side?.querySelector<HTMLElement>("[aria-current]");
  if (!side || !here) return;
  const below = here.getBoundingClientRect().bottom - side.getBoundingClientRect().bottom;
  if (below > 0) side.scrollTop += below + side.clientHeight / 2;
}
