// What was agreed with a coach, as the answer says it, and what of it one has ticked off.
// A tick is kept as a field of one's own negotiation: it goes with it when that is deleted.
import { readDay } from "../day";
import { make } from "../make";
import type { Case } from "../record/fold";
import { renamed, type Moves } from "../record/refs";
import type { LearnerRecord } from "../record/open";
import type { Body, Envelope } from "../share/envelope";
import { isDay } from "./casework";
import { hashOf } from "./drafts";

export interface Agreed {
  /** In which row it stands. */
  n: number;
  who: string;
  said: string;
  /** Its day; "" where none is named in a way that is understood: a day that nobody agreed on is worse than none. */
  day: string;
  /** The field of one's own negotiation that holds what of this session is done. */
  item: string;
}

/** The day of the next meeting, as an answer says it; "". */
export function meetingIn({ body }: Envelope): string {
  const day = body.sheets.flatMap(({ fields }) => fields).find(({ means }) => means === "meeting")?.value;
  return typeof day === "string" && isDay(day) ? day : "";
}

/** Rows of who, what and by when, of a session; ref is their field, on the day on which they were written. */
export function agreedRows(rows: readonly string[][], ref: string, session: string, on: string, lang: string): Agreed[] {
  return rows.flatMap(([who = "", what = "", when = ""], n) => {
    const day = readDay(when, lang, on.slice(0, 10)) ?? "";
    const words = [who.trim(), what.trim()].filter(Boolean).join(": ");
    const said = words && !day && when.trim() ? `${words} (${when.trim()})` : words;
    return said ? { n, who: who.trim(), said, day, item: `${ref.replace(/(#.{60}).*/, "$1")}.${session}` } : [];
  });
}

/** What an answer says; it may be sent again with another row before them. */
export const agreedIn = ({ body, case: session, made }: Envelope, lang: string): Agreed[] =>
  body.sheets.flatMap(({ fields }) => fields).flatMap(({ means, ref, value }) => (means === "agreed" && Array.isArray(value) ? agreedRows(value.slice(1), ref, session, made, lang) : []));

/** What is agreed for a day that is named, and not in a way that is understood: it would be due on none. */
export const unreadDays = ({ sheets }: Body, lang: string, today: string): string[] => [...new Set(sheets.flatMap(({ fields }) => fields).flatMap(({ means, value }) =>
  means === "agreed" && Array.isArray(value) ? value.slice(1).flatMap(([, , when = ""]) => (when.trim() && !readDay(when, lang, today) ? when.trim() : [])) : []))];

/** Whether a cell names somebody, by the first name or in full. */
export function isNamed(cell: string, name: string): boolean {
  const [one, other] = [cell, name].map((text) => text.trim().toLowerCase());
  return one !== "" && (one === other || one === other!.split(/\s+/)[0]);
}

/** What is ticked off, in the words of the answer: other words are another thing to do. */
export function doneOf(one: Case | undefined, item: string, moves: Moves): string[] {
  const value = one?.fields.get(renamed(item, moves))?.value; // the sheet may have moved since it was sent
  return Array.isArray(value) ? value.flatMap(([said = ""]) => said || []) : [];
}

/** Ticks it off, or takes that back. */
export async function tick(record: LearnerRecord, course: CourseData, of: string, { item, said }: Agreed, done: boolean): Promise<void> {
  const [page, field] = item.split("#") as [string, string];
  const found = course.pages.find(({ id }) => id === page);
  const hash = (found && hashOf(found, field.slice(0, field.lastIndexOf(".")))) || "00000000"; // of a sheet that this course does not have
  const value = [...doneOf(record.keeper.state.cases.get(of), item, record.keeper.moves).filter((one) => one !== said), ...(done ? [said] : [])].map((one) => [one]);
  await record.add({ t: "field", item, hash, case: of, value }).catch(() => undefined);
}

/** The actions of an answer, one's own with a box: what is done early is done. */
export function agreedView(envelope: Envelope, record: LearnerRecord, course: CourseData, of: string, lang: string, onDay: (day: string) => string): HTMLElement | undefined {
  const all = agreedIn(envelope, lang);
  return all.length ? make("ul", { className: "agreed-list" }, all.map((one) => {
    const id = `_agreed-${envelope.id}-${one.n}`;
    const box = make("input", { type: "checkbox", id, checked: doneOf(record.keeper.state.cases.get(of), one.item, record.keeper.moves).includes(one.said), onchange: async () => {
      await tick(record, course, of, one, box.checked);
      document.getElementById(id)?.focus(); // the list is drawn anew
    } });
    const said = make("span", {}, one.said, one.day && [" ", make("small", {}, `(${onDay(one.day)})`)]);
    return make("li", {}, isNamed(one.who, envelope.from.name) ? said : make("label", {}, box, said));
  })) : undefined;
}
