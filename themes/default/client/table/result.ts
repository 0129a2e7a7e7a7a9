// What was agreed, as a code that both sides compare and hand in.
import { fill, make } from "../make";
import { button } from "../practice/parts";
import { say } from "../words";
import { encode } from "./codes";
import type { Outcome } from "./offer";

/** Ends the negotiation: with the offer that is picked, or without a deal. */
export function result(block: HTMLElement, sizes: readonly number[], picked: () => Outcome | undefined): HTMLElement {
  const place = make("div", { className: "result" });
  place.ariaLive = "polite";
  const show = (outcome: Outcome | undefined): void => {
    const code = encode(block.dataset.page ?? "", sizes, { outcome });
    fill(place, [make("p", {}, say("result"), ": ", make("code", { className: "result-code" }, code)), make("p", {}, make("small", {}, say("result.help")))]);
  };
  return make("section", { className: "ending" }, make("p", { className: "buttons" },
    button(say("agreed"), () => {
      const outcome = picked();
      if (outcome) show(outcome);
      else fill(place, make("p", {}, say("incomplete")));
    }),
    button(say("impasse"), () => show(undefined))), place);
}
