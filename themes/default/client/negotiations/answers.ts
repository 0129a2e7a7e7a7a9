// What came and waits: an answer that was not read, what was agreed to be done, the day of
// the next meeting; for a coach what was sent and has no session yet, an answer that has not left,
// and what the coach has promised.
import { dayIn } from "../day";
import { isExpired } from "../share/envelope";
import { answersIn, type Shared } from "../share/shared";
import { agreedIn, isNamed, meetingIn, type Agreed } from "./agreed";

export interface AnswerDue {
  /** YYYY-MM-DD: when it came, or when one meets. */
  day: string;
  what: "answer" | "with" | "agreed" | "came" | "unsent";
  /** The file, and the negotiation that it answers; of what came the session. */
  file: string;
  of: string;
  /** Who wrote it. */
  name: string;
  /** What was agreed, and in which row; what that which came is called. */
  said?: string;
  n?: number;
  /** What was agreed, to tick it off; when an answer was written, to tell it from another. */
  agreed?: Agreed;
  /** It stands where that day is, and has none of its own. */
  undated?: boolean;
  made?: string;
}

/** The earliest first. isDone tells of what was agreed whether it is ticked off. */
export function answersDue(shared: Shared, today: string, lang: string, isDone: (of: string, one: Agreed) => boolean = () => false): AnswerDue[] {
  const met = new Map<string, AnswerDue>(); // of somebody and a negotiation the last answer that names a day says when one meets
  const out: AnswerDue[] = [];
  for (const { got: { at, envelope }, of } of answersIn(shared)) {
    const { from: { card, name }, id, made } = envelope;
    if (!shared.read.has(id)) out.push({ day: dayIn(0, new Date(at)), what: "answer", file: id, of, name, made });
    const meets = meetingIn(envelope);
    if (meets) met.set(`${of} ${card || name}`, { day: meets, what: "with", file: id, of, name });
    const own = agreedIn(envelope, lang).filter(({ who }) => !isNamed(who, name));
    if (!isExpired(envelope, today)) out.push(...agreedDue(own, { file: id, of, name }, meets, today, isDone));
  }
  return [...out, ...[...met.values()].filter(({ day }) => day >= today)].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** What is over is left to the next meeting; what names no day stands where that is. */
function agreedDue(all: readonly Agreed[], where: Pick<AnswerDue, "file" | "of" | "name">, meets: string, today: string, isDone: (of: string, one: Agreed) => boolean): AnswerDue[] {
  return all.flatMap((agreed) => ((agreed.day && agreed.day < today) || isDone(where.of, agreed) ? [] : {
    ...where, what: "agreed" as const, day: agreed.day || (meets > today ? meets : today), undated: !agreed.day, said: agreed.said, n: agreed.n, agreed,
  }));
}

/** What a coach has promised in sessions: rows that name somebody, and not whose negotiation it is. agreedOf reads them in a session. */
export function promisedDue({ got }: Shared, agreedOf: (session: string) => Agreed[], today: string, isDone: (of: string, one: Agreed) => boolean): AnswerDue[] {
  return [...got.values()].flatMap(({ envelope }) => {
    const { from: { name }, id } = envelope;
    if (envelope.kind !== "case" || isExpired(envelope, today)) return [];
    return agreedDue(agreedOf(id).filter(({ who }) => who && !isNamed(who, name)), { file: id, of: id, name }, "", today, isDone);
  });
}

/** What a coach was sent and has not begun to answer, or not sent all of the answer. stands tells of a session. */
export function cameDue({ got, sent }: Shared, stands: (id: string) => "none" | "unsent" | "sent", today: string): AnswerDue[] {
  return [...got.values()].flatMap(({ at, envelope }) => {
    const { body, from, id, kind, purpose } = envelope;
    const how = stands(id);
    const waits = kind === "case" && purpose === "coaching" && how !== "sent" && !isExpired(envelope, today) && !sent.some(({ file }) => file === id);
    return waits ? [{ day: dayIn(0, new Date(at)), what: how === "none" ? "came" as const : how, file: id, of: id, name: from.name, said: body.name }] : [];
  });
}

/** Sessions after which one met about the same again: the day that the last one names is the next. meets has those that name one. */
export function metAgain({ got }: Shared, meets: ReadonlySet<string>): Set<string> {
  const last = new Map<string, string>();
  const older = new Set<string>();
  for (const { envelope: { case: about, from, id } } of [...got.values()].sort((a, b) => (a.envelope.made < b.envelope.made ? -1 : 1))) {
    if (!meets.has(id)) continue;
    const one = `${about} ${from.card || from.name}`;
    if (last.has(one)) older.add(last.get(one)!);
    last.set(one, id);
  }
  return older;
}
