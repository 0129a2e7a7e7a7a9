// What a term means, shown where the term is used. core.ts adds this script at
// the first click on a term's link; pages without such a click never load it.
import { place } from "./card-place";
import { draw } from "./card-view";
import { readCard } from "./read";
import { termAt } from "./term-links";

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLES);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const card = document.createElement("div");
card.className = "gloss";
card.popover = "auto";
card.role = "dialog";
card.tabIndex = -1;
card.setAttribute("aria-labelledby", "_card-name");
card.setAttribute("aria-describedby", "_card-text");
document.body.append(card);

const isOpen = (): boolean => card.matches(":popover-open");

let opener: HTMLAnchorElement; // the link on the page that the card belongs to
let asked = 0;

/** Shows the term of a link: beside it, or, of a link in the card, in its place. */
async function show(link: HTMLAnchorElement): Promise<void> {
  const turn = ++asked;
  let data: CardData;
  try {
    data = await readCard(link.href);
  } catch {
    if (turn === asked) location.href = link.href;
    return;
  }
  if (turn !== asked) return; // another one was asked for meanwhile
  if (!card.contains(link)) {
    card.hidePopover();
    opener = link;
  }
  draw(card, data, link.href);
  card.showPopover();
  place(card, opener);
  opener.ariaExpanded = "true";
  card.focus({ preventScroll: true });
}

card.addEventListener("beforetoggle", (event) => {
  if ((event as ToggleEvent).newState === "open") return;
  asked++; // what is still being read comes too late
  opener.ariaExpanded = "false";
  const at = document.activeElement;
  if (at === document.body || card.contains(at)) opener.focus({ preventScroll: true });
});

// A press closes the card; the click that follows on its own link must not open it again.
let pressed: HTMLAnchorElement | undefined;
document.addEventListener("pointerdown", () => (pressed = isOpen() ? opener : undefined), true);

document.addEventListener("click", (event) => {
  const link = termAt(event);
  if (!link) return;
  event.preventDefault();
  if (event.detail && link === pressed) return;
  void show(link);
});

// The card follows its link in the order of the keyboard, wherever it lies.
card.addEventListener("keydown", (event) => {
  if (event.key !== "Tab") return;
  const stops = [card, ...card.querySelectorAll<HTMLElement>("a, button")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (event.shiftKey ? at > 1 : at < stops.length - 1) return;
  if (event.shiftKey) event.preventDefault();
  card.hidePopover();
});

addEventListener("resize", () => {
  if (isOpen()) place(card, opener);
});
