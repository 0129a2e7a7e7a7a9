// Offers of several parts in points: what one's own sheet says of each option, and what
// one guesses of the other side.
import type { Issue } from "../table/talk";
import { packages, worth, type Outcome, type Payoffs } from "../table/offer";
import type { Value } from "./lock";
import { readNumber } from "./numbers";

/** The issues with points, by issue and option. */
export interface Points {
  issues: Issue[];
  mine: Payoffs;
  /** What they are thought to get; undefined unless each option has a number. */
  theirs: Payoffs | undefined;
  /** Rows with an option and no own points that can be read. */
  odd: string[];
}

/** An offer, perhaps with parts that are open. */
export type Picked = readonly (number | undefined)[];

/** Reads issue, option, own points, estimated points; a row without an issue belongs to the one above. Undefined without an option. */
export function pointsOf(rows: Value | undefined, lang: string): Points | undefined {
  const issues: Issue[] = [];
  const mine: number[][] = [];
  const theirs: (number | undefined)[][] = [];
  const odd: string[] = [];
  let at = -1;
  for (const row of Array.isArray(rows) ? rows : []) {
    const [name = "", option = "", own = "", other = ""] = row.map(flat);
    if (name) at = issues.findIndex((one) => one.name.localeCompare(name, lang, { sensitivity: "base" }) === 0);
    if (name && at < 0) {
      at = issues.push({ name, options: [], price: false }) - 1;
      mine.push([]);
      theirs.push([]);
    }
    const points = readNumber(own, lang);
    if (!option || at < 0 || issues[at]!.options.includes(option)) continue;
    if (points === undefined) {
      odd.push(`${issues[at]!.name}: ${option}`);
      continue;
    }
    issues[at]!.options.push(option);
    mine[at]!.push(points);
    theirs[at]!.push(readNumber(other, lang));
  }
  const kept = issues.flatMap((one, i) => (one.options.length ? [i] : []));
  if (!kept.length) return undefined;
  const guesses = kept.map((i) => theirs[i]!);
  const whole = guesses.every((guess): guess is number[] => guess.every((n) => n !== undefined));
  return { issues: kept.map((i) => issues[i]!), mine: kept.map((i) => mine[i]!), theirs: whole ? (guesses as number[][]) : undefined, odd };
}

const flat = (text: string): string => text.replace(/\s+/g, " ").trim();
const between = " \u00b7 ";

/** An offer in words: those parts that are settled. */
export const spell = (issues: readonly Issue[], picked: Picked): string => issues.flatMap(({ name, options }, i) => (picked[i] === undefined ? [] : [`${name}: ${options[picked[i]]}`])).join(between);

/** Reads such words again; undefined where they are of no issue. What is no option any more is open. */
export function unspell(issues: readonly Issue[], text: string): Picked | undefined {
  const plain = between + flat(text);
  const found = issues.map(({ name, options }) => {
    const head = `${between}${name}: `;
    const from = plain.indexOf(head);
    if (from < 0) return undefined;
    const rest = plain.slice(from + head.length);
    // The longest option that stands there whole.
    return options.map((option, i) => [option, i] as const).filter(([option]) => rest === option || rest.startsWith(option + between)).sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? -1;
  });
  return found.every((one) => one === undefined) ? undefined : found.map((one) => (one === -1 ? undefined : one));
}

/** From the least to the most that an offer may be worth, as open parts turn out. */
export function span(payoffs: Payoffs, picked: Picked): [low: number, high: number] {
  const ends = (of: (...row: number[]) => number): number => payoffs.reduce((sum, row, i) => sum + (picked[i] === undefined ? of(...row) : row[picked[i]]!), 0);
  return [ends(Math.min), ends(Math.max)];
}

/** Packages of about equal own value, those that are thought to give the other most first. */
export function equals({ mine, theirs }: Points, outcome: Outcome, most = 3): Outcome[] {
  if (!theirs) return packages(mine, outcome, most);
  return packages(mine, outcome, Infinity).sort((a, b) => worth(theirs, b) - worth(theirs, a)).slice(0, most);
}
