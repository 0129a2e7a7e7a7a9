// What a coach says of an answer.
import { make } from "../make";

/** A row of a field that means "seen", below the names of its columns; the first cell is what it is about. */
export const seenLines = (head: readonly string[], row: readonly string[]): HTMLElement[] =>
  row.flatMap((cell, i) => (i > 0 && cell.trim() ? make("p", {}, make("b", {}, head[i] ?? ""), " ", cell) : []));
