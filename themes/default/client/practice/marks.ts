// How far a learner is with a page.
import { day, type Past } from "./exam";

export type Mark = "" | "seen" | "begun" | "done";

const dayLength = 86_400_000;

/** Whether a right answer came on a later day than the first one: what was learnt has lasted. */
export function lasts(past: readonly Past[]): boolean {
  const [first] = past;
  return past.some((answer) => answer.score === 1 && days(first!.at, answer.at) >= 1);
}

const days = (from: string, to: string): number => (Date.parse(day(to)) - Date.parse(day(from))) / dayLength;

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
