// The cards of a learner, and when each comes again: worked out from the reviews
// by FSRS, never stored.
import { createEmptyCard, fsrs, Rating, State as Phase, type Card, type Grade } from "ts-fsrs";
import type { State } from "../record/fold";
import { lasts } from "../record/score";

/** What a card asks: "term:glossary/batna" or "item:exercises/x#meaning". */
export interface Due {
  card: string;
  /** Milliseconds; of a new card when it was made, so that it is due. */
  due: number;
  fresh: boolean;
  stage: string;
}

// No fuzz: the same record gives the same days in every tab and on every device.
const scheduler = fsrs({ enable_fuzz: false, maximum_interval: 365 });

/** Where a card stands after its reviews. */
export function scheduled(reviews: readonly { at: string; grade: number }[]): Card {
  let card = createEmptyCard(reviews[0]?.at ?? new Date(0));
  let last = 0;
  for (const { at, grade } of reviews) {
    const time = Math.max(last, Date.parse(at)); // a clock that was set back must not turn time around
    last = time;
    card = scheduler.next(card, new Date(time), grade as Grade).card;
  }
  return card;
}

/** In how many days a card would come again, for each grade. */
export function intervals(reviews: readonly { at: string; grade: number }[], now: number): number[] {
  const card = scheduled(reviews);
  return [Rating.Again, Rating.Hard, Rating.Good, Rating.Easy].map((grade) => (scheduler.next(card, new Date(Math.max(now, +(card.last_review ?? 0))), grade as Grade).card.due.getTime() - now) / 86_400_000);
}

/**
 * All cards of a learner: the terms of pages met, and the questions that were missed
 * or whose last right answer is a while ago.
 */
export function deck(course: CourseData, state: State, now: number): Due[] {
  const out = new Map<string, Due>();
  const add = (card: string, stage = ""): void => {
    if (out.has(card)) return;
    const reviews = state.reviews.get(card) ?? [];
    const { due, state: phase } = scheduled(reviews);
    out.set(card, { card, due: reviews.length ? due.getTime() : now, fresh: phase === Phase.New, stage });
  };
  const titles = new Set(course.pages.map(({ id }) => id));
  const answered = new Set([...state.answers.keys()].map((ref) => ref.slice(0, ref.indexOf("#"))));
  for (const page of course.pages) {
    if (!state.read.has(page.id) && !answered.has(page.id)) continue;
    for (const term of page.kind === "term" ? [page.id] : (page.terms ?? [])) if (titles.has(term)) add("term:" + term, page.stage);
    for (const id of page.items ?? []) {
      const answers = state.answers.get(`${page.id}#${id}`);
      const last = answers?.at(-1);
      if (!answers || !last || last.score === null) continue;
      const old = now - Date.parse(last.at) > 7 * 86_400_000;
      if ((last.score < 1 && !lasts(answers)) || old) add(`item:${page.id}#${id}`, page.stage);
    }
  }
  return [...out.values()];
}

/**
 * The cards of a session, as many as fit into it: what is due, the longest first,
 * then new ones; mixed, so that no two of a stage follow each other where that can be.
 */
export function session(all: readonly Due[], now: number, minutes: number): Due[] {
  const room = minutes * 3; // twenty seconds a card
  const due = all.filter((one) => !one.fresh && one.due <= now).sort((a, b) => a.due - b.due);
  const fresh = all.filter((one) => one.fresh).slice(0, Math.max(room - due.length, Math.floor(room / 3)));
  return mixed([...due.slice(0, room - Math.min(fresh.length, Math.floor(room / 3))), ...fresh].slice(0, room));
}

/** Takes from the stages in turn. */
function mixed(cards: readonly Due[]): Due[] {
  const stages = new Map<string, Due[]>();
  for (const card of cards) stages.set(card.stage, [...(stages.get(card.stage) ?? []), card]);
  const out: Due[] = [];
  while (out.length < cards.length) {
    for (const list of stages.values()) {
      const card = list.shift();
      if (card) out.push(card);
    }
  }
  return out;
}
