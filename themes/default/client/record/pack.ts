// All entries of a profile as one value, which is read in a fraction of the time that
// thousands take one by one. It is a mere copy: where it does not fit, they are read.
import type { Box } from "./box";
import { order, type Kept } from "./merge";
import { limits, type Event } from "./schema";

export interface Pack {
  /** The version of the entries: a newer Parley may know more of them. */
  v: number;
  /** Where the head's count of changes stood. */
  changes: number;
  count: number;
  /** JSON of the columns, in the profile's box. */
  body: unknown;
}

/** Values; where many are the same, each once, with their places. */
type Column = [values: unknown[], at?: number[]];
/** Entries with the same keys; without keys what is no single entry. */
type Table = [keys: string[], columns: Column[]];
/** The tables, and for each entry in the order the one that holds it. */
type Body = [Table[], turns: number[]];

/** Entries that are worth a pack, and how many that were written since may be read beside it. */
export const worth = 1000;
export const room = 200;

export function pack(changes: number, entries: readonly Kept[], box: Box, place: string): Pack {
  const names = new Map<string, number>();
  const lists: Kept[][] = [];
  const turns = entries.toSorted((a, b) => order(first(a), first(b))).map((kept) => {
    const name = keysOf(kept).join("\n");
    const turn = names.get(name) ?? lists.push([]) - 1;
    names.set(name, turn);
    lists[turn]!.push(kept);
    return turn;
  });
  const body: Body = [lists.map((list): Table => {
    const keys = keysOf(list[0]!);
    return [keys, keys[0] ? keys.map((key) => column(list.map((one) => one[key as keyof Kept]))) : [[list]]];
  }), turns];
  return { v: limits.version, changes, count: entries.length, body: box.put(JSON.stringify(body), place) };
}

const keysOf = (kept: Kept): string[] => (Array.isArray(kept) || Object.hasOwn(kept, "__proto__") ? [] : Object.keys(kept).filter((key) => kept[key as keyof Event] !== undefined));

function column(all: unknown[]): Column {
  const places = new Map<unknown, number>();
  const values: unknown[] = [];
  const at = all.map((value) => {
    const name = typeof value === "object" ? "\n" + JSON.stringify(value) : value;
    const place = places.get(name) ?? values.push(value) - 1;
    places.set(name, place);
    return place;
  });
  return values.length * 2 < all.length ? [values, at] : [all];
}

/** The entries of a pack by their ids, in their order; undefined where it is damaged, or of another version. */
export function unpack({ body, count, v }: Pack, box: Box, place: string): Map<string, Kept> | undefined {
  const out = new Map<string, Kept>();
  if (v !== limits.version) return undefined;
  const [tables, turns] = JSON.parse(box.take(body, place) as string) as Body;
  const whole = tables.map(([keys, columns]) => ({ keys, next: 0, columns: columns.map(([values, at]) => at?.map((one) => values[one]) ?? values) }));
  for (const turn of turns) {
    const { columns, keys, next } = whole[turn]!;
    const one: Record<string, unknown> = {};
    for (let i = 0; i < keys.length; i++) one[keys[i]!] = columns[i]![next];
    whole[turn]!.next++;
    const kept = (keys[0] ? one : columns[0]![next]) as Kept;
    out.set(first(kept).id, kept);
  }
  return out.size === count ? out : undefined;
}

const first = (kept: Kept): Event => (Array.isArray(kept) ? kept[0]! : kept);
