// When a self-assessment is one sitting, and when the next one is due.
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
