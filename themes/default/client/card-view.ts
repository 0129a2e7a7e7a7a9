import { fill, make } from "./make";

/** Fills the card with a term whose page lies at an address. */
export function draw(card: HTMLElement, data: CardData, page: string): void {
  card.lang = data.lang;
  card.dir = data.dir;

  const { abbr, confused, definition, name, words } = data;
  fill(card, [
    make("div", { className: "gloss-head" },
      make("h2", { id: "_card-name" }, name, abbr && [" ", make("abbr", {}, abbr)]),
      make("button", { className: "icon-button", ariaLabel: words.close, onclick: () => card.hidePopover() }, "\u00d7"),
    ),
    make("p", { id: "_card-text" }, definition),
    confused && [make("h3", {}, words.confused), make("ul", {}, confused.map((other) => neighbour(other, page)))],
    make("a", { className: "gloss-open", href: page }, words.open),
  ]);
  card.scrollTop = 0;
}

function neighbour(other: { name: string; href: string; lang?: string; how: string }, page: string): HTMLElement {
  const link = make("a", { className: "term", href: new URL(other.href, page).href, ariaHasPopup: "dialog" }, other.name);
  if (other.lang) link.lang = other.lang;
  return make("li", {}, link, " ", other.how);
}
