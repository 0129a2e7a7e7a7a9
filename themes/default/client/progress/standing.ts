// How far a learner is: what the record says about the pages of the course.
import { mark, notes, standing, type Item, type Mark, type Standing } from "../practice/marks";
import type { State } from "../record/fold";
import { hashesOf, standing as against } from "../record/refs";
import { isDue } from "../record/score";

export type { Standing };

export interface ItemStanding extends Item {
  ref: string;
  /** The question is another than the one that was answered last. */
  changed: boolean;
}

export interface PageStanding {
  page: CoursePage;
  items: ItemStanding[];
  mark: Mark;
}

/** How many questions stand where. */
export type Tally = { [K in Standing]: number };

export interface Standings {
  pages: PageStanding[];
  byPage: Map<string, PageStanding>;
  /** Items of the record that no page of the course has any more. */
  retired: string[];
}

export function standings(course: CourseData, state: State): Standings {
  const noted = notes(state);
  const hashes = hashesOf(course.pages);
  const pages = course.pages.map((page): PageStanding => {
    const filled = new Set([...(page.scales ?? []).map(({ items }) => items), ...(page.forms ?? []).map(({ fields }) => fields)].flat().map(({ id }) => id));
    const ticked = new Set((page.forms ?? []).flatMap(({ fields }) => fields.flatMap(({ id, means }) => (means === "checklist" ? [id] : [])))); // never kept
    const items = (page.items ?? []).filter((id) => !ticked.has(id)).map((id): ItemStanding => {
      const ref = `${page.id}#${id}`;
      const answers = state.answers.get(ref);
      const was = answers?.at(-1)?.hash ?? noted.get(ref);
      return { ref, standing: standing(answers, noted.has(ref)), asked: !filled.has(id), changed: was !== undefined && against(hashes, ref, was) === "changed" };
    });
    return { page, items, mark: mark(items, state.read.has(page.id)) };
  });
  const retired = [...new Set([...state.answers.keys(), ...noted.keys()])].filter((ref) => !hashes.has(ref));
  return { pages, byPage: new Map(pages.map((one) => [one.page.id, one])), retired };
}

export function tally(items: readonly ItemStanding[]): Tally {
  const out: Tally = { open: 0, missed: 0, right: 0, lasting: 0, noted: 0 };
  for (const { standing } of items) out[standing]++;
  return out;
}

/** Questions are known; what nobody judges — reflections, ratings, fields — is filled in. */
export interface Count {
  known: number;
  asked: number;
  filled: number;
  toFill: number;
}

export function count(items: readonly ItemStanding[]): Count {
  const out: Count = { known: 0, asked: 0, filled: 0, toFill: 0 };
  for (const { standing, asked } of items) {
    if (standing === "lasting") out.known++;
    if (standing === "noted") out.filled++;
    if (asked && standing !== "noted") out.asked++;
    else out.toFill++;
  }
  return out;
}

/** After so long what was learnt shows whether it is still there. */
const fortnight = 14 * 86_400_000; // milliseconds

/** A step that a learner might take next. */
export type Step =
  | { what: "begin" | "go-on" | "again" | "later"; page: PageStanding; count: number }
  | { what: "cards"; count: number };

/**
 * What is next, the best first: cards that are due, a page that was begun, questions
 * to answer once more a day later, a page that was for later, a page to begin, in the
 * order of a path first.
 */
export function next({ pages }: Standings, due: number, now: string, { answers, read }: Pick<State, "answers" | "read">, order: readonly string[] = []): Step[] {
  const out: Step[] = [];
  if (due > 0) out.push({ what: "cards", count: due });
  const practice = pages.filter((one) => one.items.length > 0);
  const open = (one: PageStanding): number => tally(one.items).open;
  const begun = practice.filter((one) => one.mark === "begun");
  const unfinished = begun.filter((one) => open(one) > 0);
  if (unfinished[0]) out.push({ what: "go-on", page: unfinished[0], count: open(unfinished[0]) });
  for (const one of begun) {
    const ripe = one.items.filter((item) => isDue(answers.get(item.ref) ?? [], now));
    if (ripe.length > 0 && one !== unfinished[0]) {
      out.push({ what: "again", page: one, count: ripe.length });
      break;
    }
  }
  const place = ({ page }: PageStanding): number => (order.includes(page.id) ? order.indexOf(page.id) : order.length);
  const untouched = practice.filter((one) => one.mark === "" || one.mark === "seen");
  const since = (page: string | undefined): number => (page && read.has(page) ? Date.parse(now) - Date.parse(read.get(page)!) : -1);
  const later = untouched.find(({ page }) => page.later !== undefined && since(page.later) >= fortnight);
  if (later) out.push({ what: "later", page: later, count: later.items.length });
  const fresh = untouched.filter(({ page }) => page.later === undefined).toSorted((a, b) => place(a) - place(b))[0] ?? pages.find((one) => one.mark === "" && one.page.kind === "lesson");
  if (fresh) out.push({ what: "begin", page: fresh, count: fresh.items.length });
  return out.slice(0, 3);
}

/** Answers that were about as sure, and how many of them were right. */
export interface Bin {
  from: number; // percent, of five bins of 20
  to: number;
  count: number;
  right: number; // the sum of the scores
  sure: number; // the mean
}

/** How well confidence and result agree, and how many answers have both. */
export function calibration(state: State): { count: number; bins: Bin[] } {
  const bins = [0, 20, 40, 60, 80].map((from): Bin => ({ from, to: from + 20, count: 0, right: 0, sure: 0 }));
  let count = 0;
  for (const answers of state.answers.values()) {
    const days = new Set<string>();
    for (const { at, sure, score } of answers) {
      const day = at.slice(0, 10);
      if (sure === undefined || score === null || days.has(day)) continue;
      days.add(day); // a second try knows more, and may have seen the answer
      const bin = bins[Math.min(4, Math.floor(sure / 20))] as Bin;
      bin.sure = (bin.sure * bin.count + sure) / (bin.count + 1);
      bin.count++;
      bin.right += score;
      count++;
    }
  }
  return { count, bins: bins.filter((bin) => bin.count > 0) };
}
