const gap = 8; // between link and card
const edge = 16; // to the sides of the window

/** Where the card is a sheet at the bottom, as card.css says. */
const small = matchMedia("(max-width: 40rem), (max-height: 30rem)");

/**
 * Puts the card below the words it belongs to, or above where there is more room
 * for it, and inside the window. It then moves with the page.
 */
export function place(card: HTMLElement, link: HTMLElement): void {
  const { style } = card;
  style.left = style.top = style.maxHeight = "";
  if (small.matches) return;
  const lines = link.getClientRects();
  const first = lines[0] as DOMRect;
  const last = lines[lines.length - 1] as DOMRect;
  const { clientWidth, clientHeight } = document.documentElement;
  const above = first.top - gap - edge;
  const below = clientHeight - last.bottom - gap - edge;
  const up = card.offsetHeight > below && above > below;
  style.maxHeight = `${up ? above : below}px`;

  const words = up ? first : last;
  const start = getComputedStyle(link).direction === "rtl" ? words.right - card.offsetWidth : words.left;
  style.left = `${scrollX + Math.max(edge, Math.min(start, clientWidth - edge - card.offsetWidth))}px`;
  style.top = `${scrollY + (up ? words.top - gap - card.offsetHeight : words.bottom + gap)}px`;
}
