import type { Event } from "./schema";

/** One id with one content; with several, all are kept and none counts. */
export type Kept = Event | Event[];

/** What joins entries to those that are here. */
export function merge(now: ReadonlyMap<string, Kept>, incoming: readonly Kept[]): { put: Map<string, Kept>; drop: Set<string> } {
  const put = new Map<string, Kept>();
  const drop = new Set<string>();
  const gone = new Set<string>();
  for (const kept of [...now.values(), ...incoming]) for (const event of [kept].flat()) if (event.t === "delete") for (const id of event.ids) gone.add(id);
  for (const event of incoming.flat()) if (!now.has(event.id) && !gone.has(event.id)) put.set(event.id, event);
  for (const id of gone) if (now.has(id)) drop.add(id);
  return { put, drop };
}
