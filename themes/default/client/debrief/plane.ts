// The plane of two roles: what each outcome is worth to the one and to the other, and
// where a negotiation, or a class of them, came to lie.
import { limits, utilities } from "../table/deal";
import { axis, drawing, svg, title, type Axis } from "../table/svg";
import { say } from "../words";
import { placed, type Mark } from "./marks";
import type { Case } from "./solution";

const most = 3000; // outcomes that are drawn one by one
const edge = { left: 58, right: 16, top: 26, bottom: 46 };

/** The letters of the rules, which the legend explains. */
export const letters: Record<string, string> = { Nash: "N", "Kalai–Smorodinsky": "K", egalitarian: "E", utilitarian: "U" };

/** Draws it, so wide that words in it are as large as those around; the rules where they hold. */
export function plane(it: Case, width: number, marks: readonly Mark[], rules: boolean): SVGElement {
  const height = Math.round(Math.min(width * 0.8, 620));
  const { roles, solution } = it;
  const { walkAway } = solution;
  const [a, b] = limits(solution) as [[number, number], [number, number]];
  const x = axis([...a, walkAway[0]!, ...marks.map(({ u }) => u[0]!)], edge.left, width - edge.right);
  const y = axis([...b, walkAway[1]!, ...marks.map(({ u }) => u[1]!)], height - edge.bottom, edge.top);
  const picture = drawing(width, height, "plane", say("plane", { a: roles[0], b: roles[1] }));
  picture.append(zone(walkAway, x, y), ...frame(it, x, y, width, height), ...cloud(it, x, y));
  const front = solution.frontier.toSorted((p, q) => p[0]! - q[0]!);
  picture.append(svg("polyline", { class: "frontier", points: front.map(([u, v]) => `${x.at(u!).toFixed(1)},${y.at(v!).toFixed(1)}`).join(" ") }));
  for (const u of front) picture.append(svg("circle", { class: "efficient", cx: x.at(u[0]!), cy: y.at(u[1]!), r: 2.6 }, title(pair(it, u))));
  picture.append(...walls(it, x, y, width, height));
  if (rules) picture.append(...solved(it, x, y));
  picture.append(...path(marks, x, y), ...marks.map((mark) => placed(mark, x.at(mark.u[0]!), y.at(mark.u[1]!))));
  return picture;
}

const pair = ({ roles, points }: Case, u: readonly number[]): string => roles.map((role, i) => `${role} ${points(i, u[i]!)}`).join(", ");

/** What suits both: above each one's walk-away value. */
function zone([r, s]: readonly number[], x: Axis, y: Axis): SVGElement {
  return svg("rect", { class: "zone", x: x.at(r!), y: y.at(y.high), width: x.at(x.high) - x.at(r!), height: y.at(s!) - y.at(y.high) });
}

function frame({ roles, points, shown }: Case, x: Axis, y: Axis, width: number, height: number): SVGElement[] {
  const [bottom, left] = [height - edge.bottom, edge.left];
  const short = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", maximumFractionDigits: 1 });
  const mark = (role: number, value: number): string => (Math.abs(value) < 10_000 ? points(role, value) : short.format(shown(role, value)));
  return [
    ...x.ticks.flatMap((value) => [svg("line", { class: "grid", x1: x.at(value), x2: x.at(value), y1: edge.top, y2: bottom }), svg("text", { x: x.at(value), y: bottom + 18, "text-anchor": "middle" }, mark(0, value))]),
    ...y.ticks.flatMap((value) => [svg("line", { class: "grid", x1: left, x2: width - edge.right, y1: y.at(value), y2: y.at(value) }), svg("text", { x: left - 6, y: y.at(value) + 4, "text-anchor": "end" }, mark(1, value))]),
    svg("text", { class: "side", x: width - edge.right, y: height - 8, "text-anchor": "end" }, `${roles[0]} \u2192`),
    svg("text", { class: "side", x: 4, y: 12 }, `\u2191 ${roles[1]}`),
  ];
}

