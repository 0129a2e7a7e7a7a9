// How two records become one: in any order, any number of times, the same comes out.
import { canonical } from "./canonical";
import type { Event } from "./schema";
import { isNewer } from "./validate";

/** One id with one content; with several, in the order of their texts, all are kept and none counts. */
export type Kept = Event | Event[];

export interface Merged {
  /** What is new, or has another content than before. */
  put: Map<string, Kept>;
  /** Ids that have no content any more: they were deleted. */
  drop: Set<string>;
}

/** What joins entries to those that are here. All must be valid. */
export function merge(now: ReadonlyMap<string, Kept>, incoming: Iterable<Kept>): Merged {
  const put = new Map<string, Kept>();
  const drop = new Set<string>();
  const news = [...incoming].flat();
  const gone = new Set<string>();
  const all = [now.values(), news];
  for (const list of all) for (const kept of list) for (const event of [kept].flat()) for (const id of deletes(event)) gone.add(id);
  for (const event of news) {
    const { id } = event;
    if (gone.has(id) && event.t !== "delete") continue;
    const there = [put.get(id) ?? now.get(id) ?? []].flat();
    if (there.includes(event)) continue;
    const text = canonical(event);
    if (there.some((one) => canonical(one) === text)) continue;
    put.set(id, one([...there, event].sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1))));
  }
  for (const id of gone) {
    const there = [put.get(id) ?? now.get(id) ?? []].flat();
    // What deletes is not deleted itself, or its ids would come back.
    const left = there.filter(({ t }) => t === "delete");
    if (left.length === there.length) continue;
    put.delete(id);
    if (left.length) put.set(id, one(left));
    else if (now.has(id)) drop.add(id);
  }
  return { put, drop };
}

const one = (list: Event[]): Kept => (list.length === 1 ? list[0]! : list);

/** The ids that an entry deletes. */
export const deletes = (event: Event): readonly string[] => (event.t === "delete" && !isNewer(event) ? event.ids : []);

/** The order in which entries count and stand in a file: no clock takes part in it. */
export function order(a: Event, b: Event): number {
  return a.lam - b.lam || compare(a.dev, b.dev) || a.seq - b.seq || compare(a.id, b.id) || (a === b ? 0 : compare(canonical(a), canonical(b)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The counter after this one. It stops where it would not be exact. */
export const after = (count: number): number => Math.min(count + 1, 1e15);
