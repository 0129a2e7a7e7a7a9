// What the parts of a learner's own pages share.
import { make, type Content } from "../make";
import type { State } from "../record/fold";
import type { LearnerRecord } from "../record/open";
import { say } from "../words";
import type { Standings } from "./standing";

/** What every part of the page is drawn from. */
export interface Drawn {
  record: LearnerRecord;
  course: CourseData;
  state: State;
  standings: Standings;
  /** How many cards are due; undefined while that is not known. */
  due: number | undefined;
  /** Where cards are dealt. */
  cards: HTMLElement;
  /** The address of a page, as seen from here. */
  href(page: CoursePage): string;
  title(ref: string): string;
}

/** Whether anything was done yet. */
export const begun = ({ state }: Drawn): boolean => state.count > 0 || state.read.size > 0;

/** A part of the page with its heading and what its numbers are made of. */
export function part(id: string, content: Content, made?: string): HTMLElement {
  const heading = make("h2", { id: "_" + id, tabIndex: -1 }, say(id));
  const section = make("section", { className: "part" }, heading, content, made && make("details", { className: "made" }, make("summary", {}, say("made")), make("p", {}, made)));
  section.setAttribute("aria-labelledby", heading.id);
  return section;
}

const { lang } = document.documentElement;
const locale = lang === "en" ? "en-GB" : lang; // as on the course's pages
const dates = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
const numbers = new Intl.NumberFormat(locale);

export const onDay = (at: string): string => {
  const time = Date.parse(at);
  return Number.isNaN(time) ? at : dates.format(time);
};
export const number = (n: number): string => numbers.format(n);

/** A list in groups, in the order in which each begins. */
export function grouped<T>(list: readonly T[], by: (one: T) => string): [name: string, those: T[]][] {
  const out = new Map<string, T[]>();
  for (const one of list) {
    const name = by(one);
    const those = out.get(name);
    if (those) those.push(one);
    else out.set(name, [one]);
  }
  return [...out];
}
