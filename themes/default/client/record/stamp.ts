// What every entry gets when it is made: an id, its place in the order, the time.
import { eventId } from "./ids";
import { after } from "./merge";
import type { Event, NewEvent } from "./schema";
import type { Head } from "./store";

export const now = (): string => new Date().toISOString().slice(0, 19) + "Z";

/** An hour from now: a clock that is further behind was set back. */
export const soon = (): string => new Date(Date.now() + 3_600_000).toISOString();

/** Gives events what every event has. */
export function stamp(head: Head, news: readonly NewEvent[]): { events: Event[]; head: Head } {
  const at = now();
  const next = { ...head, at };
  const events = news.map((event) => ({ ...event, id: eventId(), dev: next.dev, seq: (next.seq = after(next.seq)), lam: (next.lam = after(next.lam)), at, v: 1 }) as Event);
  return { events, head: next };
}

/** The last of the counts that entries have, or the one that is known. */
export const latest = (known: number, events: readonly Event[]): number => events.reduce((top, { lam }) => Math.max(top, lam), known);
