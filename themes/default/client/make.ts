/** What goes into an element; what is false or empty is left out. */
export type Content = Node | string | false | undefined | Content[];

/** An element with properties and what is in it. Words become text, never markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K, properties: Partial<HTMLElementTagNameMap[K]>, ...content: Content[]
): HTMLElementTagNameMap[K] {
  return fill(Object.assign(document.createElement(name), properties), content);
}

/** Puts something else into an element. */
export function fill<E extends HTMLElement>(element: E, content: Content): E {
  element.replaceChildren(...([content].flat(9) as (Node | string)[]).filter(Boolean));
  return element;
}
