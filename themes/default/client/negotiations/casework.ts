// What a record knows of each negotiation: how far it is, what is next, what is due.
import { readDay } from "../day";
import { isEmpty } from "../practice/lock";
import type { Case, State } from "../record/fold";
import type { FieldValue } from "../record/schema";

type Form = NonNullable<CoursePage["forms"]>[number];

/** A worksheet for a step of a negotiation. */
export interface Sheet {
  page: CoursePage;
  form: Form;
  /** As the record names it: page#form. */
  ref: string;
}

/** A worksheet of a negotiation, and when something of it was last written: a time, or "". */
export type Step = { sheet: Sheet; done: boolean; begun: boolean; at: string };

/** A day on which something is to be done, YYYY-MM-DD. */
export interface Due {
  day: string;
  what: "talks" | "ready" | "promise" | "review" | "commit" | "check" | "date" | "closing" | "next" | "meeting";
  of: Negotiation;
  sheet: Sheet;
  /** What the field means that it is about, where that is not the whole sheet. */
  at?: string;
  /** What was promised. */
  said?: string;
  /** Which of several of its kind. */
  n?: number;
}

export interface Negotiation {
  id: string;
  name: string;
  /** When something of it was last written. */
  touched: string;
  steps: Step[];
  /** All worksheets that it can have. */
  sheets: readonly Sheet[];
  /** What stands beside the steps, as far as it is begun or at hand now. */
  besides: Step[];
  /** What was expected is locked: one is ready for the talks. */
  locked: boolean;
  next: Step | undefined;
  /** When it is met with the learner again, by what a coach wrote down; "". */
  meeting: string;
  /** What its fields mean to Parley, as it is written; of two fields of one meaning the first that is filled. */
  said: Map<string, FieldValue>;
}

export const stepNames = ["preparation", "talks", "review", "commitment", "closing"];

/** What stands beside the steps: of a negotiation it is listed once it is begun, and nothing of it is due by itself. */
const besides = ["mandate", "agreement", "implementation", "request", "coaching"];

/** In which order they stand in the row of a negotiation. */
const inOrder = ["request", "preparation", "mandate", "talks", "agreement", "implementation", "review", "commitment", "closing", "coaching"];

/** The worksheets of a negotiation that are shown of it, as they come after each other. */
export const shownOf = ({ besides, steps }: Negotiation): Step[] => {
  const at = ({ sheet }: Step): number => inOrder.indexOf(sheet.form.step ?? "");
  return [...steps, ...besides].sort((a, b) => at(a) - at(b));
};

/** Those that one may begin at any time, for who looks for them. */
export const extras = ["mandate", "agreement", "implementation"];

/** The worksheets of negotiations, in the order of their steps; a page that is not translated comes once. */
export function sheetsOf(course: CourseData): Sheet[] {
  return sheetsFor(course, stepNames);
}

/** The worksheets that stand beside the steps. */
export function sheetsBeside(course: CourseData): Sheet[] {
  return sheetsFor(course, besides);
}

function sheetsFor(course: CourseData, steps: readonly string[]): Sheet[] {
  const all = course.pages.flatMap((page) => (page.forms ?? []).map((form) => ({ page, form, ref: `${page.id}#${form.name}` })));
  return steps.flatMap((step) => all.filter(({ form }) => form.step === step));
}

/** The negotiations of a record that have one of the worksheets, the one that was touched last first. */
export function negotiationsOf(sheets: readonly Sheet[], state: State, beside: readonly Sheet[] = []): Negotiation[] {
  const out = [...state.cases].filter(([, { forms }]) => [...sheets, ...beside].some(({ ref }) => forms.includes(ref))).map(([id, one]) => negotiation(id, one, sheets, beside));
  return out.sort((a, b) => (a.touched < b.touched ? 1 : -1));
}

