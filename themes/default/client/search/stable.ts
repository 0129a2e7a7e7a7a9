// Results keep their places while a word is being typed.
import type { Hit } from "./types";

/** Whether a query only goes on with the last word of the one before, or takes some of it back. */
export function sameWord(before: string, now: string): boolean {
  const [a, b] = [before, now].map((query) => query.trim().replace(/\s+/g, " ")) as [string, string];
  return !!a && !!b && a.lastIndexOf(" ") === b.lastIndexOf(" ") && (a.startsWith(b) || b.startsWith(a));
}

/**
 * Orders hits: first the page named so, if any, then those that were shown, in
 * the order in which they were, then the others as they come.
 */
export function stable(shown: readonly number[], hits: readonly Hit[], first?: number): Hit[] {
  const places = new Map(shown.map((page, i) => [page, i]));
  const place = ({ page }: Hit): number => (page === first ? -1 : (places.get(page) ?? shown.length));
  return [...hits].sort((a, b) => place(a) - place(b));
}
