// How good an agreement was, from all sides' numbers: for the debrief.
// Single agreements and swaps are evaluated here; what takes all outcomes together is
// worked out in Go (site/bargain), whose shared vectors these functions are held to.
import type { Outcome } from "./offer";

/** A negotiation as it is sealed for the debrief: see solution in site/block/sealed.go. */
export interface Problem {
  walkAway: readonly number[];
  /** By role, then issue, then option. */
  payoffs: readonly (readonly (readonly number[])[])[];
}

/** A change on one or two issues that costs nobody anything and gives somebody more. */
export interface Swap {
  changes: readonly (readonly [issue: number, option: number])[];
  gain: readonly number[];
}

export const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** What a deal is worth to each role. */
export function utilities({ payoffs }: Problem, outcome: Outcome): number[] {
  return payoffs.map((rows) => sum(outcome.map((option, issue) => rows[issue]?.[option] ?? 0)));
}

/** By role, from the worst to the best that any outcome is worth to it. */
export const limits = ({ payoffs }: Problem): [low: number, high: number][] => payoffs.map((rows) => [sum(rows.map((row) => Math.min(...row))), sum(rows.map((row) => Math.max(...row)))]);

/** By how much two values of a role may differ and still be equal: a billionth of its range. */
export const tolerances = (problem: Problem): number[] => limits(problem).map(([low, high]) => 1e-9 * (high - low));

/** Whether a deal leaves everybody at the walk-away value or above. */
export function acceptable(problem: Problem, u: readonly number[]): boolean {
  const eps = tolerances(problem);
  return u.every((value, i) => value >= problem.walkAway[i]! - eps[i]!);
}

/**
 * What could still be had by changing one or two issues, the largest sum of gains
 * first, then the fewest changes. A change of two issues of which one alone does as
 * well is left out.
 */
export function swaps(problem: Problem, outcome: Outcome): Swap[] {
  const eps = tolerances(problem);
  const most = Math.max(...eps);
  const all = outcome.flatMap((now, issue) => problem.payoffs[0]![issue]!.flatMap((_, option) => (option === now ? [] : [[issue, option] as const])));
  const gains = (...changes: Swap["changes"]): number[] | undefined => {
    let better = false;
    const gain = problem.payoffs.map((rows, i) => {
      const value = sum(changes.map(([issue, option]) => rows[issue]![option]! - rows[issue]![outcome[issue]!]!));
      better ||= value > eps[i]!;
      return value > eps[i]! ? value : value < -eps[i]! ? NaN : 0;
    });
    return better && !gain.some(Number.isNaN) ? gain : undefined;
  };
  const out: Swap[] = [];
  const single = all.map((change) => {
    const gain = gains(change);
    if (gain) out.push({ changes: [change], gain });
    return gain ? sum(gain) : 0;
  });
  all.forEach((first, x) => all.forEach((second, y) => {
    if (y <= x || first[0] === second[0]) return;
    const gain = gains(first, second);
    if (gain && sum(gain) > Math.max(single[x]!, single[y]!) + most) out.push({ changes: [first, second], gain });
  }));
  return out.sort((x, y) => {
    const by = sum(y.gain) - sum(x.gain);
    return Math.abs(by) > most ? by : x.changes.length - y.changes.length;
  });
}

/** By role, how much more it could have had without anybody having less: of the efficient payoffs. */
export function valueLeft(problem: Problem, frontier: readonly (readonly number[])[], u: readonly number[]): number[] {
  const eps = tolerances(problem);
  return u.map((own, i) => Math.max(0, ...frontier.filter((q) => q.every((value, j) => j === i || value >= u[j]! - eps[j]!)).map((q) => q[i]! - own)));
}
