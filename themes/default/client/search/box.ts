// The search. find.ts has made the box, and adds this script when it is first used.
import { fill, make, type Content } from "../make";
import { history, nothing, remember } from "./aside";
import { cards } from "./cards";
import { index } from "./index";
import { sameWord, stable } from "./stable";
import type { Answer } from "./types";
import { chips, extend, list, more, pages, rows, set, trouble } from "./view";
import { say } from "../words";

const longest = 300; // characters of a query

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLES);
document.adoptedStyleSheets.push(sheet);

const box = document.querySelector<HTMLElement & Partial<HTMLDialogElement>>(".find")!; // a dialog, but on the search's own page
const input = box.querySelector("input")!;
const status = make("p", { role: "status" });
const card = make("div", { className: "find-card" });
const aside = make("div", {});
const body = make("div", { className: "find-body", onscroll }, status, card, chips, list, more, aside);
const close = (): void => box.close?.();
if (box.close) input.after(make("button", { className: "icon-button", ariaLabel: say("close"), onclick: close }, "\u00d7"));
box.append(body);
list.ariaLabel = input.ariaLabel;
Object.assign(input, { ariaAutoComplete: "list", enterKeyHint: "search", oninput: typing, role: "combobox" });
input.setAttribute("aria-controls", list.id);

const typed = (): string => input.value.slice(0, longest);
let asked = 0;
let pause: number | undefined; // until the order of the results is the best one again
let drawn = ""; // the query whose answer is shown
let sorted = false; // the best come first, and not those that were there before
let ready: Promise<void> | undefined; // its first row
let active: HTMLAnchorElement | undefined;

/** While letters come, results keep their places; and where one looks on among them, also later. */
function typing(): void {
  clearTimeout(pause);
  pause = setTimeout(() => void (active || sorted || body.scrollTop || pages.length > 5 || ask(undefined, true)), 500);
  void ask();
}

/** Shows what answers the query: settled says that its last word is whole, best that the best come first. */
async function ask(settled = /\s$/.test(input.value), best = settled): Promise<void> {
  const turn = ++asked;
  const query = typed();
  list.ariaBusy = "true";
  let answer: Answer = { hits: [], terms: [], near: [], corrected: [], more: false, missing: 0 };
  let said: Content;
  if (query.trim()) {
    try {
      answer = await (await index()).search(query, !settled);
      said = await cards(answer);
    } catch {
      answer.missing = 1;
    }
  }
  if (turn === asked) draw(query, best, answer, said); // or else another query was typed meanwhile
}

function draw(query: string, best: boolean, { corrected, hits, missing, more: partial, near, terms }: Answer, said: Content): void {
  const empty = !query.trim();
  const line = (key: string, values?: object): HTMLElement => make("span", {}, say(key, values));
  fill(status, [
    corrected.map((word) => line("corrected", word)),
    terms.map((term) => term.discouraged && line("avoid", term)),
    !empty && (hits[0] || !missing) && line(hits[0] ? "found" : "none", { n: hits.length, said: query.trim().slice(0, 60) }),
    partial && line("partial"),
    input.value.length > longest && line("cut"),
    !!missing && trouble,
  ]);
  fill(card, said);
  sorted = best || !sameWord(drawn, query);
  ready = set(sorted ? hits : stable(pages, hits, terms.find((term) => term.whole)?.page));
  fill(aside, empty ? history(pick) : !hits[0] && nothing(near, pick));
  input.ariaExpanded = `${!!hits[0]}`;
  drawn = query;
  list.ariaBusy = "false";
  body.scrollTop = 0;
  activate();
}

function pick(query: string): void {
  input.value = query;
  input.focus();
  void ask(true);
}

/** Makes a row the one that Enter opens; none without a row. */
function activate(row?: HTMLAnchorElement): void {
  if (active) active.ariaSelected = null;
  if (row) row.ariaSelected = "true";
  active = row;
  input.setAttribute("aria-activedescendant", row?.id ?? "");
  row?.scrollIntoView({ block: "nearest" });
}

/** Opens the active row, or else the first of what the box holds. */
async function enter(): Promise<void> {
  remember(typed());
  if (!active) {
    if (drawn !== typed() || !sorted) await ask(undefined, true);
    await ready;
  }
  if (drawn === typed()) (active ?? rows()[0])?.click();
}

box.onkeydown = (event) => {
  const { isComposing, key, target } = event;
  const all = rows().length + 1; // with the box itself, from which and to which the arrows lead
  const at = active ? rows().indexOf(active) + 1 : 0;
  const moves: Record<string, number> = { ArrowDown: (at + 1) % all, ArrowUp: (at + all - 1) % all, ...(at && { Home: 1, End: all - 1 }) };
  const to = moves[key];
  if (isComposing) return;
  if (key === "Enter" && target === input) void enter();
  if (key === "Escape" && !box.close) pick("");
  if (to === undefined) return;
  event.preventDefault();
  input.focus();
  activate(rows()[to - 1]);
  if (to === all - 1) extend();
};

box.onclick = ({ ctrlKey, metaKey, shiftKey, target }) => {
  const link = (target as Element).closest("a[href]");
  if (link) remember(typed());
  if (target === box || (link && !ctrlKey && !metaKey && !shiftKey)) close();
};

function onscroll(): void {
  if (body.scrollTop + body.clientHeight > body.scrollHeight - 100) extend();
}

void ask();
