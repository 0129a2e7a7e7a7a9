// The debrief: table.js loads this with its code, or with that of whoever leads.
import { fill, make } from "./make";
import { drafts, sketch, state } from "./practice/keep";
import { button } from "./practice/parts";
import { groups } from "./debrief/groups";
import { division } from "./debrief/division";
import { one, type One } from "./debrief/one";
import type { Case, Debrief, Solution } from "./debrief/solution";
import { draftOf, type Kept as Desk } from "./table/desk";
import { numbers, talk } from "./table/issues";
import { say } from "./words";

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLES);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

interface Kept extends One {
  /** All have written what they would change. */
  written?: boolean;
  codes?: string;
}

/** What all know, from the page, with the numbers that were sealed. */
function caseOf(block: HTMLElement, solution: Solution): Case {
  const { pays } = solution;
  const shown = (role: number, value: number): number => (pays?.[0] === role ? 0 - value : value);
  return { ...talk(block), solution, shown, points: (role, value) => numbers.format(shown(role, value)) };
}

const show: Debrief = async (place, block, said) => {
  if ("shapley" in said) return void fill(place, [make("h3", {}, say("title")), make("p", {}, say("first.all")), division(said)]);
  const solution = said;
  const it = caseOf(block, solution);
  const key = `debrief:${it.page}`;
  await state();
  const read = async <T>(name: string): Promise<T | undefined> => (await drafts().get(name).catch(() => undefined)) as T | undefined;
  const kept: Kept = { ...(await read<Kept>(key)) };
  const line = make("p", { className: "kept" });
  const save = (): void => void sketch(line, key, structuredClone(kept));
  const desks = new Map<number, Desk>();
  for (const [i, role] of it.roles.entries()) {
    const desk = await read<Desk>(draftOf(it.page, role));
    if (desk?.ended || desk?.log?.length) desks.set(i, desk);
  }
  const begin = (): void => fill(place, [make("h3", {}, say("title")), one(it, kept, desks, save), groups(it, kept, save), line]) && undefined;
  if (kept.written) return begin();
  // First each writes what they would change: who has seen the picture no longer knows.
  const changes = [...desks].map(([role, desk]) => {
    const input = make("textarea", { value: desk.change ?? "", rows: 3, oninput: () => {
      desk.change = input.value;
      void sketch(line, draftOf(it.page, it.roles[role]!), structuredClone(desk));
    } });
    return make("label", { className: "stacked" }, make("span", {}, say("change", { role: it.roles[role] })), input);
  });
  fill(place, [make("h3", {}, say("title")), make("p", {}, say(changes.length ? "first" : "first.all")), changes, make("p", { className: "buttons" }, button(say("begin"), () => {
    kept.written = true;
    save();
    begin();
  }, true)), line]);
};

window.parley?.shard?.("debrief", show);
