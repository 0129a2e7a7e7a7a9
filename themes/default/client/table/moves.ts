// A picture of how offers moved: what each was worth to whoever looks at it.
import { make } from "../make";
import { say } from "../words";
import { drawing, svg, title } from "./svg";

const [width, height, edge] = [560, 160, 14];

export interface Move {
  by: "mine" | "theirs";
  value: number;
}

/** The offers from left to right, own as squares, others' as rings, and the walk-away value as a line. */
export function moves(all: readonly Move[], walkAway: number, points: (n: number) => string): HTMLElement {
  const values = [...all.map(({ value }) => value), walkAway];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (i: number): number => edge + ((width - 2 * edge) * (i + 0.5)) / all.length;
  const y = (value: number): number => height - edge - (height - 2 * edge) * ((value - low) / (high - low || 1));
  const picture = drawing(width, height, "moves", say("moves"));
  picture.append(svg("line", { x1: 0, x2: width, y1: y(walkAway), y2: y(walkAway), class: "walk-away" }));
  for (const by of ["mine", "theirs"] as const) {
    const own = all.flatMap((move, i) => (move.by === by ? [[x(i), y(move.value)] as const] : []));
    picture.append(svg("polyline", { points: own.map((point) => point.join()).join(" "), class: by }));
    for (const [i, move] of all.entries()) {
      if (move.by !== by) continue;
      const words = title(`${say("by." + by)}: ${points(move.value)}`);
      picture.append(by === "mine" ? svg("rect", { x: x(i) - 5, y: y(move.value) - 5, width: 10, height: 10, class: by }, words) : svg("circle", { cx: x(i), cy: y(move.value), r: 5, class: by }, words));
    }
  }
  const figure = make("figure", { className: "moves-figure" });
  figure.append(picture, make("figcaption", {}, say("moves")));
  return figure;
}
