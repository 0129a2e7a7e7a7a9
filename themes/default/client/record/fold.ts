// What the entries of a record mean.
import { order, type Kept } from "./merge";
import { renamed, type Moves } from "./refs";
import type { Event, FieldValue } from "./schema";
import type { Trouble } from "./trouble";

export interface Answer { id: string; at: string; hash: string; score: number | null; chosen: string[]; sure?: number; exam?: string; hints?: number }
export interface Rated { id: string; value: number | null; hash: string }
export interface Lock { id: string; at: string; form: string; json: string; code: string }
export interface Case { name: string; forms: string[]; fields: Map<string, { id: string; value: FieldValue; hash: string; at: string; lam: number }>; locks: Lock[]; made: string }
export interface Review { id: string; at: string; grade: number; hash: string }

export interface State {
  /** By item, in their order. */
  answers: Map<string, Answer[]>;
  /** By sitting. */
  ratings: Map<string, { at: string; items: Map<string, Rated> }>;
  cases: Map<string, Case>;
  /** Pages, and when each was first opened. */
  read: Map<string, string>;
  /** By card, in their order. */
  reviews: Map<string, Review[]>;
  /** Entries, those of a newer Parley too. */
  count: number;
  /** Ids with several contents: none of them counts. */
  quarantined: number;
  /** The earliest and the latest time of an entry. */
  first?: string;
  last?: string;
  /** The last entry in the order. */
  end?: Event;
  trouble?: Trouble;
  /** Changes since the last file. */
  unsaved: number;
}

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
}

/** Moves bring what was done on pages under former names to those of today. */
export function fold(entries: Iterable<Kept>, moves: Moves = new Map()): State {
  const state: State = { answers: new Map(), ratings: new Map(), cases: new Map(), read: new Map(), reviews: new Map(), count: 0, quarantined: 0, unsaved: 0 };
  const events: Event[] = [];
  for (const kept of entries) {
    if (Array.isArray(kept)) state.quarantined++;
    else events.push(kept);
  }
  grow(state, events.sort(order), moves);
  return state;
}

/** Adds entries in their order. False where they do not come after all that are there. */
export function grow(state: State, events: readonly Event[], moves: Moves): boolean {
  if (events[0] && state.end && order(state.end, events[0]) > 0) return false;
  const now = (name: string): string => renamed(name, moves);
  for (const event of events) {
    if (state.first === undefined || event.at < state.first) state.first = event.at;
    if (state.last === undefined || event.at > state.last) state.last = event.at;
    if (event.v === 1) add(state, event, now);
    state.count++;
    state.end = event;
  }
  return true;
}

function add(state: State, event: Event, now: (name: string) => string): void {
  switch (event.t) {
    case "answer":
      at(state.answers, now(event.item), () => []).push(event);
      break;
    case "rating":
      at(state.ratings, event.round, () => ({ at: event.at, items: new Map() })).items.set(now(event.item), event);
      break;
    case "case": {
      const one = caseOf(state, event);
      one.name = event.name;
      one.forms = event.forms.map(now);
      break;
    }
    case "field":
      caseOf(state, event).fields.set(now(event.item), event);
      break;
    case "lock":
      caseOf(state, event).locks.push({ ...event, form: now(event.form) });
      break;
    case "read":
      at(state.read, now(event.page), () => event.at);
      break;
    case "review":
      at(state.reviews, now(event.card), () => []).push(event);
  }
}

const caseOf = (state: State, event: { case: string; at: string }): Case =>
  at(state.cases, event.case, () => ({ name: "", forms: [], fields: new Map(), locks: [], made: event.at }));