/** All outcomes: one by one where they are few, else the darker the more there are. */
function cloud({ solution }: Case, x: Axis, y: Axis): SVGElement[] {
  const { density, payoffs } = solution;
  if (solution.outcomes <= most) {
    let all: number[][] = [[]];
    for (const row of payoffs[0]!) all = all.flatMap((outcome) => row.map((_, option) => [...outcome, option]));
    const seen = new Set<string>();
    return all.flatMap((outcome) => {
      const u = utilities(solution, outcome);
      const key = u.join();
      if (seen.has(key)) return [];
      seen.add(key);
      return [svg("circle", { class: "point", cx: x.at(u[0]!), cy: y.at(u[1]!), r: 2.2 })];
    });
  }
  if (!density) return [];
  const { columns, rows, count, a, b } = density;
  const top = Math.log(Math.max(...count) + 1);
  return count.flatMap((n, i) => {
    if (!n) return [];
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const at = (part: number, [low, high]: [number, number], of: number): number => low + ((high - low) * part) / of;
    const [left, right] = [x.at(at(column, a, columns)), x.at(at(column + 1, a, columns))];
    const [bottom, over] = [y.at(at(row, b, rows)), y.at(at(row + 1, b, rows))];
    return [svg("rect", { class: `cell shade-${Math.ceil((Math.log(n + 1) / top) * 5)}`, x: left, y: over, width: right - left + 0.3, height: bottom - over + 0.3 })];
  });
}

/** The walk-away values, with their names. */
function walls({ points, solution: { walkAway } }: Case, x: Axis, y: Axis, width: number, height: number): SVGElement[] {
  const [r, s] = walkAway as [number, number];
  return [
    svg("line", { class: "walk-away", x1: x.at(r), x2: x.at(r), y1: edge.top, y2: height - edge.bottom }, title(say("walk-away", { n: points(0, r) }))),
    svg("line", { class: "walk-away", x1: edge.left, x2: width - edge.right, y1: y.at(s), y2: y.at(s) }, title(say("walk-away", { n: points(1, s) }))),
  ];
}

/** What the rules pick: a diamond with its letters; rules that pick one point share it. */
function solved(it: Case, x: Axis, y: Axis): SVGElement[] {
  const places = new Map<string, { u: number[]; names: string[] }>();
  for (const { name, points } of it.solution.rules) {
    for (const u of points ?? []) {
      const place = places.get(u.join()) ?? { u, names: [] };
      if (!place.names.includes(name)) place.names.push(name);
      places.set(u.join(), place);
    }
  }
  const told = new Set<string>(); // a rule that picks many is marked at the first, the others are small
  return [...places.values()].flatMap(({ u, names }) => {
    const [cx, cy] = [x.at(u[0]!), y.at(u[1]!)];
    const fresh = names.filter((name) => !told.has(name));
    fresh.forEach((name) => told.add(name));
    const r = fresh.length ? 6 : 3.5;
    const diamond = svg("path", { class: "rule", d: `M${cx.toFixed(1)} ${(cy - r).toFixed(1)}l${r} ${r}-${r} ${r}-${r}-${r}z` }, title(`${names.map((name) => say("rule." + name)).join(", ")}: ${pair(it, u)}`));
    return fresh.length ? [diamond, svg("text", { class: "rule-name", x: cx + 9, y: cy - 6 }, fresh.map((name) => letters[name] ?? name[0]!).join(" "))] : [diamond];
  });
}

/** The way of each side's offers. */
function path(marks: readonly Mark[], x: Axis, y: Axis): SVGElement[] {
  return (["mine", "theirs"] as const).map((kind) => svg("polyline", { class: `way ${kind}`, points: marks.filter((mark) => mark.kind === kind).map(({ u }) => `${x.at(u[0]!).toFixed(1)},${y.at(u[1]!).toFixed(1)}`).join(" ") }));
}
