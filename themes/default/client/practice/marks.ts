// How far a learner is with a page.
import { lasts } from "../record/score";
import type { Past } from "./exam";

export type Mark = "" | "seen" | "begun" | "done";

/** Of a page's questions, as many must last: not all, since a pool may never ask one. */
export const share = 0.8;

/**
 * The mark of a page with these items. Reading alone completes nothing; a page with
 * nothing to answer is only ever seen.
 */
export function mark(items: readonly string[], answers: ReadonlyMap<string, readonly Past[]>, seen: boolean): Mark {
  const judged = items.filter((item) => !answers.get(item)?.length || answers.get(item)!.some(({ score }) => score !== null));
  const lasting = judged.filter((item) => answers.get(item)?.length && lasts(answers.get(item)!));
  if (judged.length && lasting.length >= judged.length * share - 1e-9) return "done";
  if (items.some((item) => answers.get(item)?.length)) return "begun";
  return seen ? "seen" : "";
}
