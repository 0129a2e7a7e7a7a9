// Small pieces of what practice puts on a page.
import { make, type Content } from "../make";
import { say } from "../words";

export const lang = document.documentElement.lang;

/** Of dates and times, as the pages write them. */
export const locale = lang === "en" ? "en-GB" : lang;

/** A quiet button, or the one that leads on. */
export function button(words: string, onclick: () => void, main = false): HTMLButtonElement {
  return make("button", { type: "button", className: main ? "button" : "quiet", onclick }, words);
}

/** A mark that says in words, too, what its sign and colour say. */
export function mark(right: boolean, words = say(right ? "right" : "wrong")): HTMLElement {
  return make("span", { className: `judged ${right ? "is-right" : "is-wrong"}` }, sign(right), make("span", { className: "visually-hidden" }, ` (${words})`));
}

export function sign(right: boolean): HTMLElement {
  return make("span", { className: "sign", ariaHidden: "true" }, right ? "\u2713" : "\u2715");
}

/** What an element says, on one line. */
export const words = (element: Element | null | undefined): string => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

export const all = <E extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): E[] => [...within.querySelectorAll<E>(selector)];

export const one = <E extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): E | null => within.querySelector<E>(selector);

/** The name of an item or a form, as the record writes it. */
export const ref = (block: HTMLElement, id: string): string => `${block.dataset.page}#${id}`;

/** The hash of an item as it is asked here: in another language it is the same question. */
export function hashHere({ dataset: { also, hash = "" } }: HTMLElement, recorded: string): string {
  return also?.split(" ").includes(recorded) ? hash : recorded;
}

/** The address of the site. */
export const siteTop = (): string => new URL("../", document.querySelector<HTMLScriptElement>("script[data-site]")!.src).href;

/** The address of a learner's own page in the language of this one. */
export const ownPage = (name: string): string => `${siteTop()}${document.querySelector<HTMLElement>("script[data-site]")!.dataset.folder ?? ""}${name}.html`;

/** A table that scrolls by itself where it is wider than the page, by keyboard too. */
export function wide(table: HTMLTableElement, ariaLabel: string): HTMLElement {
  return make("div", { className: "table", role: "region", tabIndex: 0, ariaLabel }, table);
}

/** A group of controls with its question. */
export function group(className: string, legend: Content, ...content: Content[]): HTMLFieldSetElement {
  return make("fieldset", { className }, make("legend", {}, legend), content);
}

/**
 * The items of a block that can be kept. Where all can, their answers come below
 * them, and the list of answers is for paper alone.
 */
export function items(block: HTMLElement): HTMLElement[] {
  const found = all(block, ".item");
  const named = found.filter((item) => item.dataset.item);
  block.classList.toggle("is-live", named.length === found.length);
  return named;
}
