// What is still to be done with somebody, over all that they sent: a coach of several
// learners keeps no list besides.
import { dayIn } from "../day";
import { make, type Content } from "../make";
import { doneOf, type Agreed } from "../negotiations/agreed";
import { isDay } from "../negotiations/casework";
import { say } from "../words";
import type { Desk } from "./desk";
import { isExpired } from "./envelope";
import { agreedOf } from "./session";
import type { Got } from "./shared";
import { doneIn } from "./ticked";
import { onDay, since } from "./view";

/** What was agreed, with its day where one is named. */
export const agreedLine = ({ day, said }: Pick<Agreed, "day" | "said">, isDone = false): HTMLElement => make("li", {}, said, day && ` (${onDay(day)})`, isDone && since("last-time.done"));

/** The days of talks that came, each negotiation as it came last, and what was agreed that neither side has ticked off. */
export function pending(newestFirst: readonly Got[], { course, record }: Desk): Content {
  const { keeper: { moves, state } } = record;
  const done = new Set(newestFirst.flatMap(({ envelope: { body } }) => [...doneIn(body)]));
  const open = new Map<string, Pick<Agreed, "day" | "said">>(); // by the words in which it was agreed, once each
  const talks = new Map<string, Pick<Agreed, "day" | "said">>();
  for (const { envelope } of [...newestFirst].reverse()) {
    const { body, case: about, id } = envelope;
    const session = state.cases.get(id);
    for (const { day, item, said } of agreedOf(course, id, session, course.lang)) {
      if (!done.has(said) && !doneOf(session, item, moves).includes(said)) open.set(said, { day, said });
    }
    const day = body.sheets.flatMap(({ fields }) => fields).find(({ means }) => means === "talk-date")?.value;
    if (typeof day === "string" && isDay(day) && day >= dayIn(0) && !isExpired(envelope, dayIn(0))) talks.set(about, { said: say("pending.talks", { name: body.name }), day });
    else if (day !== undefined) talks.delete(about);
  }
  const all = [...talks.values(), ...open.values()];
  return all.length > 0 && make("div", { className: "last-time" }, make("b", {}, say("pending")), make("ul", {}, all.map((one) => agreedLine(one))));
}
