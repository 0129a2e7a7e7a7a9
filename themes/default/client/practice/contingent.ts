// A term that depends on what nobody knows yet: both can gain from it where they expect
// different things. In place of a sure amount one gets something else if it happens.
import type { Value } from "./lock";
import { readNumber } from "./numbers";

/** What is still to be asked of a clause. */
export type Question = "measure" | "move" | "amount" | "mine" | "theirs";

export interface Clause {
  term: string;
  questions: Question[];
  /** What each expects to gain over the sure amount; undefined while a number is missing. */
  mine: number | undefined;
  theirs: number | undefined;
  /** Sure amounts between which both expect to gain; undefined where there is none. */
  fair: [low: number, high: number] | undefined;
}

/**
 * Reads term, what it depends on, who can tell and when, who could move the result, what
 * one gets if it happens (less than nothing: pays), the sure amount that it stands for,
 * one's own and the others' expectation in per cent.
 */
export function clauses(rows: Value | undefined, lang: string): Clause[] {
  return (Array.isArray(rows) ? rows : []).flatMap((row) => {
    const [term = "", event = "", who = "", mover = "", amount = "", sure = "", own = "", other = ""] = row.map((cell) => cell.trim());
    if (!term && !event) return [];
    const number = (text: string): number | undefined => readNumber(text, lang);
    const chance = (text: string): number | undefined => {
      const share = number(text);
      return share !== undefined && share >= 0 && share <= 100 ? share / 100 : undefined;
    };
    const [stake, p, q] = [number(amount), chance(own), chance(other)];
    const questions = ([["measure", who], ["move", mover], ["amount", stake], ["mine", p], ["theirs", q]] as const).flatMap(([key, said]) => (said === undefined || said === "" ? [key] : []));
    const one: Clause = { term: term || event, questions, mine: undefined, theirs: undefined, fair: undefined };
    if (stake === undefined || p === undefined || q === undefined) return [one];
    const [high, low] = [stake * p, stake * q]; // worth to me, and what it costs them to promise it
    if (high > low) one.fair = [low, high];
    // Without a sure amount it is the one in the middle, where both gain alike.
    const fixed = number(sure) ?? (high + low) / 2;
    return [{ ...one, mine: high - fixed, theirs: fixed - low }];
  });
}
