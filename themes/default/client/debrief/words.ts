// What a picture cannot say alone: who has what, what was left, and which trades were missed.
import { make, type Content } from "../make";
import { locale, wide } from "../practice/parts";
import { limits, sum, swaps, type Swap } from "../table/deal";
import { numbers } from "../table/issues";
import type { Looking } from "../table/after";
import { say } from "../words";
import { priceAlone, type Case, type Quality } from "./solution";

const list = new Intl.ListFormat(locale, { type: "conjunction" });
const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });

export const part = (value: number): string => percent.format(value);

/** What each has, against its walk-away value. */
export function verdict(it: Case, { acceptable, outcome, u, share }: Quality): Content {
  const { roles, points, solution, unit } = it;
  if (!outcome) return make("p", {}, say(solution.noDeal ? "none.right" : "none"));
  return [solution.noDeal && make("p", { className: "left" }, say("none.better")), make("ul", { className: "verdict" }, roles.map((role, i) => {
    const gap = u[i]! - solution.walkAway[i]!;
    const how = Math.abs(gap) < 1e-9 ? say("at") : say(gap > 0 ? "above" : "below", { n: numbers.format(Math.abs(gap)), walk: points(i, solution.walkAway[i]!) });
    return make("li", {}, make("b", {}, role), ` ${points(i, u[i]!)} ${unit}. `, how, share && acceptable && " ", share && acceptable && say("share", { part: part(share[i]!) }));
  }))];
}

/** What could have been had without a loss to anybody. */
export function leftover(it: Case, { acceptable, outcome, left, leftTogether, efficient }: Quality): Content {
  if (!outcome || priceAlone(it)) return undefined; // what one gains in price the other loses
  if (efficient) return make("p", { className: "left" }, say("efficient"));
  return make("p", { className: "left" }, left.flatMap((value, i) => (value > 0 ? [say("left", { role: it.roles[i], n: numbers.format(value) })] : [])).join(" "), leftTogether > 0 && " " + say("left.together", { n: numbers.format(leftTogether) }), !acceptable && left.every((value) => value === 0) && say("worse-than-none"));
}

/** The trades that were missed, the most telling first; none changes what one above it has changed. */
export function missed(it: Case, { outcome }: Quality, most = 3): Content {
  if (!outcome) return undefined;
  const told = new Set<number>();
  const found = swaps(it.solution, outcome).filter(({ changes }) => {
    const fresh = changes.every(([issue]) => !told.has(issue));
    if (fresh) for (const [issue] of changes) told.add(issue);
    return fresh;
  }).slice(0, most);
  if (!found.length) return undefined;
  return [make("h5", {}, say("missed")), make("ul", { className: "missed" }, found.map((swap) => make("li", {}, trade(it, swap, outcome))))];
}

/** "Delivery 2 weeks instead of 5 weeks: 600 more for Buyer, at no cost to Seller." */
function trade({ issues, roles }: Case, { changes, gain }: Swap, outcome: readonly number[]): string {
  const changed = list.format(changes.map(([issue, option]) => say("change-of", { issue: issues[issue]!.name, to: issues[issue]!.options[option], from: issues[issue]!.options[outcome[issue]!] })));
  const gains = list.format(gain.flatMap((value, i) => (value > 0 ? [say("gain", { n: numbers.format(value), role: roles[i] })] : [])));
  const others = gain.flatMap((value, i) => (value > 0 ? [] : [roles[i]!]));
  return say(others.length ? "trade.free" : "trade", { changed, gains, others: list.format(others) });
}

/** What agents earn, and whether that makes them want what those they talk for want. */
export function fees({ roles, solution }: Case): Content {
  if (!solution.fees?.length) return undefined;
  return [make("h5", {}, say("fees")), make("ul", {}, solution.fees.map(({ role, member, words, agrees }) => make("li", {}, make("b", {}, `${roles[role]} / ${member}`), ` ${words}. `, say(agrees ? "fee.same" : "fee.other", { role: roles[role] }))))];
}

/** How much an issue matters to a role: 3 for a lot to 0 for nothing, by what it can move. */
export function matters({ solution }: Case, role: number, issue: number): number {
  const ranges = solution.payoffs[role]!.map((row) => Math.max(...row) - Math.min(...row));
  const of = ranges[issue]! / (Math.max(...ranges) || 1);
  return of === 0 ? 0 : of < 1 / 3 ? 1 : of < 2 / 3 ? 2 : 3;
}

/** Whether one option is the best for all. */
function compatible({ solution }: Case, issue: number): boolean {
  const rows = solution.payoffs.map((role) => role[issue]!);
  return rows[0]!.some((_, option) => rows.every((row) => row[option]! >= Math.max(...row) - 1e-9));
}

/** What mattered to whom, and what players of this device thought. */
export function priorities(it: Case, thought: ReadonlyMap<number, Looking>): Content {
  const { issues, roles, solution } = it;
  if (issues.length < 2) return undefined;
  const most = limits(solution).map(([low, high]) => high - low);
  const guesses = [...thought].flatMap(([own, { guess }]) => roles.flatMap((role, other) => (other !== own && guess?.[role]?.some((level) => level !== undefined) ? [{ own, other, levels: guess[role]! }] : [])));
  return make("details", { className: "priorities", open: guesses.length > 0 }, make("summary", {}, say("priorities")), wide(make("table", {},
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("issue")), roles.map((role) => make("th", { scope: "col" }, role)), guesses.map(({ own, other }) => make("th", { scope: "col" }, say("thought", { role: roles[own], other: roles[other] }))))),
    make("tbody", {}, issues.map(({ name }, i) => make("tr", {},
      make("th", { scope: "row" }, name, compatible(it, i) && make("small", {}, say("compatible"))),
      roles.map((_, role) => {
        const row = solution.payoffs[role]![i]!;
        return make("td", {}, say(`matters.${matters(it, role, i)}`), " ", make("small", {}, part((Math.max(...row) - Math.min(...row)) / (most[role] || 1))));
      }),
      guesses.map(({ other, levels }) => {
        const level = levels[i];
        return make("td", {}, level === undefined ? "\u2013" : [say(`matters.${level}`), " ", make("small", {}, say(level === matters(it, other, i) ? "as-is" : level > matters(it, other, i) ? "less" : "more"))]);
      }))))), say("priorities")));
}

/** The picture's points in numbers. */
export function table(it: Case, quality: Quality | undefined, rules: boolean): Content {
  const { roles, points, solution } = it;
  const row = (name: Content, u: readonly number[]): HTMLElement => make("tr", {}, make("th", { scope: "row" }, name), roles.map((_, i) => make("td", {}, points(i, u[i]!))), make("td", {}, numbers.format(sum(u))));
  const rows = [
    quality?.outcome && row(say("deal"), quality.u),
    row(say("without"), solution.walkAway),
    rules && solution.rules.map(({ name, points: all, none }) => all?.length
      ? row([say("rule." + name), make("small", {}, say("rule.is." + name), all.length > 1 && " " + say("rule.many", { n: all.length }))], all[0]!)
      : make("tr", {}, make("th", { scope: "row" }, say("rule." + name)), make("td", { colSpan: roles.length + 1 }, none ? say("rule.none") : "\u2013"))),
  ];
  return make("details", { className: "as-table" }, make("summary", {}, say("as-table")), wide(make("table", {},
    make("thead", {}, make("tr", {}, make("td", {}), roles.map((role) => make("th", { scope: "col" }, role)), make("th", { scope: "col" }, say("joint")))),
    make("tbody", {}, rows)), say("as-table")));
}
