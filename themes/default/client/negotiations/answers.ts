// What came and waits: an answer that was not read, what was agreed to be done, the day of
// the next meeting; for a coach what was sent and has no session yet.
import { dayIn, readDay } from "../day";
import { isExpired } from "../share/envelope";
import { answersIn, type Shared } from "../share/shared";
import { isDay } from "./casework";

export interface AnswerDue {
  /** YYYY-MM-DD: when it came, or when one meets. */
  day: string;
  what: "answer" | "with" | "agreed" | "came";
  /** The file, and the negotiation that it answers; of what came the session. */
  file: string;
  of: string;
  /** Who wrote it. */
  name: string;
  /** What was agreed, and in which row; what that which came is called. */
  said?: string;
  n?: number;
}

/** The earliest first. */
export function answersDue(shared: Shared, today: string, lang: string): AnswerDue[] {
  const met = new Map<string, AnswerDue>(); // of somebody and a negotiation the last answer that names a day says when one meets
  const out: AnswerDue[] = [];
  for (const { got: { at, envelope }, of } of answersIn(shared)) {
    const { body, from: { card, name }, id } = envelope;
    if (!shared.read.has(id)) out.push({ day: dayIn(0, new Date(at)), what: "answer", file: id, of, name });
    const fields = body.sheets.flatMap(({ fields }) => fields);
    const day = fields.find(({ means }) => means === "meeting")?.value;
    const meets = typeof day === "string" && isDay(day);
    if (meets) met.set(`${of} ${card || name}`, { day, what: "with", file: id, of, name });
    // Rows of who, what and by when; what is over is left to the next meeting. What names
    // no day in a way that is understood is not lost: it is for the meeting, or for soon.
    const soon = meets ? day : dayIn(14, new Date(envelope.made));
    const rows = fields.flatMap(({ means, value }) => (means === "agreed" && Array.isArray(value) ? value.slice(1) : []));
    for (const [n, [who = "", what = "", when = ""]] of rows.entries()) {
      const read = readDay(when, lang, envelope.made.slice(0, 10));
      const words = [who.trim(), what.trim()].filter(Boolean).join(": ");
      const said = words && !read && when.trim() ? `${words} (${when.trim()})` : words;
      const due = read || soon;
      if (due >= today && said) out.push({ day: due, what: "agreed", file: id, of, name, said, n });
    }
  }
  return [...out, ...[...met.values()].filter(({ day }) => day >= today)].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** What a coach was sent and has not begun to answer. isBegun tells of a session. */
export function cameDue({ got, sent }: Shared, isBegun: (id: string) => boolean, today: string): AnswerDue[] {
  return [...got.values()].flatMap(({ at, envelope }) => {
    const { body, from, id, kind, purpose } = envelope;
    const waits = kind === "case" && purpose === "coaching" && !isBegun(id) && !isExpired(envelope, today) && !sent.some(({ file }) => file === id);
    return waits ? [{ day: dayIn(0, new Date(at)), what: "came" as const, file: id, of: id, name: from.name, said: body.name }] : [];
  });
}
