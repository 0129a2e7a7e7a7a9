type Content = (Node | string)[];

/** An element with a class and what is in it. Words become text, never markup. */
function make<K extends keyof HTMLElementTagNameMap>(name: K, className: string, ...content: Content): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/** Fills the card with a term whose page lies at an address. */
export function draw(card: HTMLElement, data: CardData, page: string): void {
  card.lang = data.lang;
  card.dir = data.dir;

  const name = make("h2", "", data.name);
  name.id = "_card-name";
  if (data.abbr) name.append(" ", make("abbr", "", data.abbr));
  const close = make("button", "icon-button", "\u00d7");
  close.type = "button";
  close.ariaLabel = data.words.close;
  close.onclick = () => card.hidePopover();
  const text = make("p", "", data.definition);
  text.id = "_card-text";
  const open = make("a", "gloss-open", data.words.open);
  open.href = page;

  const parts: Content = [make("div", "gloss-head", name, close), text];
  if (data.confused) {
    parts.push(make("h3", "", data.words.confused ?? ""), make("ul", "", ...data.confused.map((c) => neighbour(c, page))));
  }
  card.replaceChildren(...parts, open);
  card.scrollTop = 0;
}

function neighbour(other: { name: string; href: string; lang?: string; how: string }, page: string): HTMLElement {
  const link = make("a", "term", other.name);
  link.href = new URL(other.href, page).href;
  link.ariaHasPopup = "dialog";
  if (other.lang) link.lang = other.lang;
  return make("li", "", link, " ", other.how);
}
