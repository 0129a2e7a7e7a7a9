// A picture of how offers moved: what each was worth to whoever looks at it.
import { make } from "../make";
import { say } from "../words";
import { drawing, svg, title } from "./svg";

// As wide as a phone, where a letter of 13 units is 12 pixels high. Above and below there is
// room for a line's name, on the left for its number.
const [width, height, edge, letter] = [360, 220, 38, 7.6];

export interface Move {
  by: "mine" | "theirs";
  value: number;
}

/** The walk-away value, and the target where there is one. */
export type Lines = Partial<Record<"limit" | "target", number>>;

/** The offers from left to right with their numbers, own as squares, others' as rings, and lines to hold them against. */
export function moves(all: readonly Move[], lines: Lines, points: (n: number) => string): HTMLElement {
  const held = (["target", "limit"] as const).flatMap((key) => (lines[key] === undefined ? [] : [{ key, value: lines[key], name: say("line." + key) }]));
  const values = [...all, ...held].map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const left = letter * Math.max(...held.flatMap(({ name, value }) => [name.length, points(value).length])) + 8;
  const x = (i: number): number => left + ((width - left) * (i + 0.5)) / all.length;
  const y = (value: number): number => height - edge - (height - 2 * edge) * ((value - low) / (high - low || 1));
  const picture = drawing(width, height, "moves", say("moves"));
  const words: SVGElement[] = []; // over all that is drawn
  for (const { key, name, value } of held) {
    picture.append(svg("line", { x1: 0, x2: width, y1: y(value), y2: y(value), class: key }));
    // The target's name stands above its line and the limit's below: however near they are, neither covers the other.
    const top = y(value) + ((key === "target") === (value >= (lines.limit ?? value)) ? -22 : 16);
    words.push(svg("text", { x: 6, y: top }, name), svg("text", { x: 6, y: top + 15 }, points(value)));
  }
  for (const by of ["mine", "theirs"] as const) {
    const own = all.flatMap((move, i) => (move.by === by ? [{ cx: x(i), cy: y(move.value), said: points(move.value) }] : []));
    picture.append(svg("polyline", { points: own.map(({ cx, cy }) => `${cx},${cy}`).join(" "), class: by }));
    // The last one is always named; of those before it, whichever have room.
    let free = width;
    for (const { cx, cy, said } of own.toReversed()) {
      const whole = `${say("by." + by)}: ${said}`;
      picture.append(by === "mine" ? svg("rect", { x: cx - 5, y: cy - 5, width: 10, height: 10, class: by }, title(whole)) : svg("circle", { cx, cy, r: 5, class: by }, title(whole)));
      const half = (letter * (free === width ? whole : said).length) / 2;
      const at = Math.min(cx, width - half - 3);
      if (at + half > free) continue;
      words.push(svg("text", { x: at, y: cy + (by === "mine" ? -10 : 20), class: "number" }, free === width ? whole : said));
      free = at - half;
    }
  }
  picture.append(...words);
  const figure = make("figure", { className: "moves-figure" });
  figure.append(picture, make("figcaption", {}, say("moves")));
  return figure;
}
