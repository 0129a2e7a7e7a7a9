// The results: chips to choose a kind, a list, a button for more of it.
import { fill, make } from "../make";
import { signOf } from "../marks";
import { show, top } from "./index";
import type { Hit } from "./types";
import { say } from "../words";

export const chips = make("div", {});
export const list = make("div", { role: "listbox", id: "_find" });
export const more = make("button", { onclick: extend }, say("more"));
export const trouble = make("span", {}, say("missing"), " ", make("button", { onclick: () => location.reload() }, say("reload")));

let hits: Hit[] = [];
let kind = ""; // "" for all
let rest: Hit[] = []; // what is not in the list yet

/** The pages in the list, in its order. */
export let pages: number[] = [];

export function rows(): HTMLAnchorElement[] {
  return [...list.querySelectorAll("a")];
}

/** Shows other hits; done when the first row can be opened. */
export function set(found: Hit[]): Promise<void> | undefined {
  hits = found;
  const kinds = [...new Set(hits.map((hit) => hit.kind))];
  const chip = (value: string, name: string): HTMLElement => make("button", { value, onclick: () => void choose(value) }, `${name} ${of(value).length}`);
  fill(chips, kinds[1] && [chip("", say("all")), kinds.map((one) => chip(one, say("kind." + one)))]);
  return choose(kinds.includes(kind) ? kind : "");
}

const of = (wanted: string): Hit[] => hits.filter((hit) => !wanted || hit.kind === wanted);

/** Shows one kind, or the best two of each as their best hits come, then the others; five rows at once. */
function choose(wanted: string): Promise<void> | undefined {
  kind = wanted;
  for (const chip of chips.children as HTMLCollectionOf<HTMLButtonElement>) chip.ariaPressed = `${chip.value === kind}`;
  const kinds = [...new Set(of(kind).map((hit) => hit.kind))];
  rest = [...kinds.flatMap((one) => of(one).slice(0, 2)), ...kinds.flatMap((one) => of(one).slice(2))];
  pages = [];
  list.replaceChildren();
  return add(5);
}

export function extend(): void {
  void add(10);
}

/** Adds rows, which are filled later; done when the first of them is. */
function add(count: number): Promise<void> | undefined {
  const filled = rest.splice(0, count).map((hit) => {
    const ariaLabel = say("kind." + hit.kind);
    let group = list.lastElementChild;
    if (group?.ariaLabel !== ariaLabel) {
      group = make("div", { role: "group", ariaLabel }, make("b", { ariaHidden: "true" }, ariaLabel));
      list.append(group);
    }
    const row = make("a", { role: "option", id: "_find" + hit.page, tabIndex: -1 });
    group.append(row);
    pages.push(hit.page);
    return tell(row, hit);
  });
  more.hidden = !rest.length;
  return filled[0];
}

async function tell(row: HTMLAnchorElement, hit: Hit): Promise<void> {
  try {
    const { heading, href, id, parts, title } = await show(hit);
    const name = make("h3", {}, title);
    name.dataset.page = id;
    name.append(signOf(id) ?? "");
    fill(row, [name, make("p", {}, make("i", {}, heading), parts.map(({ mark, text }) => (mark ? make("mark", {}, text) : text)))]);
    row.href = top + href;
  } catch {
    row.remove();
    list.before(trouble);
  }
}
