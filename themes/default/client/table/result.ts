// What was agreed, as a code that each side confirms and one hands in.
import { fill, make, type Content } from "../make";
import { button } from "../practice/parts";
import { say } from "../words";
import { decode, encode, type Result } from "./codes";
import type { Outcome } from "./offer";
import { enough, exercise, told, type Talk } from "./talk";

export interface Ending {
  talk: Talk;
  role: number;
  /** The offer that is picked, where it is whole. */
  picked(): Outcome | undefined;
  /** What this desk has kept, and where it keeps it; undefined goes on negotiating. */
  ended: Result | undefined;
  end(result: Result | undefined): void;
}

const roles = (talk: Talk, some: readonly number[]): string => some.map((role) => talk.roles[role]).join(", ");

/** Ends the negotiation: with the offer that is picked, or without a deal. */
export function result(desk: Ending): HTMLElement {
  const { talk, role } = desk;
  const place = make("div", { className: "result" });
  place.ariaLive = "polite";
  const end = (ended: Result | undefined): void => {
    desk.ended = ended;
    desk.end(ended);
    show();
  };
  const compare = (ended: Result, line: HTMLElement, code: string): void => {
    const read = decode(exercise(talk), code);
    if ("wrong" in read) return void fill(line, say("confirm." + read.wrong));
    if (`${read.outcome}` !== `${ended.outcome}`) return void fill(line, say("confirm.differs", { deal: read.outcome ? told(talk.issues, read.outcome) : say("impasse.short") }));
    if (read.by.every((one) => ended.by.includes(one))) return void fill(line, say("confirm.own"));
    end({ outcome: ended.outcome, by: [...new Set([...ended.by, ...read.by])].sort((a, b) => a - b) });
  };
  const show = (): void => {
    const { ended } = desk;
    if (!ended) {
      return void fill(place, [make("p", { className: "buttons" },
        button(say("agreed"), () => {
          const outcome = desk.picked();
          if (outcome) end({ outcome: [...outcome], by: [role] });
          else line.replaceChildren(say("incomplete"));
        }),
        talk.need < talk.roles.length && button(say("without-me"), () => {
          const outcome = desk.picked();
          if (outcome) end({ outcome: [...outcome], by: [] });
          else line.replaceChildren(say("incomplete"));
        }),
        button(say("impasse"), () => end({ outcome: undefined, by: [role] }))), line]);
    }
    fill(place, [
      make("p", { className: "deal" }, make("b", {}, say(ended.outcome ? "deal" : "impasse.short")), ended.outcome ? ` ${told(talk.issues, ended.outcome)}` : ""),
      make("p", {}, say("result"), ": ", make("code", { className: "result-code" }, encode(exercise(talk), ended))),
      confirmed(ended),
      make("p", {}, button(say("go-on"), () => end(undefined))),
    ]);
  };
  const confirmed = (ended: Result): Content => {
    const done = enough(talk, ended.by) && make("p", { className: "confirmed" }, say("confirmed", { roles: roles(talk, ended.by) }));
    if (ended.by.length === talk.roles.length) return done;
    const missing = talk.roles.flatMap((_, i) => (ended.by.includes(i) ? [] : [i]));
    const line = make("p", { className: "code-line" });
    const input = make("input", { autocomplete: "off", spellcheck: false, autocapitalize: "characters", size: 16 });
    const form = make("form", { className: "confirm" }, make("label", {}, make("span", {}, say("confirm", { roles: roles(talk, missing) })), input), make("button", { className: "quiet" }, say("compare")), line);
    form.onsubmit = (event) => {
      event.preventDefault();
      compare(ended, line, input.value);
    };
    return [done || make("p", {}, make("small", {}, say("result.help"))), form];
  };
  const line = make("p", { className: "code-line" });
  show();
  return make("section", { className: "ending" }, place);
}
