// What is marked on a picture: a deal, the offers that led to it, the groups of a class.
// Each has a shape of its own, so that no colour says anything alone.
import { svg, title } from "../table/svg";

export interface Mark {
  kind: "deal" | "mine" | "theirs" | "group";
  u: readonly number[];
  /** What it is, for a pointer that rests on it. */
  words: string;
  /** What is written in it. */
  label?: string;
}

/** A star for the deal, squares and rings for the offers, rings with names for groups. */
export function placed({ kind, words, label }: Mark, x: number, y: number): SVGElement {
  const shape =
    kind === "mine" ? svg("rect", { x: x - 8, y: y - 8, width: 16, height: 16 })
    : kind === "deal" ? svg("path", { d: `M${x.toFixed(1)} ${(y - 12).toFixed(1)}l3.3 7.6 8.2.7-6.2 5.4 1.9 8.1-7.2-4.3-7.2 4.3 1.9-8.1-6.2-5.4 8.2-.7z` })
    : svg("circle", { cx: x, cy: y, r: kind === "group" ? 10 : 8.5 });
  return svg("g", { class: `mark ${kind}` }, shape, title(words), ...(label ? [svg("text", { x, y: y + 4, "text-anchor": "middle" }, label)] : []));
}
