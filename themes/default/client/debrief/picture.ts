// The picture that fits a negotiation: a line for a price alone, a plane for two roles,
// a line a role for more.
import { fill, make, type Content } from "../make";
import { say } from "../words";
import type { Mark } from "./marks";
import { letters, plane } from "./plane";
import { ladders, priceLine } from "./scale";
import { priceAlone, type Case, type Quality } from "./solution";

/** Draws it as wide as there is room, again when that changes. */
export function picture(it: Case, marks: readonly Mark[], rules: boolean, quality?: Quality): HTMLElement {
  if (it.roles.length !== 2) return ladders(it, quality?.outcome && quality.u);
  const figure = make("figure", { className: "outcomes" });
  const price = priceAlone(it);
  let width = 0;
  const draw = (): void => {
    const room = Math.max(288, Math.min(figure.clientWidth || 640, 860));
    if (Math.abs(room - width) < 8) return;
    width = room;
    fill(figure, [price ? priceLine(it, room, marks) : plane(it, room, marks, rules), legend(it, price, marks, rules)] as Content);
  };
  new ResizeObserver(draw).observe(figure);
  draw();
  return figure;
}

/** What the signs mean; only those that are there. */
function legend(it: Case, price: boolean, marks: readonly Mark[], rules: boolean): HTMLElement {
  const zone = it.solution.frontier.some((u) => u.every((value, i) => value >= it.solution.walkAway[i]!));
  const kinds = new Set(marks.map(({ kind }) => kind));
  const one = (sign: string, words: string): HTMLElement => make("li", {}, make("span", { className: `key ${sign}`, ariaHidden: "true" }), words);
  return make("figcaption", {}, make("ul", { className: "legend" },
    kinds.has("deal") && one("deal", say("legend.deal")), kinds.has("mine") && one("mine", say("legend.mine")), kinds.has("theirs") && one("theirs", say("legend.theirs")), kinds.has("group") && one("group", say("legend.group")),
    zone && one("zone", say("legend.zone")), !price && one("efficient", say("legend.efficient")), one("walk-away", say("legend.walk-away")),
    !price && rules && make("li", {}, make("span", { className: "key rule", ariaHidden: "true" }), Object.entries(letters).map(([name, letter]) => `${letter} ${say("rule." + name)}`).join(", "))));
}
