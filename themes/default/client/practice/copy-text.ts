// A filled form as text to paste elsewhere.
import { isEmpty, type Value } from "./lock";

/** A field with what was written; columns name those of rows. */
export interface Entry {
  label: string;
  value: Value | undefined;
  columns: string[];
}

/** A heading between the fields. */
export interface Section {
  heading: string;
}

/** How a value is said in a line; rows are none. */
export type Say = (value: Exclude<Value, string[][]>) => string;

const none = "\u2013";

export function toMarkdown(title: string, entries: readonly (Entry | Section)[], say: Say): string {
  const parts = entries.map((entry) => "heading" in entry ? `## ${entry.heading}` : markdown(entry, say));
  return [`# ${title}`, ...parts].join("\n\n") + "\n";
}

function markdown({ columns, label, value }: Entry, say: Say): string {
  return (`**${label}**\n\n` + (
    isEmpty(value) ? none
    : Array.isArray(value) ? [line(columns), line(columns.map(() => "---")), ...filled(value).map(line)].join("\n")
    : say(value!)));
}

export function toText(title: string, entries: readonly (Entry | Section)[], say: Say): string {
  const parts = entries.map((entry) => "heading" in entry ? entry.heading : plain(entry, say));
  return [title, ...parts].join("\n\n") + "\n";
}

function plain({ columns, label, value }: Entry, say: Say): string {
  return (`${label}\n` + (
    isEmpty(value) ? none
    : Array.isArray(value) ? filled(value).map((row) => "- " + row.flatMap((cell, i) => (cell.trim() ? `${columns[i]}: ${flat(cell)}` : [])).join("; ")).join("\n")
    : say(value!)));
}

const filled = (rows: string[][]): string[][] => rows.filter((row) => row.some((cell) => cell.trim()));

const flat = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A line of a table; a cell cannot end it. */
function line(cells: string[]): string {
  return `| ${cells.map((cell) => flat(cell).replace(/[\\|]/g, "\\$&")).join(" | ")} |`;
}
