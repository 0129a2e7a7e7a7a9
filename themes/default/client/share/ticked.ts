// What of the agreed is done goes back to whom it was agreed with, along with what is shared
// the next time: the coach need not keep a list besides.
import { agreedIn, doneOf, isNamed } from "../negotiations/agreed";
import { say } from "../words";
import type { Choice } from "./choose";
import type { Desk } from "./desk";
import type { Body } from "./envelope";
import { answersIn } from "./shared";
import { onDay } from "./view";

const means = "ticked";

/** Of each session about a negotiation what was agreed for oneself, and whether it is done: rows that may leave for that coach. */
export function tickedOf(id: string, { course, record, shared }: Desk): Choice[] {
  return answersIn(shared).filter(({ of }) => of === id).flatMap(({ got: { envelope } }) => {
    const { from: { name }, made } = envelope;
    const own = agreedIn(envelope, course.lang).filter(({ who }) => !isNamed(who, name));
    const [first] = own;
    const done = first && doneOf(record.keeper.state.cases.get(id), first.item, record.keeper.moves);
    return first ? {
      ref: first.item, label: say("ticked.on", { day: onDay(made) }), kind: "rows", means,
      value: [[say("ticked.what"), say("ticked.done")], ...own.map(({ said }) => [said, done!.includes(said) ? say("ticked.yes") : ""])],
      form: `agreed:${name}`, title: say("ticked", { name: name || say("nobody") }), step: "", private: false, chosen: false, party: name,
    } : [];
  });
}

/** What somebody sent as done, in the words in which it was agreed. */
export const doneIn = ({ sheets }: Body): ReadonlySet<string> =>
  new Set(sheets.flatMap(({ fields }) => fields).flatMap((field) => (field.means === means && Array.isArray(field.value) ? field.value.slice(1) : [])).flatMap(([said = "", done = ""]) => (done ? said : [])));
