// Estimates that are locked: what was expected cannot be bent to what came.
import type { FieldValue } from "../record/schema";
import { readings } from "./numbers";

/** What a field holds: words; a range, and how sure one is; rows of a table. */
export type Value = FieldValue;

/** Whether a field holds nothing. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === undefined || typeof value === "string") return !value?.trim();
  if (Array.isArray(value)) return value.every((row) => row.every((cell) => !cell.trim()));
  return ![value.low, value.high, value.sure].some((text) => text?.trim());
}

const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's, without I L O U

/** The first 80 bits of a hash, for people to read out: four groups of four. */
export function code(hash: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of hash.subarray(0, 10)) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += digits[(held >> (bits - 5)) & 31];
    held &= 31;
  }
  return text.replace(/(.{4})(?=.)/g, "$1-");
}

/** How what came stands to what was expected. off is came less expected, or less the nearer end of a range. */
export interface Settled {
  how: "in" | "below" | "above" | "same" | "words";
  off: number;
}

/** Compares; nothing where one of the two is missing. */
export function settle(expected: Value | undefined, came: Value | undefined, lang: string): Settled | undefined {
  if (isEmpty(expected) || isEmpty(came)) return undefined;
  const actual = spans(came!, lang);
  const wanted = spans(expected!, lang);
  if (!actual.length || !wanted.length) return { how: "words", off: 0 };
  // "14.000" is fourteen to some and fourteen thousand to others: what was expected tells which.
  const [[value], [low, high]] = nearest(wanted.flatMap((b) => actual.map((a): [Span, Span] => [a, b])), ([[a], [b, c]]) => apart(a, (b + c) / 2));
  if (value < low) return { how: "below", off: value - low };
  if (value > high) return { how: "above", off: value - high };
  return { how: low === high ? "same" : "in", off: 0 };
}

type Span = [low: number, high: number];

/** What a range may mean, low first however it was typed; of a number it twice. The likelier reading comes first. */
function spans(value: Value, lang: string): Span[] {
  if (Array.isArray(value)) return [];
  const texts = typeof value === "string" ? [value] : [value.low, value.high].filter((text) => text.trim());
  const [first = [], second = first] = texts.map((text) => readings(text, lang));
  if (second === first) return first.map((n): Span => [n, n]);
  const all = first.flatMap((a) => second.map((b): Span => [Math.min(a, b), Math.max(a, b)]));
  const least = Math.min(...all.map((span) => apart(...span)));
  return all.filter((span) => apart(...span) <= least); // two numbers of one range are of a size
}

/** How far two numbers are from each other in size. */
function apart(a: number, b: number): number {
  return Math.sign(a) * Math.sign(b) > 0 ? Math.abs(Math.log(a / b)) : Math.abs(a - b);
}

/** The first of those for which something is least. */
function nearest<T>(all: T[], of: (one: T) => number): T {
  return all.reduce((best, one) => (of(one) < of(best) ? one : best));
}

/** Whether the first number of a range is above the second, however they may be read. */
export function crossed(low: string, high: string, lang: string): boolean {
  const [all, others] = [readings(low, lang), readings(high, lang)];
  if (!all.length || !others.length) return false;
  const [a, b] = nearest(all.flatMap((a) => others.map((b): Span => [a, b])), (span) => apart(...span));
  return a > b;
}

/** JSON that is the same for the same value: keys in order, no blanks. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (!value || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`)}}`;
}

/** What was locked, by field; a lock that cannot be read holds nothing. */
export function unsealed(json: string): Record<string, Value> {
  try {
    const { fields } = JSON.parse(json) as { fields?: Record<string, unknown> };
    return Object.fromEntries(Object.entries(fields ?? {}).filter((entry): entry is [string, Value] => isValue(entry[1])));
  } catch {
    return {};
  }
}

function isValue(value: unknown): value is Value {
  if (typeof value === "string") return true;
  const { high, low, sure = "" } = (value ?? {}) as Record<string, unknown>;
  return [high, low, sure].every((one) => typeof one === "string");
}
