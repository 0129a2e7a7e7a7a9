// What may not be in the database yet when a page is left: a browser may end a write
// with the page that began it, and on a slow disk writes take long. The next page
// takes it in, and finds the same twice or once.
import type { Event } from "./schema";
import { isEvent } from "./validate";

export interface Left {
  events: Event[];
  /** Those without a value were dropped. */
  drafts: [key: string, value?: unknown][];
}

/** Undefined where everything is written. */
export function leaving(events: Event[], drafts: ReadonlyMap<string, unknown>): Left | undefined {
  if (events.length + drafts.size === 0) return undefined;
  return { events, drafts: [...drafts].map(([key, value]) => (value === undefined ? [key] : [key, value])) };
}

/** Several in one, in their order. */
export function joined(all: readonly Left[]): Left {
  return { events: [...new Map(all.flatMap(({ events }) => events).map((event) => [event.id, event])).values()], drafts: [...new Map(all.flatMap(({ drafts }) => drafts).map((draft) => [draft[0], draft])).values()] };
}

/** What was kept so, of which nothing need be right. */
export function leftIn(found: unknown): Left {
  const { events, drafts } = (found ?? {}) as Partial<Record<keyof Left, unknown>>;
  return {
    events: Array.isArray(events) ? events.filter((event): event is Event => isEvent(event)) : [],
    drafts: Array.isArray(drafts) ? drafts.filter((draft): draft is [string] => Array.isArray(draft) && typeof draft[0] === "string") : [],
  };
}
