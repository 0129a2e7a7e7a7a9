// What the numbers of a record come to. Each says nothing where too little was answered.
import type { Answer, Rated } from "./fold";

export interface Statement {
  ref: string;
  reverse: boolean;
  /** Its hash in each language, as it is today. */
  hashes: readonly string[];
}

/** The lowest and the highest mark of a scale. */
export interface Range {
  min: number;
  max: number;
}

export type Ratings = ReadonlyMap<string, Omit<Rated, "id">>;

/** score, 0 to 100, is there where all statements but one have a mark; done, where each was looked at. */
export interface Score {
  score: number | undefined;
  answered: number;
  of: number;
  done: boolean;
}

export function score(statements: readonly Statement[], ratings: Ratings, range: Range): Score {
  const values = statements.flatMap((statement) => mark(statement, ratings, range) ?? []);
  const enough = values.length > 0 && values.length >= statements.length - 1;
  return {
    score: enough ? ((mean(values) - range.min) * 100) / (range.max - range.min) : undefined,
    answered: values.length,
    of: statements.length,
    done: statements.every(({ ref }) => ratings.has(ref)),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A statement's mark, turned round where less is better; none outside the scale. */
function mark({ ref, reverse }: Statement, ratings: Ratings, { max, min }: Range): number | undefined {
  const value = ratings.get(ref)?.value ?? undefined;
  if (value === undefined || value < min || value > max) return undefined;
  return reverse ? max + min - value : value;
}

/** Points and statements that a change needs before anybody is told of it. */
const points = 20;
const moved = 2;

/**
 * How a sitting stands to an earlier one. A statement whose wording has changed
 * since is left out of both; nothing where one of the two has no score.
 */
export function change(statements: readonly Statement[], before: Ratings, after: Ratings, range: Range): "up" | "down" | "none" | undefined {
  const same = statements.filter(({ hashes, ref }) => {
    const [was, is] = [before.get(ref)?.hash, after.get(ref)?.hash];
    return was === undefined || is === undefined || was === is || (hashes.includes(was) && hashes.includes(is));
  });
  const [was, is] = [before, after].map((ratings) => score(same, ratings, range).score);
  if (was === undefined || is === undefined || same.length < statements.length - 1) return undefined;
  const way = Math.sign(is - was);
  const items = same.filter((statement) => {
    const [old, now] = [before, after].map((ratings) => mark(statement, ratings, range));
    return old !== undefined && now !== undefined && Math.sign(now - old) === way;
  });
  if (Math.abs(is - was) < points - 1e-9 || items.length < moved) return "none";
  return way > 0 ? "up" : "down";
}

/** Answers with a confidence that it takes to say how well the two agree. */
export const enoughForCalibration = 20;

/** A day, with four hours' grace for those who come a little earlier than yesterday. */
const day = 20 * 3_600_000;

/** Milliseconds between two times; below 0 where a clock was set back. */
const between = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** Whether a right answer came at least a day after the first one: what was learnt has lasted. */
export function lasts(answers: readonly Pick<Answer, "at" | "score">[]): boolean {
  const [first] = answers;
  return !!first && answers.some(({ at, score }) => score === 1 && between(first.at, at) >= day);
}

/** Whether to answer once more: it was judged, has not lasted, and a day has passed. */
export function isDue(answers: readonly Pick<Answer, "at" | "score">[], now: string): boolean {
  const last = answers.at(-1);
  return !!last && last.score !== null && !lasts(answers) && between(last.at, now) >= day;
}
