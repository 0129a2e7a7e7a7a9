// What offers are worth to one side. Nothing here knows the other's numbers.

/** The option of each issue, by its index. */
export type Outcome = readonly number[];

/** A side's points, by issue and option. */
export type Payoffs = readonly (readonly number[])[];

/** What a deal is worth: the sum over the issues. */
export const worth = (payoffs: Payoffs, outcome: Outcome): number => outcome.reduce((sum, option, issue) => sum + (payoffs[issue]?.[option] ?? 0), 0);

/** Whether each issue has an option. */
export const complete = (payoffs: readonly (readonly unknown[])[], outcome: readonly (number | undefined)[]): outcome is Outcome => payoffs.every((row, issue) => outcome[issue] !== undefined && outcome[issue]! < row.length);

/**
 * Packages worth about as much as an offer, at most so many: what is as good for one
 * side and may be better for the other. They differ from it in at least two issues,
 * and are the nearest in worth, the least different first.
 */
export function packages(payoffs: Payoffs, outcome: Outcome, most = 3): Outcome[] {
  const aim = worth(payoffs, outcome);
  const range = payoffs.reduce((sum, row) => sum + Math.max(...row) - Math.min(...row), 0) || 1;
  const found: { gap: number; changes: number; package: Outcome }[] = [];
  for (const [i, first] of payoffs.entries()) {
    for (const [j, second] of payoffs.entries()) {
      if (j <= i) continue;
      for (let a = 0; a < first.length; a++) {
        for (let b = 0; b < second.length; b++) {
          if (a === outcome[i] || b === outcome[j]) continue;
          const other = outcome.with(i, a).with(j, b);
          const gap = Math.abs(worth(payoffs, other) - aim);
          if (gap <= range * 0.03) found.push({ gap, changes: 2, package: other });
        }
      }
    }
  }
  found.sort((x, y) => x.gap - y.gap || x.changes - y.changes);
  return found.slice(0, most).map((one) => one.package);
}
