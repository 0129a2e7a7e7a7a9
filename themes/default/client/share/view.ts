// Small pieces of the page where things leave and come.
import { make, type Content } from "../make";
import { said } from "../practice/said";
import { say } from "../words";
import { lines } from "./choose";
import type { Body, SentField } from "./envelope";

const { lang } = document.documentElement;
const locale = lang === "en" ? "en-GB" : lang;
const dates = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** A day or a time, in words. */
export const onDay = (day: string): string => {
  const at = Date.parse(day);
  return Number.isNaN(at) ? day : dates.format(at);
};

export const button = (words: string, onclick: () => void, className = "quiet"): HTMLButtonElement => make("button", { type: "button", className, onclick }, words);

export const field = (label: string, control: HTMLElement, help?: string): HTMLElement => make("label", { className: "ask-for" }, make("span", {}, label), control, help && make("small", {}, help));

export const note = (words: string, bad = false): HTMLElement => make("p", { className: bad ? "callout warning" : "callout note" }, words);

/** A field's value in lines, as it is read: days in words, numbers in groups. */
export function valueLines({ kind, value }: Pick<SentField, "kind" | "value">): string[] {
  if (Array.isArray(value)) return lines(value.map((row) => row.map(readable)), said);
  if (typeof value === "string") return lines(numeric.includes(kind) ? readable(value) : inWords(value), said);
  return lines({ ...value, low: readable(value.low), high: readable(value.high) }, said);
}

const numeric = ["number", "money", "range"];
const figure = new Intl.NumberFormat(locale);

/** A day in words. */
const inWords = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? onDay(text) : text);

/** A day in words, and a large number in groups; what stands in it as a whole only. */
const readable = (text: string): string => (/^-?[1-9]\d{4,14}$/.test(text.trim()) ? figure.format(Number(text)) : inWords(text.trim()));

/** What leaves or came, to be read; beside a field stands what beside makes of it. */
export function bodyView({ locks, sheets }: Body, beside?: (field: SentField) => Content): HTMLElement[] {
  return sheets.map(({ fields, form, title }) => make("div", { className: "shared-sheet" }, make("h3", {}, title),
    make("dl", {}, fields.map((field) => [make("dt", {}, field.label, beside?.(field)), make("dd", {}, field.kind === "rows" && Array.isArray(field.value) ? table(field.value) : valueLines(field).map((line) => make("p", {}, line)))])),
    locks.filter((lock) => lock.form === form).map(({ at, code }) => make("p", { className: "note-line" }, say("locked-on", { day: onDay(at), code })))));
}

function table([head = [], ...rows]: string[][]): HTMLElement {
  const made = make("table", {}, head.some(Boolean) && make("thead", {}, make("tr", {}, head.map((cell) => make("th", { scope: "col" }, cell)))),
    make("tbody", {}, rows.map((row) => make("tr", {}, row.map((cell) => make("td", {}, readable(cell)))))));
  return make("div", { className: "table", role: "region", tabIndex: 0, ariaLabel: head.join(", ") }, made);
}

/** The same as text to paste. */
export function bodyText(head: string[], { locks, sheets }: Body): string {
  const parts = sheets.map(({ fields, form, title }) => [title.toUpperCase(), ...fields.map((field) => `${field.label}\n${valueLines(field).join("\n")}`),
    ...locks.filter((lock) => lock.form === form).map(({ at, code }) => say("locked-on", { day: onDay(at), code }))].join("\n\n"));
  return [head.filter(Boolean).join("\n"), ...parts].join("\n\n") + "\n";
}
