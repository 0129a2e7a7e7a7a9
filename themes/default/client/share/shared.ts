// What the record knows of files: keys, what left, what came.
import { order, type Kept } from "../record/merge";
import type { Event } from "../record/schema";
import { readLine, type Envelope, type Party } from "./envelope";

export type Sent = Event & { t: "sent" };

/** A file that was opened; event names its entry in the record. */
export interface Got { event: string; at: string; envelope: Envelope }

export interface Shared {
  /** The last one first: new files are sealed to it, old ones may need another. */
  secrets: string[];
  sent: Sent[];
  got: Map<string, Got>;
  /** When somebody said of a file that it was read, by its id. */
  read: Map<string, string>;
}

export function sharedOf(entries: Iterable<Kept>, site: string): Shared {
  const out: Shared = { secrets: [], sent: [], got: new Map(), read: new Map() };
  const events = [...entries].filter((kept): kept is Event => !Array.isArray(kept) && kept.v === 1 && ["key", "sent", "got", "ack"].includes(kept.t));
  for (const event of events.sort(order)) {
    if (event.t === "key") out.secrets = [event.secret, ...out.secrets.filter((one) => one !== event.secret)];
    if (event.t === "sent") out.sent.push(event);
    if (event.t === "ack" && !out.read.has(event.file)) out.read.set(event.file, event.at);
    if (event.t === "got") {
      try {
        out.got.set(event.file, { event: event.id, at: event.at, envelope: readLine(event.line, site) });
      } catch {
        // of another site, or by a newer Parley: it stays in the record as it is
      }
    }
  }
  for (const got of out.got.values()) if (!got.envelope.from.name) got.envelope = named(got.envelope, out);
  return out;
}

/** Who left the own name empty is called as they called themselves another time, or as one called them. */
function named(envelope: Envelope, { got, sent }: Shared): Envelope {
  const { from, re } = envelope;
  const other = [...got.values()].findLast(({ envelope: { from: { card, name } } }) => card !== "" && card === from.card && name !== "");
  const name = other?.envelope.from.name ?? (re && sent.find(({ file }) => file === re)?.to);
  return name ? { ...envelope, from: { ...from, name } } : envelope;
}

/** Who has answered what one sent, each card once with the name that it had last. */
export function answerers(shared: Shared): Party[] {
  const inOrder = [...shared.got.values()].filter(({ envelope }) => answered(shared, envelope) !== undefined).sort((a, b) => (a.at < b.at ? -1 : 1));
  return [...new Map(inOrder.map(({ envelope: { from } }) => [from.card, from])).values()].filter(({ card, name }) => card && name);
}

/** An answer to something that I sent of a negotiation. */
export interface Answer { got: Got; of: string }

/** What came back, of each session what came last: who sends it again has mended it. The earliest first. */
export function answersIn(shared: Shared): Answer[] {
  const last = new Map<string, Answer>();
  for (const got of [...shared.got.values()].sort((a, b) => (a.envelope.made < b.envelope.made ? -1 : 1))) {
    const { envelope } = got;
    const of = answered(shared, envelope);
    if (of === undefined) continue; // it answers nothing of mine
    const session = `${envelope.from.card || envelope.from.name} ${envelope.case}`;
    last.delete(session);
    last.set(session, { got, of });
  }
  return [...last.values()];
}

/** What left last to answer something that came. */
export const replyTo = ({ sent }: Shared, { id }: Pick<Envelope, "id">): Sent | undefined => sent.findLast((one) => one.case === id);

/** When something that came was answered last; "" where it was not. */
export const repliedOn = (shared: Shared, of: Pick<Envelope, "id">): string => replyTo(shared, of)?.at ?? "";

/** The negotiation of one's own that an answer is about; undefined for what answers nothing of mine. */
export function answered({ sent }: Shared, { re }: Envelope): string | undefined {
  return re ? sent.find(({ file }) => file === re)?.case : undefined;
}
