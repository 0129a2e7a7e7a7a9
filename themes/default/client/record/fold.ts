// What the entries of a record mean.
import type { Event, FieldValue } from "./schema";
import type { Trouble } from "./trouble";

export interface Answer { id: string; at: string; hash: string; score: number | null; chosen: string[]; sure?: number; exam?: string; hints?: number }
export interface Rated { id: string; value: number | null; hash: string }
export interface Lock { id: string; at: string; form: string; json: string; code: string }
export interface Case { name: string; forms: string[]; fields: Map<string, { id: string; value: FieldValue; hash: string; at: string }>; locks: Lock[]; made: string }
export interface Review { id: string; at: string; grade: number; hash: string }

export interface State {
  answers: Map<string, Answer[]>;
  ratings: Map<string, { at: string; items: Map<string, Rated> }>;
  cases: Map<string, Case>;
  read: Map<string, string>;
  reviews: Map<string, Review[]>;
  count: number;
  first?: string;
  last?: string;
  trouble?: Trouble;
  unsaved: number;
}

const order = (a: Event, b: Event): number => a.lam - b.lam || (a.dev < b.dev ? -1 : a.dev > b.dev ? 1 : a.seq - b.seq);

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = make()));
  return found;
}

export function fold(events: Iterable<Event>): State {
  const state: State = { answers: new Map(), ratings: new Map(), cases: new Map(), read: new Map(), reviews: new Map(), count: 0, unsaved: 0 };
  for (const event of [...events].sort(order)) {
    state.count++;
    state.first ??= event.at;
    state.last = event.at;
    if (event.v > 1) continue;
    switch (event.t) {
      case "answer":
        at(state.answers, event.item, () => []).push(event);
        break;
      case "rating":
        at(state.ratings, event.round, () => ({ at: event.at, items: new Map() })).items.set(event.item, event);
        break;
      case "case": {
        const one = at(state.cases, event.case, () => ({ name: "", forms: [], fields: new Map(), locks: [], made: event.at }));
        one.name = event.name;
        one.forms = event.forms;
        break;
      }
      case "field":
        at(state.cases, event.case, () => ({ name: "", forms: [], fields: new Map(), locks: [], made: event.at })).fields.set(event.item, event);
        break;
      case "lock":
        at(state.cases, event.case, () => ({ name: "", forms: [], fields: new Map(), locks: [], made: event.at })).locks.push(event);
        break;
      case "read":
        if (!state.read.has(event.page)) state.read.set(event.page, event.at);
        break;
      case "review":
        at(state.reviews, event.card, () => []).push(event);
    }
  }
  return state;
}
