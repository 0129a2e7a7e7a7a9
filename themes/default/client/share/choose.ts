// What of a negotiation may leave: chosen field by field, and changed before it goes.
import { isEmpty } from "../practice/lock";
import { replaced as inWords } from "../practice/redact";
import type { Case } from "../record/fold";
import type { FieldValue } from "../record/schema";
import type { Body, Purpose, SentField } from "./envelope";

/** Who it is for, those who see least last. */
export const audiences = ["coach", "partner", "center", "team", "firm"] as const;
export type Audience = (typeof audiences)[number];

export interface Choice extends SentField {
  form: string;
  title: string;
  step: string;
  /** Never chosen along with others. */
  private: boolean;
  /** For whom alone it is meant. */
  party?: string;
  chosen: boolean;
}

const promised = ["practice", "cue", "measure"];
const asked = [...promised, "check-date", "review-date", "check-ins", "outcome"];

/** What is chosen to begin with: what this audience needs, and nothing private. */
function fits(audience: Audience, step: string, means: string): boolean {
  switch (audience) {
    case "coach":
      return true;
    case "partner":
      return asked.includes(means);
    case "center":
      return step === "request";
    default:
      return promised.includes(means);
  }
}

/** Everything that was filled in of a case, as the course calls it today. */
export function choices(course: CourseData, one: Case, audience: Audience): Choice[] {
  return course.pages.flatMap((page) => (page.forms ?? []).flatMap(({ fields, name, step = "", title }) => fields.flatMap(({ choices, columns, id, kind, label, means = "", private: own }) => {
    const ref = `${page.id}#${id}`;
    const value = one.fields.get(ref)?.value;
    if (value === undefined || isEmpty(value)) return [];
    return {
      ref, label, kind, means, value: Array.isArray(value) ? [columns ?? [], ...value.filter((row) => row.some((cell) => cell.trim()))] : kind === "scale" ? onScale(value, choices) : value,
      form: `${page.id}#${name}`, title: title || page.title, step, private: own ?? false, chosen: !own && fits(audience, step, means),
    };
  })));
}

/** An answer on a scale, counted from 1, in the words of its sheet where it has some. */
const onScale = (value: Exclude<FieldValue, string[][]>, names: readonly string[] = []): typeof value => names[Number(value) - 1] ?? value;

/** What leaves: the chosen fields and nothing else. Of what is locked the code alone. */
export function bodyOf(name: string, all: readonly Choice[], one: Case): Body {
  const sheets: Body["sheets"] = [];
  for (const { chosen, form, kind, label, means, ref, step, title, value } of all) {
    if (!chosen) continue;
    if (sheets.at(-1)?.form !== form) sheets.push({ form, title, step, fields: [] });
    sheets.at(-1)!.fields.push({ ref, label, kind, means, value });
  }
  const locks = one.locks.filter(({ form }) => sheets.some((sheet) => sheet.form === form)).map(({ at, code, form }) => ({ form, code, at }));
  return { name, sheets, locks };
}

export const purposeOf = (audience: Audience, step: string): Purpose => (step === "request" || audience === "center" ? "pairing" : audience === "coach" || step === "coaching" ? "coaching" : "check-in");

/** A value in lines of text; ranged says a range. */
export function lines(value: FieldValue, ranged: (value: Exclude<FieldValue, string | string[][]>) => string): string[] {
  if (typeof value === "string") return value.trim().split("\n");
  if (!Array.isArray(value)) return [ranged(value)];
  const [head = [], ...rows] = value;
  return rows.map((row) => "- " + row.flatMap((cell, i) => (cell.trim() ? (head[i] ? `${head[i]}: ${flat(cell)}` : flat(cell)) : [])).join("; "));
}

const flat = (text: string): string => text.replace(/\s+/g, " ").trim();

/** All words that would leave, for who looks for names and amounts. What is a number or a day and no more is plain to see as it is, and to untick. */
export function wordsOf(value: FieldValue): string[] {
  const all = typeof value === "string" ? [value] : Array.isArray(value) ? value.slice(1).flat() : [value.low, value.high];
  return all.filter((text) => !/^\s*(-?(?!0\d)\d[\d.,' ]{0,13}|\d{4}-\d\d-\d\d)?\s*$/.test(text));
}

/** The value with other words for a piece of it, everywhere it stands. */
export function replaced(value: FieldValue, from: string, to: string): FieldValue {
  const change = (text: string): string => inWords(text, from, to);
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return [value[0] ?? [], ...value.slice(1).map((row) => row.map(change))];
  return { ...value, low: change(value.low), high: change(value.high) };
}
