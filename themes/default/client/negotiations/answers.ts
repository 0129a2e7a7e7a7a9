// What of a coach's answers is due: one that was not read, and the day of the next meeting.
import type { Shared } from "../share/shared";
import { answered } from "../share/shared";

export interface AnswerDue {
  /** YYYY-MM-DD: when it came, or when one meets. */
  day: string;
  what: "answer" | "with";
  /** The file. */
  file: string;
  /** Who wrote it. */
  name: string;
}

/** The earliest first. Of the answers to one negotiation the last one says when one meets. */
export function answersDue(shared: Shared, today: string): AnswerDue[] {
  const met = new Map<string, AnswerDue>();
  const out: AnswerDue[] = [];
  const ofMine = [...shared.got.values()].filter(({ envelope }) => answered(shared, envelope) !== undefined).sort((a, b) => (a.envelope.made < b.envelope.made ? -1 : 1));
  for (const { at, envelope: { body, from: { name }, id, re } } of ofMine) {
    if (!shared.read.has(id)) out.push({ day: at.slice(0, 10), what: "answer", file: id, name });
    const day = body.sheets.flatMap(({ fields }) => fields).find(({ means }) => means === "meeting")?.value;
    if (typeof day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(day) && day >= today) met.set(re, { day, what: "with", file: id, name });
    else met.delete(re);
  }
  return [...out, ...met.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}
