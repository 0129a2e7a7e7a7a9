// What of a coach's answers is due: one that was not read, what was agreed to be done, and
// the day of the next meeting.
import { dayIn, readDay } from "../day";
import { answered, type Shared } from "../share/shared";
import { isDay } from "./casework";

export interface AnswerDue {
  /** YYYY-MM-DD: when it came, or when one meets. */
  day: string;
  what: "answer" | "with" | "agreed";
  /** The file, and the negotiation that it answers. */
  file: string;
  of: string;
  /** Who wrote it. */
  name: string;
  /** What was agreed, and in which row. */
  said?: string;
  n?: number;
}

/** The earliest first. Of what somebody answers to one negotiation the last says when one meets. */
export function answersDue(shared: Shared, today: string, lang: string): AnswerDue[] {
  const met = new Map<string, AnswerDue>();
  const agreed = new Map<string, AnswerDue[]>();
  const out: AnswerDue[] = [];
  const inOrder = [...shared.got.values()].sort((a, b) => (a.envelope.made < b.envelope.made ? -1 : 1));
  for (const { at, envelope } of inOrder) {
    const of = answered(shared, envelope);
    if (of === undefined) continue; // it answers nothing of mine
    const { body, from: { card, name }, id } = envelope;
    if (!shared.read.has(id)) out.push({ day: dayIn(0, new Date(at)), what: "answer", file: id, of, name });
    const fields = body.sheets.flatMap(({ fields }) => fields);
    const day = fields.find(({ means }) => means === "meeting")?.value;
    const pair = `${of} ${card || name}`;
    // Rows of who, what and by when; what is over is left to the next meeting.
    agreed.set(pair, fields.flatMap(({ means, value }) => (means === "agreed" && Array.isArray(value) ? value.slice(1) : [])).flatMap(([who = "", what = "", when = ""], n) => {
      const due = readDay(when, lang, envelope.made.slice(0, 10));
      const said = [who.trim(), what.trim()].filter(Boolean).join(": ");
      return due && due >= today && said ? [{ day: due, what: "agreed" as const, file: id, of, name, said, n }] : [];
    }));
    if (typeof day === "string" && isDay(day) && day >= today) met.set(pair, { day, what: "with", file: id, of, name });
    else met.delete(pair);
  }
  return [...out, ...met.values(), ...[...agreed.values()].flat()].sort((a, b) => (a.day < b.day ? -1 : 1));
}
