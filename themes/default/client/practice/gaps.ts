// What is missing on a preparation sheet, as a coach would point at it. It says
// nothing of what is written, only of what is not, or cannot be.
import { isEmpty, type Value } from "./lock";
import { readNumber } from "./numbers";

/** What the fields that mean something hold, by their meaning. */
export type Said = ReadonlyMap<string, Value | undefined>;

export interface Gap {
  /** What it is about, for its sentence: gap.KEY. */
  key: "no-deal" | "value" | "worse" | "same" | "reason" | "their-need" | "only-own" | "untested" | "plan" | "many" | "cue" | "measure" | "result" | "soon" | "late";
  /** The meaning of the field where it can be mended. */
  at: string;
}

/** Gaps in the order in which a coach would ask; none while there is nothing to speak of. */
export function gaps(said: Said, expected: Value | undefined, lang: string): Gap[] {
  if ([...said.values()].every(isEmpty)) return [];
  const out: Gap[] = [];
  const has = (means: string): boolean => said.has(means); // the sheet asks for it
  const filled = (means: string): boolean => !isEmpty(said.get(means));
  const number = (means: string): number | undefined => {
    const value = said.get(means);
    return typeof value === "string" ? readNumber(value, lang) : undefined;
  };
  if (has("no-deal") && !filled("no-deal")) out.push({ key: "no-deal", at: "no-deal" });
  else if (has("reservation") && !filled("reservation") && !valued(said.get("alternatives"), lang)) out.push({ key: "value", at: "reservation" });
  const [limit, target] = [number("reservation"), number("target")];
  if (limit !== undefined && target !== undefined) {
    const more = wantsMore(limit, expected, lang);
    if (target === limit) out.push({ key: "same", at: "target" });
    else if (more !== undefined && more !== target > limit) out.push({ key: "worse", at: "target" });
  }
  if (filled("target") && has("target-reason") && !filled("target-reason")) out.push({ key: "reason", at: "target-reason" });
  if (has("their-need") && !filled("their-need") && !rows(said.get("parties")).some((row) => row[1]?.trim())) {
    out.push({ key: filled("interests") ? "only-own" : "their-need", at: "their-need" });
  }
  if (rows(said.get("assumptions")).some((row) => row[0]?.trim() && !row.at(-1)?.trim())) out.push({ key: "untested", at: "assumptions" });
  if (has("plan") && !filled("plan") && filled("no-deal")) out.push({ key: "plan", at: "plan" });
  return out;
}

const rows = (value: Value | undefined): string[][] => (Array.isArray(value) ? value : []);

/** Whether an alternative has a number: one of the cells behind its name. */
function valued(value: Value | undefined, lang: string): boolean {
  return rows(value).some(([what, ...cells]) => what?.trim() && cells.some((cell) => readNumber(cell, lang) !== undefined));
}

/**
 * Whether more is better, as far as what is expected tells: who expects a result above
 * the limit wants more. Undefined where the range lies on both sides, or says nothing.
 */
export function wantsMore(limit: number, expected: Value | undefined, lang: string): boolean | undefined {
  if (expected === undefined || Array.isArray(expected)) return undefined;
  const ends = (typeof expected === "string" ? [expected] : [expected.low, expected.high]).flatMap((text) => readNumber(text ?? "", lang) ?? []);
  if (!ends.length) return undefined;
  if (ends.every((end) => end >= limit) && ends.some((end) => end > limit)) return true;
  if (ends.every((end) => end <= limit) && ends.some((end) => end < limit)) return false;
  return undefined;
}
