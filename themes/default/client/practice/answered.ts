// Reads what was answered from a question's controls, and puts it back.
import { make } from "../make";
import { say } from "../words";
import type { Given } from "./judge";
import { all, mark, one, words } from "./parts";

const inputs = (item: HTMLElement): HTMLInputElement[] => all(item, ".options input");
const typed = (item: HTMLElement): (HTMLInputElement | HTMLTextAreaElement)[] => all(item, "fieldset :is(input[type=text], textarea)");
const rows = (item: HTMLElement): HTMLElement[] => all(item, ".order > li");

/** The pairs of a question in the order of its source. */
const pairs = (item: HTMLElement): HTMLElement[] => all(item, ".pairs > li").sort((a, b) => option(a) - option(b));

const option = (row: HTMLElement): number => Number(row.dataset.option);

export function read(item: HTMLElement): Given {
  return {
    picks: [
      ...inputs(item).flatMap((input) => (input.checked ? Number(input.value) : [])),
      ...rows(item).map(option),
      ...pairs(item).map((row) => pick(row)),
    ],
    texts: typed(item).map((input) => input.value),
  };
}

function pick(row: HTMLElement): number | undefined {
  const { value } = one<HTMLSelectElement>(row, "select")!;
  return value ? Number(value) : undefined;
}

/** Whether the steps of an order were moved by anybody: as they lie, they answer nothing. */
export const untouched = (item: HTMLElement): boolean => one(item, ".order:not([data-moved])") !== null;

const touch = (item: HTMLElement, to = true): void => {
  one(item, ".order")?.toggleAttribute("data-moved", to);
};

/** What was answered in words, as it is kept. */
export function chosen(item: HTMLElement): string[] {
  return [
    ...inputs(item).flatMap((input) => (input.checked ? label(input) : [])),
    ...(untouched(item) ? [] : rows(item).map((row) => words(one(row, "label > span")))),
    ...pairs(item).map(pairWords),
    ...typed(item).flatMap((input) => (input.localName === "input" ? input.value : pieces(input.value))),
  ];
}

/** A long text in pieces that the record takes, cut between letters. */
const pieces = (text: string): string[] => text.match(/[^]{1,1000}/gu) ?? [];

const label = (input: HTMLElement): string => words(one(input.closest("label")!, "span"));

function pairWords(row: HTMLElement): string {
  return `${words(one(row, "label > span"))} \u2192 ${words(one<HTMLSelectElement>(row, "select")!.selectedOptions[0])}`;
}

/** Puts an answer back that was kept in words. */
export function restore(item: HTMLElement, answer: readonly string[]): void {
  for (const input of inputs(item)) input.checked = answer.includes(label(input));
  const list = rows(item);
  const place = (row: HTMLElement): number => answer.indexOf(words(one(row, "label > span")));
  if (list[0] && list.every((row) => place(row) >= 0)) {
    list[0].parentElement!.append(...list.sort((a, b) => place(a) - place(b)));
    touch(item);
  }
  for (const row of pairs(item)) {
    const select = one<HTMLSelectElement>(row, "select")!;
    const found = [...select.options].findIndex((_, i) => ((select.selectedIndex = i), answer.includes(pairWords(row))));
    select.selectedIndex = Math.max(0, found);
  }
  typed(item).forEach((input, i) => (input.value = input.localName === "input" ? (answer[i] ?? "") : answer.join("")));
}

export function clear(item: HTMLElement): void {
  one(item, ".order")?.append(...laid.get(item) ?? []);
  touch(item, false);
  for (const input of inputs(item)) input.checked = false;
  for (const row of pairs(item)) one<HTMLSelectElement>(row, "select")!.selectedIndex = 0;
  for (const input of typed(item)) input.value = "";
}

/** Marks each part of an answer as right or not; right names options to mark that were not chosen. */
export function markParts(item: HTMLElement, wrong: readonly number[], right: readonly number[]): void {
  unmark(item);
  for (const input of inputs(item)) {
    const value = Number(input.value);
    if (input.checked) input.parentElement!.append(mark(!wrong.includes(value)));
    else if (right.includes(value)) input.parentElement!.append(mark(true, say("missed")));
  }
  const parts = rows(item).length ? rows(item) : pairs(item);
  for (const row of parts) one(row, "label")!.append(mark(!wrong.includes(option(row))));
  typed(item).forEach((input, i) => {
    if (input.localName !== "input") return;
    const entry = input.closest(".entry");
    if (entry) entry.append(mark(!wrong.includes(i)));
    else input.after(mark(!wrong.includes(i)));
  });
}

export function unmark(item: HTMLElement): void {
  for (const old of all(item, ".judged")) old.remove();
  for (const input of typed(item)) input.removeAttribute("aria-invalid");
}

/** The first control of a question, where one goes on. */
export const first = (item: HTMLElement): HTMLElement | null => one(item, "fieldset :is(input, select, textarea, .order button):not([hidden])");

/** The rows of an order as they lay at first. */
const laid = new WeakMap<HTMLElement, HTMLElement[]>();

/** Buttons beside the numbers of an order move its rows; a row keeps the focus, and its place is read out. */
export function makeMovable(item: HTMLElement, moved: () => void): void {
  const list = one(item, ".order");
  if (!list) return;
  laid.set(item, rows(item));
  const status = make("p", { className: "visually-hidden", role: "status" });
  const move = (row: HTMLElement, by: number, at: HTMLElement): void => {
    const others = rows(item);
    const to = others.indexOf(row) + by;
    const other = others[to];
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    at.focus();
    touch(item);
    status.textContent = say("moved", { said: words(one(row, "label > span")), place: to + 1, n: others.length });
    moved();
  };
  for (const row of rows(item)) {
    one(row, "input")!.hidden = true;
    const label = one(row, "label > span")!;
    const arrow = (by: number): HTMLButtonElement => {
      const step: HTMLButtonElement = make("button", {
        type: "button", className: "arrow", ariaLabel: say(by < 0 ? "up" : "down", { said: words(label) }),
        onclick: () => move(row, by, step),
        onkeydown: (event) => {
          const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
          if (!way) return;
          event.preventDefault();
          move(row, way, step);
        },
      }, by < 0 ? "\u2191" : "\u2193");
      return step;
    };
    row.append(make("span", { className: "arrows" }, arrow(-1), arrow(1)));
  }
  list.after(status);
}
