// How good somebody's estimates are, over all reviews: how many results came within
// the ranges that were locked, beside how sure one was of them.
import { settle, unsealed, isEmpty, type Value } from "../practice/lock";
import { readNumber } from "../practice/numbers";
import { renamed, type Moves } from "../record/refs";
import type { State } from "../record/fold";

/** No verdict is given on fewer. */
export const enough = 10;

export interface Estimates {
  /** Ranges that a result was written to. */
  n: number;
  /** Results within their range. */
  inside: number;
  below: number;
  above: number;
  /** How sure one was on the average, in per cent, of those where it was said. */
  sure: number | undefined;
  verdict: "few" | "fits" | "narrow" | "wide";
}

/** Only ranges count, as they were locked first: a single number is hardly ever met. */
export function estimatesOf(course: CourseData, state: State, lang: string, moves: Moves = new Map()): Estimates {
  const settles = new Map<string, string>(); // by the field that says what came
  for (const { forms = [], id } of course.pages) for (const { fields } of forms) for (const field of fields) if (field.settles) settles.set(`${id}#${field.id}`, field.settles);
  const out = { n: 0, inside: 0, below: 0, above: 0 };
  const sure: number[] = [];
  for (const { fields, locks } of state.cases.values()) {
    for (const [came, estimate] of settles) {
      const expected = firstLocked(locks, estimate, moves);
      if (typeof expected !== "object" || Array.isArray(expected) || isEmpty(expected.low) || isEmpty(expected.high) || readNumber(expected.low, lang) === readNumber(expected.high, lang)) continue;
      const found = settle(expected, fields.get(came)?.value, lang);
      if (!found || found.how === "words") continue;
      out.n++;
      if (found.how === "below" || found.how === "above") out[found.how]++;
      else out.inside++;
      const said = readNumber(expected.sure ?? "", lang);
      if (said !== undefined && said > 0 && said <= 100) sure.push(said);
    }
  }
  const mean = sure.length ? sure.reduce((sum, one) => sum + one, 0) / sure.length : undefined;
  return { ...out, sure: mean, verdict: verdict(out.n, out.inside, mean) };
}

/** What was expected when it was locked for the first time. */
function firstLocked(locks: readonly { json: string }[], estimate: string, moves: Moves): Value | undefined {
  for (const { json } of locks) {
    for (const [name, value] of Object.entries(unsealed(json))) if (renamed(name, moves) === estimate) return value;
  }
  return undefined;
}

/** Within one standard error of what was said, and at least ten points, it fits. */
function verdict(n: number, inside: number, sure = 80): Estimates["verdict"] {
  if (n < enough) return "few";
  const share = sure / 100;
  const room = Math.max(0.1, Math.sqrt((share * (1 - share)) / n));
  const off = inside / n - share;
  return Math.abs(off) <= room ? "fits" : off < 0 ? "narrow" : "wide";
}
