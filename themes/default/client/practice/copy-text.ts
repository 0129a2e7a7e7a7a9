// A filled form as text to paste elsewhere.
import { isEmpty, type Value } from "./lock";

/** A field with what was written; columns name those of rows. */
export interface Entry {
  label: string;
  value: Value | undefined;
  columns: string[];
}

/** How a value is said in a line; rows are none. */
export type Say = (value: Exclude<Value, string[][]>) => string;

const none = "\u2013";

export function toMarkdown(title: string, entries: readonly Entry[], say: Say): string {
  const parts = entries.map(({ columns, label, value }) => `**${label}**\n\n` + (
    isEmpty(value) ? none
    : Array.isArray(value) ? [line(columns), line(columns.map(() => "---")), ...filled(value).map(line)].join("\n")
    : say(value!)));
  return [`# ${title}`, ...parts].join("\n\n") + "\n";
}

export function toText(title: string, entries: readonly Entry[], say: Say): string {
  const parts = entries.map(({ columns, label, value }) => `${label}\n` + (
    isEmpty(value) ? none
    : Array.isArray(value) ? filled(value).map((row) => "- " + row.flatMap((cell, i) => (cell.trim() ? `${columns[i]}: ${flat(cell)}` : [])).join("; ")).join("\n")
    : say(value!)));
  return [title, ...parts].join("\n\n") + "\n";
}

const filled = (rows: string[][]): string[][] => rows.filter((row) => row.some((cell) => cell.trim()));

const flat = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A line of a table; a cell cannot end it. */
function line(cells: string[]): string {
  return `| ${cells.map((cell) => flat(cell).replace(/[\\|]/g, "\\$&")).join(" | ")} |`;
}
