// What a coach says of an answer: a row of a field that means "seen", below the names of
// its columns. The first cell is what it is about.
import { make } from "../make";

export const seenLines = (head: readonly string[], row: readonly string[]): HTMLElement[] =>
  row.flatMap((cell, i) => (i > 0 && cell.trim() ? make("p", {}, make("b", {}, head[i] ?? ""), " ", cell) : []));

/** The field that is commented on: the words begin with what it asks; with the longest question, where one begins like another. */
export const about = <F extends { label: string }>(fields: readonly F[], words = ""): F | undefined =>
  fields.filter(({ label }) => label && `${words} `.startsWith(`${label} `)).sort((a, b) => b.label.length - a.label.length)[0];
