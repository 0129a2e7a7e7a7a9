// The part of a text that answers a query, with what matched.
import { dense, tokens } from "./tokens";
import type { Shown } from "./types";

/** About how long an excerpt is, in signs. */
const length = 190;

const units = new RegExp(`[${dense}]|(?:(?![${dense}])[\\p{L}\\p{M}\\p{N}'’\u00ad\u200b-\u200d])+`, "gu");

/** Cuts out of a text where most of the forms are, and marks them. */
export function excerpt(text: string, forms: readonly string[]): Shown["parts"] {
  const wanted = new Set(forms);
  const found: { from: number; to: number; form: string }[] = [];
  let before = { word: "", from: 0, to: -1 };
  for (const match of text.matchAll(units)) {
    const from = match.index;
    const to = from + match[0].length;
    const word = tokens(match[0]).at(-1) ?? ""; // of l'accord the second
    const gap = from - before.to;
    // Joined to the one before: by a hyphen, or in a script without spaces.
    if (gap < 2 && wanted.has(before.word + word)) found.push({ from: before.from, to, form: before.word + word });
    else if (wanted.has(word)) found.push({ from, to, form: word });
    before = { word, from, to };
  }
  const start = begin(text, best(found));
  const end = text.length - start < length + 20 ? text.length : finish(text, start + length);
  const parts: Shown["parts"] = [];
  const add = (text: string, mark: boolean): void => {
    const before = parts.at(-1);
    if (before?.mark === mark) before.text += text;
    else if (text) parts.push({ text, mark });
  };
  let at = start;
  for (const { from, to } of found) {
    if (to > end || to <= at) continue;
    add(text.slice(at, Math.max(from, at)), false);
    add(text.slice(Math.max(from, at), to), true);
    at = to;
  }
  add(text.slice(at, end), false);
  if (start) parts.unshift({ text: "… ", mark: false });
  if (end < text.length) parts.push({ text: " …", mark: false });
  return parts;
}

/** Where the stretch with most forms begins; different ones count for more. */
function best(found: readonly { from: number; to: number; form: string }[]): number {
  let most = 0;
  let at = 0;
  for (const first of found) {
    const inside = found.filter((f) => f.from >= first.from && f.to <= first.from + length - 30);
    const side = inside.filter((f, i) => i && f.from - inside[i - 1]!.to < 2 && f.form !== inside[i - 1]!.form).length;
    const worth = new Set(inside.map((f) => f.form)).size * 3 + Math.min(inside.length, 5) + Math.min(side, 3) * 2;
    if (worth > most) [most, at] = [worth, first.from];
  }
  return at;
}

/** Some words before a place, at the beginning of a sentence if one is near. */
function begin(text: string, at: number): number {
  if (at < 60) return 0;
  const near = text.slice(at - 60, at);
  const sentence = near.search(/[.!?。！？:] ?(?=[^.!?。！？:]*$)/);
  if (sentence >= 0) return at - 60 + sentence + near.slice(sentence).search(/[^.!?。！？: ]|$/);
  return whole(text, at - 30 + Math.max(0, text.slice(at - 30, at).indexOf(" ") + 1));
}

/** The end of a word that is not behind a place. */
function finish(text: string, at: number): number {
  const space = text.lastIndexOf(" ", at);
  return space > at - 40 ? space : whole(text, at);
}

/** A place that is not within a letter of two units. */
const whole = (text: string, at: number): number => (text.codePointAt(at - 1)! > 0xffff ? at - 1 : at);
