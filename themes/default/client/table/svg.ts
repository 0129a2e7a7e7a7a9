// Elements of drawings.
const space = "http://www.w3.org/2000/svg";

type Attributes = Record<string, string | number>;

/** An element of a drawing; words are what a pointer that rests on it is told. */
export function svg(name: string, attributes: Attributes, ...inside: (Node | string)[]): SVGElement {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, `${typeof value === "number" ? Math.round(value * 10) / 10 : value}`);
  element.append(...inside);
  return element;
}

export const title = (words: string): SVGElement => svg("title", {}, words);

/** A drawing of so many units, which says what it shows. */
export function drawing(width: number, height: number, className: string, label: string): SVGElement {
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: className, role: "img", "aria-label": label });
}

/** From values to places along a side. */
export interface Axis {
  low: number;
  high: number;
  at(value: number): number;
  /** Round values to mark, some five of them. */
  ticks: number[];
}

/** An axis from one place to another that holds some values, with a little room around them. */
export function axis(values: readonly number[], from: number, to: number): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least || Math.abs(most) || 1) * 0.04;
  const [low, high] = [least - room, most + room];
  const raw = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].find((m) => m * power >= raw)! * power;
  const ticks: number[] = [];
  for (let n = Math.ceil(low / step); n * step <= high; n++) ticks.push(n * step + 0);
  return { low, high, at: (value) => from + ((value - low) / (high - low)) * (to - from), ticks };
}
