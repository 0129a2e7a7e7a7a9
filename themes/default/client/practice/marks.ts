// How far a learner is with a page, and along a path: one rule, for the page of a path and
// for My progress.
import type { Answer, State } from "../record/fold";
import { lasts } from "../record/score";

export type Mark = "" | "seen" | "begun" | "done";

/**
 * Where an item stands: nothing yet; answered, never right; right; right again on a
 * later day, which is what counts as known; or noted, where nothing is judged.
 */
export type Standing = "open" | "missed" | "right" | "lasting" | "noted";

/** Of a page's questions, as many must last: not all, since a pool may never ask one. */
const share = 0.8;

/** What is rated or written, and the hash that it had then. */
export function notes({ cases, ratings }: Pick<State, "cases" | "ratings">): Map<string, string> {
  const found = new Map<string, string>();
  for (const of of [...[...ratings.values()].map(({ items }) => items), ...[...cases.values()].map(({ fields }) => fields)]) {
    for (const [ref, { hash }] of of) found.set(ref, hash);
  }
  return found;
}

export function standing(answers: readonly Answer[] | undefined, noted: boolean): Standing {
  if (!answers?.length) return noted ? "noted" : "open";
  if (answers.every(({ score }) => score === null)) return "noted";
  if (lasts(answers)) return "lasting";
  return answers.at(-1)!.score === 1 ? "right" : "missed";
}

/** An item of a page; asked, where it is a question, and not rated or filled in. */
export interface Item {
  standing: Standing;
  asked: boolean;
}

/**
 * The mark of a page. Reading alone completes nothing, nor does being right once. A page
 * that judges nothing is done when all of it has an entry; one with nothing to do is
 * only ever seen.
 */
export function mark(items: readonly Item[], seen: boolean): Mark {
  const judged = items.filter(({ asked, standing }) => asked && standing !== "noted");
  const lasting = judged.filter(({ standing }) => standing === "lasting");
  if (judged[0] ? lasting.length >= judged.length * share - 1e-9 : items[0] && items.every(({ standing }) => standing === "noted")) return "done";
  if (items.some(({ standing }) => standing !== "open")) return "begun";
  return seen ? "seen" : "";
}

/** A step of a path; asks, where its page has something to do. */
export interface PathStep {
  mark: Mark;
  asks: boolean;
}

/**
 * Whether enough steps are done, of a hundred; and the place of the next one, or -1. A page
 * with nothing to do is never done, and holds nobody up once it was seen.
 */
export function along(steps: readonly PathStep[], pass: number): { through: boolean; next: number } {
  const done = steps.filter(({ mark }) => mark === "done").length;
  const through = done > 0 && done * 100 >= steps.filter(({ asks }) => asks).length * pass;
  return { through, next: through ? -1 : steps.findIndex(({ asks, mark }) => (asks ? mark !== "done" : !mark)) };
}
