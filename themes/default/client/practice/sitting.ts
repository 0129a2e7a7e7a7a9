// What ratings come to: for each competency, from the statements of one sitting.
import type { Rated } from "../record/fold";

export interface Statement {
  ref: string;
  reverse: boolean;
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
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    score: enough ? ((mean - range.min) * 100) / (range.max - range.min) : undefined,
    answered: values.length,
    of: statements.length,
    done: statements.every(({ ref }) => ratings.has(ref)),
  };
}

/** A statement's mark, turned round where less is better. */
function mark({ ref, reverse }: Statement, ratings: Ratings, { max, min }: Range): number | undefined {
  const value = ratings.get(ref)?.value ?? undefined;
  return value !== undefined && reverse ? max + min - value : value;
}

/** Points and statements that a change needs before anybody is told of it. */
const points = 20;
const moved = 2;

/**
 * How a sitting stands to an earlier one. A statement whose wording has changed
 * since is left out of both; nothing where one of the two has no score.
 */
export function change(statements: readonly Statement[], before: Ratings, after: Ratings, range: Range): "up" | "down" | "none" | undefined {
  const same = statements.filter(({ ref }) => !before.has(ref) || !after.has(ref) || before.get(ref)!.hash === after.get(ref)!.hash);
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

const days = 86_400_000;

/** A sitting goes on for so long; what is rated later begins another one. */
const lasts = 14;

/** When to rate oneself again: six weeks later. */
export const again = 42;

export const inDays = (at: string, count: number): string => new Date(Date.parse(at) + count * days).toISOString();

/** The sitting that goes on: the one begun last, unless it is long ago or another was asked for since. */
export function current(sittings: ReadonlyMap<string, { at: string }>, wanted: unknown, now: string): string | undefined {
  if (typeof wanted === "string" && !(sittings.has(wanted) && isOver(sittings.get(wanted)!.at, now))) return wanted;
  const [last] = [...sittings].sort(([, a], [, b]) => (a.at < b.at ? 1 : -1));
  return last && !isOver(last[1].at, now) ? last[0] : undefined;
}

function isOver(at: string, now: string): boolean {
  return Date.parse(now) - Date.parse(at) > lasts * days;
}
