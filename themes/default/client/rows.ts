// A list of which the first rows are drawn: to lay out hundreds takes long.
import { make, type Content } from "./make";
import { say } from "./words";

const atFirst = { due: 5, practised: 4, all: 20, risky: 12 };

/** The lists of which all rows were asked for. */
export type Whole = Set<keyof typeof atFirst>;

/** The first rows of a list, and a button that adds the others. */
export function rowsOf<T>(whole: Whole, key: keyof typeof atFirst, className: string, items: readonly T[], draw: (one: T, i: number) => HTMLElement): Content {
  const shown = whole.has(key) ? items.length : atFirst[key];
  const list = make("ul", { className }, items.slice(0, shown).map(draw));
  const more: Content = items.length > shown && make("button", { type: "button", className: "quiet", onclick: () => {
    whole.add(key);
    const rest = items.slice(shown).map((one, i) => draw(one, shown + i));
    list.append(...rest);
    list.nextElementSibling?.remove();
    rest[0]?.querySelector<HTMLElement>("a, input")?.focus();
  } }, say("more", { n: items.length - shown }));
  return [list, more && make("p", { className: "row" }, more)];
}
