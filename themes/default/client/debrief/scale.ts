// What a deal is worth to one role, on a line from the worst to the best: for prices,
// and where there are more than two roles.
import { make } from "../make";
import { limits } from "../table/deal";
import { axis, drawing, svg } from "../table/svg";
import { say } from "../words";
import { placed, type Mark } from "./marks";
import type { Case } from "./solution";

/** A price on a line, between what the two sides would walk away from. */
export function priceLine(it: Case, width: number, marks: readonly Mark[]): SVGElement {
  const height = 150;
  const { pays, walkAway, payoffs } = it.solution;
  const [payer, paid] = pays!;
  const values = payoffs[paid]![0]!;
  const [most, least] = [-walkAway[payer]!, walkAway[paid]!]; // of the one who pays; of the one who is paid
  const x = axis([values[0]!, values.at(-1)!, most, least], 24, width - 24);
  const y = 78;
  const picture = drawing(width, height, "plane price", say(most >= least ? "price" : "price.none", { from: it.points(paid, least), to: it.points(paid, most) }));
  if (most >= least) picture.append(svg("rect", { class: "zone", x: x.at(least), y: y - 16, width: x.at(most) - x.at(least), height: 32 }));
  picture.append(svg("line", { class: "frontier", x1: x.at(x.low), x2: x.at(x.high), y1: y, y2: y }));
  for (const value of x.ticks) picture.append(svg("line", { class: "tick", x1: x.at(value), x2: x.at(value), y1: y - 4, y2: y + 4 }), svg("text", { x: x.at(value), y: height - 34, "text-anchor": "middle" }, it.points(paid, value)));
  const wall = (value: number, role: number, row: number): void => {
    const outside = value === Math.min(least, most) ? "end" : "start";
    const end = outside === "end" && x.at(value) < 130 ? "start" : outside === "start" && x.at(value) > width - 130 ? "end" : outside;
    picture.append(svg("line", { class: "walk-away", x1: x.at(value), x2: x.at(value), y1: 14, y2: y + 18 }),
      svg("text", { class: "side", x: x.at(value) + (end === "end" ? -5 : 5), y: row, "text-anchor": end }, say("wall", { role: it.roles[role], n: it.points(role, walkAway[role]!) })));
  };
  wall(least, paid, 22);
  wall(most, payer, 40);
  marks.forEach((mark, i) => picture.append(placed(mark, x.at(mark.u[paid]!), mark.kind === "group" ? y - 11 + (i % 3) * 11 : y)));
  picture.append(svg("text", { class: "side", x: width - 24, y: height - 8, "text-anchor": "end" }, `${it.issues[0]!.name}, ${it.unit}`));
  return picture;
}

/** For each role a line from its worst to its best outcome, with its walk-away value and the deal. */
export function ladders(it: Case, u: readonly number[] | undefined): HTMLElement {
  const { solution, roles, points } = it;
  const ends = limits(solution);
  return make("ul", { className: "ladders" }, roles.map((role, i) => {
    const [low, high] = ends[i]!;
    const part = (value: number): string => `${Math.max(0, Math.min(100, ((value - low) / (high - low || 1)) * 100))}%`;
    const wall = make("i", { className: "wall", title: say("walk-away", { n: points(i, solution.walkAway[i]!) }) });
    wall.style.insetInlineStart = part(solution.walkAway[i]!);
    const track = make("span", { className: "ladder", ariaHidden: "true" }, wall);
    if (u) {
      const fillTo = make("span", { className: u[i]! < solution.walkAway[i]! - 1e-9 ? "reach is-below" : "reach" });
      fillTo.style.inlineSize = part(u[i]!);
      track.prepend(fillTo);
    }
    return make("li", {}, make("b", {}, role), make("span", { className: "value" }, u ? points(i, u[i]!) : "\u2013"), track, make("small", {}, say("ladder", { walk: points(i, solution.walkAway[i]!), low: points(i, low), high: points(i, high) })));
  }));
}