function negotiation(id: string, one: Case, sheets: readonly Sheet[], beside: readonly Sheet[]): Negotiation {
  const said = new Map<string, FieldValue>();
  const aside = new Map<string, FieldValue>();
  const all = sheets.map((sheet) => step(sheet, one, said));
  const isBegun = (name: string): boolean => all.some(({ begun, sheet }) => begun && sheet.form.step === name);
  // Who talks about offers may say yes soon.
  const yes = isBegun("talks") && !isBegun("review");
  const alone = !sheets.some(({ ref }) => one.forms.includes(ref)); // a session of which nothing is written but a draft is none of one's own
  const besides = beside.map((sheet) => step(sheet, one, aside)).filter(({ begun, sheet: { form, ref } }) => begun || (yes && form.step === "agreement") || (form.step === "coaching" && alone && one.forms.includes(ref)));
  // What a coach writes down of somebody else's negotiation has no steps of its own.
  const coached = besides.some(({ sheet }) => sheet.form.step === "coaching") && !all.some(({ begun }) => begun);
  const steps = coached ? [] : all;
  // What was left out on the way is not asked for again.
  const last = steps.findLastIndex(({ begun }) => begun);
  const next = steps.find(({ done }, i) => !done && i >= last);
  const touched = [one.made, ...[...one.fields.values()].map(({ at }) => at), ...one.locks.map(({ at }) => at)].reduce((a, b) => (a > b ? a : b));
  const locked = one.locks.some(({ form }) => sheets.some(({ form: { step }, ref }) => step === "preparation" && ref === form));
  return { id, name: one.name, touched, locked, steps, sheets: [...sheets, ...beside], besides, next, said, meeting: String(aside.get("meeting") ?? "") };
}

function step(sheet: Sheet, one: Case, said: Map<string, FieldValue>): Step {
  let [filled, missing, at] = [0, 0, ""];
  for (const { id, means, required } of sheet.form.fields) {
    const { at: written = "", value } = one.fields.get(`${sheet.page.id}#${id}`) ?? {};
    if (written > at) at = written;
    if (value === undefined || isEmpty(value)) missing += Number(required ?? false);
    else {
      filled++;
      if (means && !said.has(means)) said.set(means, value);
    }
  }
  return { sheet, begun: filled > 0, done: filled > 0 && missing === 0, at };
}

/** A field's words where it holds words. */
export function words({ said }: Negotiation, means: string): string {
  const value = said.get(means);
  return typeof value === "string" ? value.trim() : "";
}

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

const lately = 14; // days after a review in which it asks what is to be tried next

