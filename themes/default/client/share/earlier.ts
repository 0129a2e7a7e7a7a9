// A second round: what is new since somebody sent the same negotiation, or the same answer,
// before, and what one said of it then. Without it everything is read twice.
import { make, type Content } from "../make";
import { canonical } from "../record/canonical";
import { say } from "../words";
import type { Desk } from "./desk";
import type { Envelope, SentField, SentSheet } from "./envelope";
import { about, seenLines } from "./seen";
import { sessionOf } from "./session";
import { repliedOn, type Got } from "./shared";
import { atTime, onDay, since, valueLines } from "./view";

export interface Earlier {
  /** How many answers are new, or others than before: whether it is read anew or at a glance. */
  news: string;
  /** Beside the question that it is new, below the answer what stood there and what was said of it. */
  field(field: SentField): { mark: Content; answered: Content; isNew: (row: number) => boolean };
  /** Of a sheet that came like this before, that it did. */
  folded(sheet: SentSheet): string | undefined;
}

/** Undefined for what came the first time. Before it came what is in earlier, the last first. */
export function earlierOf(envelope: Envelope, earlier: readonly Got[], desk: Desk): Earlier | undefined {
  const rounds = earlier.map(({ envelope }) => envelope).filter((one) => one.case === envelope.case && one.kind === envelope.kind);
  const [last] = rounds;
  if (!last) return undefined;
  const before = new Map<string, SentField>(); // each as it came last
  for (const { body } of [...rounds].reverse()) for (const field of body.sheets.flatMap(({ fields }) => fields)) before.set(field.ref, field);
  const known = ({ ref, value }: SentField): boolean => canonical(before.get(ref)?.value ?? "") === canonical(value);
  const now = envelope.body.sheets.flatMap(({ fields }) => fields);
  /** Of what came on one day the hour tells which is which. */
  const when = (at: string): string => (at.slice(0, 10) === envelope.made.slice(0, 10) ? atTime(at) : onDay(at));
  const comments = [...rounds].reverse().flatMap((round) => {
    const [head = [], ...rows] = sessionOf(round, desk)?.commented() ?? [];
    const day = when(repliedOn(desk.shared, round) || round.made);
    return rows.map((row) => ({ of: about(now, row[0])?.ref, day, head, row }));
  });
  const [added, changed] = [now.filter(({ ref }) => !before.has(ref)), now.filter((field) => before.has(field.ref) && !known(field))];
  return {
    news: say(added.length + changed.length ? "news" : "news.none", { added: added.length, changed: changed.length, day: when(last.made) }),
    field(field) {
      const was = before.get(field.ref);
      const other = was && !known(field);
      return {
        isNew: (row) => Array.isArray(was?.value) && Array.isArray(field.value) && !was.value.some((one) => canonical(one) === canonical((field.value as string[][])[row]!)),
        mark: !known(field) && since(was ? "changed" : "new"),
        answered: [
          other && !Array.isArray(was.value) && make("p", { className: "was" }, say("was"), " ", make("q", {}, valueLines(was).join(" "))),
          comments.filter(({ of }) => of === field.ref).map(({ day, head, row }) => make("aside", { className: "then" }, make("p", {}, say("said-then", { day })), seenLines(head, row))),
        ],
      };
    },
    folded: ({ fields }) => (fields.every(known) ? say(fields.some(({ ref }) => comments.some(({ of }) => of === ref)) ? "known.commented" : "known", { day: when(last.made) }) : undefined),
  };
}
