// What one's alternatives are worth, each a small tree: what may come of it, how likely,
// and what it costs to get there. The same formula as Expected in site/bargain/tree.go.
import type { Value } from "./lock";
import { readNumber } from "./numbers";

/** How it is reckoned. */
export interface Rule {
  /** Whether more is better; where not, values are what one pays. */
  more: boolean;
  /** Per cent a year by which what comes later counts less; undefined where nobody asks for it. */
  rate: number | undefined;
}

/** What keeps an alternative from being reckoned. over: chances above 100 in all; rest: what else would have to be paid is not said. */
export type Lack = "value" | "chance" | "cost" | "days" | "over" | "rest";

export interface Alternative {
  name: string;
  /** What may come of it: value, chance from 0 to 1, days until then. */
  outcomes: { value: number | undefined; chance: number | undefined; days: number }[];
  cost: number;
  /** How likely it is that nothing comes of it. */
  rest: number;
  /** Undefined while something is lacking. */
  worth: number | undefined;
  lacks: Lack[];
}

/** The alternatives of a table: name, value, cost, chance in per cent, days. A row without a name is one more outcome of the one above. */
export function alternativesOf(rows: Value | undefined, rule: Rule, lang: string): Alternative[] {
  const out: Alternative[] = [];
  for (const row of Array.isArray(rows) ? rows : []) {
    const [name = "", value = "", cost = "", chance = "", days = ""] = row.map((cell) => cell.trim());
    if (![name, value, cost, chance, days].some(Boolean)) continue;
    if (name || !out.length) out.push({ name, outcomes: [], cost: 0, rest: 0, worth: undefined, lacks: [] });
    const one = out.at(-1)!;
    const lack = (what: Lack): void => void (one.lacks.includes(what) || one.lacks.push(what));
    const optional = (text: string, what: Lack): number => {
      const read = text ? readNumber(text, lang) : 0;
      if (read === undefined) lack(what);
      return read ?? 0;
    };
    const [worth, share] = [readNumber(value, lang), readNumber(chance, lang)];
    const likely = share !== undefined && share >= 0 && share <= 100 ? share / 100 : undefined;
    if (worth === undefined) lack("value");
    if (likely === undefined) lack("chance");
    one.cost += optional(cost, "cost");
    one.outcomes.push({ value: worth, chance: likely, days: optional(days, "days") });
  }
  for (const one of out) reckon(one, rule);
  return out;
}

function reckon(one: Alternative, rule: Rule): void {
  const chances = one.outcomes.reduce((sum, { chance = 0 }) => sum + chance, 0);
  const near = Math.abs(chances - 1) < 5e-3; // three times 33 per cent, or 33.3, is meant to be all
  one.rest = near ? 0 : Math.max(0, 1 - chances);
  if (one.lacks.length) return;
  if (chances > 1 && !near) one.lacks.push("over");
  else if (one.rest && !rule.more) one.lacks.push("rest"); // paying nothing would look like the best of all
  if (one.lacks.length) return;
  const expected = one.outcomes.reduce((sum, { chance, days, value }) => sum + chance! * today(value!, days, rule), 0);
  one.worth = rule.more ? expected - one.cost : expected + one.cost;
}

/** What a value that comes in so many days is worth now. */
const today = (value: number, days: number, { rate = 0 }: Rule): number => value / (1 + rate / 100) ** (days / 365);

/** The best that is reckoned: the reservation value is what it is worth. */
export function best(all: readonly Alternative[], { more }: Rule): Alternative | undefined {
  return all.filter(({ worth }) => worth !== undefined).reduce<Alternative | undefined>((top, one) => (top && (more ? top.worth! >= one.worth! : top.worth! <= one.worth!) ? top : one), undefined);
}