/** What is due of a negotiation, the earliest first. today is YYYY-MM-DD; lang is that of the days that people write. */
export function dueOf(one: Negotiation, today: string, lang: string): Due[] {
  const find = (name: string): Step | undefined => one.steps.find(({ sheet }) => sheet.form.step === name);
  const out: Due[] = [];
  const add = (day: string, what: Due["what"], of: Step | undefined, more: Pick<Due, "at" | "said" | "n"> = {}): void => {
    if (isDay(day) && of) out.push({ day, what, of: one, sheet: of.sheet, ...more });
  };
  const talks = words(one, "talk-date");
  const reviewed = find("review")?.begun || find("commitment")?.begun;
  if (!reviewed) {
    // One gets ready with the preparation; on the day the list of offers is at hand. What is agreed on is over.
    const agreed = agreedOn(one);
    if (agreed) add(isDay(talks) && talks < agreed ? talks : agreed, "review", find("review"));
    else if (talks < today) add(talks, "review", find("review"));
    else if (talks > today && !one.locked) add(talks, "talks", find("preparation"));
    else add(talks, "ready", find("talks") ?? find("preparation"));
  }
  const listed = find("talks");
  for (const { n, said, when } of openPromises(one.said.get("promises"))) {
    add(dayOf(when, listed, lang, today) ?? "", "promise", listed, { at: "promises", said, n });
  }
  const review = find("review");
  if (review?.done && !find("commitment")?.begun && daysUntil(today, review.at.slice(0, 10)) < lately) add(today, "commit", find("commitment"));
  if (isActive(one)) {
    const committed = find("commitment");
    const { days, wanted } = checksOf(one, today, lang);
    days.forEach((day, n) => add(day, "check", committed, { at: "check-ins", n }));
    if (wanted) add(today, "date", committed, { at: newCheck });
    add(words(one, "review-date"), "closing", find("closing") ?? find("commitment"));
  } else if (words(one, "next-date") >= today) {
    add(words(one, "next-date"), "next", find("commitment"), { said: words(one, "next") || words(one, "practice") || one.name }); // a day to begin on; nobody is late for it
  }
  if (isDay(one.meeting) && one.meeting >= today) add(one.meeting, "meeting", one.besides.find(({ sheet }) => sheet.form.step === "coaching"));
  return out.sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The next row of the check-ins, which is begun. */
export const newCheck = "check-ins+";

/** The days of the check-ins to come, or that are late; and whether one is to be dated: none is, and the look back is a week or more away. */
export function checksOf(one: Negotiation, today: string, lang: string): { days: string[]; wanted: boolean } {
  const committed = one.steps.find(({ sheet }) => sheet.form.step === "commitment");
  const { held, planned } = checkIns(one.said.get("check-ins"));
  const first = words(one, "check-date");
  // What was held some days early was held; much earlier, the day that somebody agreed to is still to come.
  const asked = held.some((when) => daysUntil(dayOf(when, committed, lang, today) ?? first, first) >= -3);
  const since = held.flatMap((when) => dayOf(when, committed, lang, today) ?? []).sort().at(-1) ?? "";
  const days = [...planned.flatMap((when) => dayOf(when, committed, lang, today) ?? []).filter((day) => day > since), ...(asked ? [] : [first])].filter(isDay).sort();
  return { days: [...new Set(days)], wanted: !days.length && daysUntil(words(one, "review-date"), today) >= 7 };
}

/** The day that a partner is asked for: the one agreed on, or the next that is to come, as nobody can ask on a day that is over; "". */
export function dayToAsk(one: Negotiation, today: string, lang: string): string {
  const days = [words(one, "check-date"), ...checksOf(one, today, lang).days, words(one, "review-date")];
  return days.find((day) => isDay(day) && day >= today) ?? "";
}

/** A day as somebody wrote it into a sheet, which may be in another language than the list. */
function dayOf(text: string, of: Step | undefined, lang: string, today: string): string | undefined {
  return [lang, of?.sheet.page.lang ?? lang].flatMap((lang) => readDay(text, lang, of?.at.slice(0, 10) || today) ?? [])[0];
}

/** The days, as written, of the check-ins that were, and of those that are to come: of these no more is written. */
function checkIns(value: FieldValue | undefined): { held: string[]; planned: string[] } {
  const rows = Array.isArray(value) ? value : [];
  const held = rows.filter(([, ...found]) => found.some((cell) => cell.trim()));
  return { held: held.map(([when = ""]) => when), planned: rows.filter((row) => !held.includes(row)).flatMap(([when = ""]) => when.trim() || []) };
}

/** Promises in a line each: who, what; until when; and in which row. One with something in the fourth cell is settled. */
export function openPromises(value: unknown): { said: string; when: string; n: number }[] {
  return (Array.isArray(value) ? (value as string[][]) : []).flatMap(([who = "", what = "", when = "", kept = ""], n) => {
    const said = [who.trim(), what.trim()].filter(Boolean).join(": ");
    return !said || kept.trim() ? [] : [{ said, when: when.trim(), n }];
  });
}

/** The sheet for a yes with all that is required, whatever the answer was. While it is drafted the talks go on. */
export const agreementOf = ({ besides }: Negotiation): Step | undefined => besides.find(({ done, sheet }) => done && sheet.form.step === "agreement");

/** The day on which it was written down; "". */
const agreedOn = (one: Negotiation): string => agreementOf(one)?.at.slice(0, 10) ?? "";

/** Whether something is being practised: it was committed to, and not looked back upon. */
export function isActive(one: Negotiation): boolean {
  return words(one, "practice") !== "" && words(one, "outcome") === "";
}

/** What somebody took along from earlier negotiations, for the next one. */
export interface Earlier {
  from: Negotiation;
  lesson: string;
  change: string;
  practice: string;
  cue: string;
  next: string;
  /** The practice was looked back upon. */
  closed: boolean;
}

/** The latest other negotiation with something to take along. */
export function earlier(all: readonly Negotiation[], id: string): Earlier | undefined {
  for (const from of all) {
    if (from.id === id || !from.steps.length) continue; // a coach's, of somebody else
    const [lesson, change, practice, cue, next] = ["lesson", "change", "practice", "cue", "next"].map((means) => words(from, means)) as [string, string, string, string, string];
    const closed = practice !== "" && !isActive(from);
    // What was practised and closed comes along, and is no reason to pass over an earlier lesson.
    if (lesson || change || next || (practice && !closed)) return { from, lesson, change, practice, cue, next, closed };
  }
  return undefined;
}

/** How many days from one day to another; negative where it has passed. */
export function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
}

/** What to do next: while the talks are still to come that is to prepare for them. */
export function nextOf(one: Negotiation, today: string): Step | undefined {
  const { next, steps } = one;
  const find = (name: string): Step | undefined => steps.find(({ sheet }) => sheet.form.step === name);
  const talks = words(one, "talk-date");
  if (one.locked && isDay(talks) && talks >= today && !agreedOn(one) && !find("review")?.begun && !find("commitment")?.begun) return find("talks") ?? next;
  const before = talks > today && !agreedOn(one) && next?.sheet.form.step === "review" && !next.begun;
  return before ? find("preparation") : next;
}
