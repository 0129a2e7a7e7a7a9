// Estimates that are locked: what was expected cannot be bent to what came.
import type { FieldValue } from "../record/schema";
import { readNumber } from "./numbers";

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
  const actual = ends(came!, lang);
  const wanted = ends(expected!, lang);
  if (!actual || !wanted) return { how: "words", off: 0 };
  const [low, high] = wanted;
  const [value] = actual;
  if (value < low) return { how: "below", off: value - low };
  if (value > high) return { how: "above", off: value - high };
  return { how: low === high ? "same" : "in", off: 0 };
}

/** The ends of a range, low first however they were typed; of a number it twice. */
function ends(value: Value, lang: string): [number, number] | undefined {
  if (Array.isArray(value)) return undefined;
  const texts = typeof value === "string" ? [value] : [value.low, value.high].filter((text) => text.trim());
  const found = texts.flatMap((text) => readNumber(text, lang) ?? []);
  if (!found.length || found.length < texts.length) return undefined;
  return [Math.min(...found), Math.max(...found)];
}

/** JSON that is the same for the same value: keys in order, no blanks. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (!value || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`)}}`;
}
