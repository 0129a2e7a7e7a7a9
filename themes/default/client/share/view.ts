// Small pieces of the page where things leave and come.
import { make, type Content } from "../make";
import { said } from "../practice/said";
import { say } from "../words";
import { lines } from "./choose";
import type { Body, SentField, SentSheet } from "./envelope";
import { seenLines } from "./seen";

const { lang } = document.documentElement;
const locale = lang === "en" ? "en-GB" : lang;
const dates = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** A day or a time, in words. */
export const onDay = (day: string): string => {
  const at = Date.parse(day);
  return Number.isNaN(at) ? day : dates.format(at);
};

const times = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });

/** A time as the clock here shows it: of two that came on one day one can tell which is which. */
export const atTime = (at: string): string => times.format(new Date(at));

export const button = (words: string, onclick: () => void, className = "quiet"): HTMLButtonElement => make("button", { type: "button", className, onclick }, words);

export const field = (label: string, control: HTMLElement, help?: string): HTMLElement => make("label", { className: "ask-for" }, make("span", {}, label), control, help && make("small", {}, help));

export const note = (words: string, bad = false): HTMLElement => make("p", { className: bad ? "callout warning" : "callout note" }, words);

/** A field's value in lines, as it is read: days in words, numbers in groups. */
export function valueLines(field: Shown): string[] {
  const { kind, value } = field;
  if (Array.isArray(value)) return lines(value.map((row) => row.map(cellOf(field))), said);
  if (kind === "scale" && typeof value === "string" && /^\d$/.test(value)) return [say("of-five", { said: value })]; // a scale without words has five answers
  if (typeof value === "string") return lines(numeric.includes(kind) ? grouped(value) : inWords(value), said);
  return lines({ ...value, low: grouped(value.low), high: grouped(value.high) }, said);
}

type Shown = Pick<SentField, "kind" | "means" | "value">;

const numeric = ["number", "money", "range"];
const figure = new Intl.NumberFormat(locale);
const worth = 2; // the column of an offer's worth

/** Of rows only what is known to be a number is grouped: five digits may be a town. */
const cellOf = ({ means }: Shown) => (cell: string, column: number): string => (means === "offers" && column === worth ? grouped(cell) : inWords(cell.trim()));

/** A day in words. */
const inWords = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? onDay(text) : text);

/** A large number in groups; any other text as it is. */
export const grouped = (text: string): string => (/^-?[1-9]\d{4,14}$/.test(text.trim()) ? figure.format(Number(text)) : text);

/** What stands with what leaves or came. */
export interface Beside {
  /** What a question is marked with, what can be done about it, what stands below its answer, and which of its rows are new. */
  field?(field: SentField): { mark?: Content; asked?: Content; answered: Content; isNew?: ((row: number) => boolean) | undefined };
  /** Why a sheet need not be read again; one with a reason is folded. */
  folded?(sheet: SentSheet): string | undefined;
}

/** What leaves or came, to be read. */
export function bodyView({ locks, sheets }: Body, beside: Beside = {}): HTMLElement[] {
  const entry = (field: SentField): HTMLElement[] => {
    const { answered, asked, isNew, mark } = beside.field?.(field) ?? {};
    return [make("dt", {}, make("span", {}, field.label, mark), asked), make("dd", {}, answerView(field, isNew), answered)];
  };
  return sheets.map((sheet) => {
    const { fields, form, title } = sheet;
    const read = [
      make("dl", {}, fields.map(entry)),
      locks.filter((lock) => lock.form === form).map(({ at, code }) => make("p", { className: "note-line" }, say("locked-on", { day: onDay(at), code }))),
    ];
    const why = beside.folded?.(sheet);
    return why ? make("details", { className: "shared-sheet" }, make("summary", {}, make("h3", {}, title), make("small", {}, why)), read) : make("div", { className: "shared-sheet" }, make("h3", {}, title), read);
  });
}

/** Says of a piece that it is new, or something else since the last time. */
export const since = (key: string): Content => [" ", make("em", { className: "since" }, say(key))];

function answerView(field: SentField, isNew: (row: number) => boolean = () => false): Content {
  if (field.kind !== "rows" || !Array.isArray(field.value)) return valueLines(field).map((line) => make("p", {}, line));
  const rows = field.value.map((row) => row.map(cellOf(field)));
  const mark = (i: number): Content => isNew(i) && since("new");
  return field.means === "seen" ? rows.map((row, i) => i > 0 && make("div", { className: "seen" }, make("p", {}, row[0]!, mark(i)), seenLines(rows[0]!, row))) : table(rows, mark);
}

function table([head = [], ...rows]: string[][], mark: (row: number) => Content): HTMLElement {
  const made = make("table", {}, head.some(Boolean) && make("thead", {}, make("tr", {}, head.map((cell) => make("th", { scope: "col" }, cell)))),
    make("tbody", {}, rows.map((row, i) => make("tr", {}, row.map((cell, n) => make("td", {}, cell, n === 0 && mark(i + 1)))))));
  return make("div", { className: "table", role: "region", tabIndex: 0, ariaLabel: head.join(", ") }, made);
}

/** The same as text to paste. */
export function bodyText(head: string[], { locks, sheets }: Body): string {
  const parts = sheets.map(({ fields, form, title }) => [title.toUpperCase(), ...fields.map((field) => `${field.label}\n${valueLines(field).join("\n")}`),
    ...locks.filter((lock) => lock.form === form).map(({ at, code }) => say("locked-on", { day: onDay(at), code }))].join("\n\n"));
  return [head.filter(Boolean).join("\n"), ...parts].join("\n\n") + "\n";
}
