// Whether an answer is right, and what of it is not.
import { readings } from "./numbers";

/** What is right, as the attributes of an answer say it. */
export interface Key {
  kind: string; // single, multiple, order, match, classify, numeric, blanks, text, reflection
  right: number[]; // of options, or for each left side the right one
  value: number;
  within: number;
  accept: string[][]; // for each blank
}

/** What was answered: numbers of options, or what was typed. */
export interface Given {
  picks: (number | undefined)[];
  texts: string[];
}

/** score is null for what nobody judges; wrong lists the parts that are not right. */
export interface Verdict {
  score: number | null;
  wrong: number[];
}

/** Whether there is something to judge. Every gap wants a word, every pair a side. */
export function isComplete(kind: string, { picks, texts }: Given, lang: string): boolean {
  switch (kind) {
    case "single":
    case "multiple":
      return picks.length > 0;
    case "match":
    case "classify":
      return picks.every((pick) => pick !== undefined);
    case "numeric":
      return readings(texts[0] ?? "", lang).length > 0;
    case "order":
      return true;
  }
  return texts.every((text) => text.trim());
}

/**
 * Judges an answer. The score is the share of parts that are right; of several
 * options, each wrong one takes back a right one, so that ticking all earns nothing.
 */
export function judge(key: Key, given: Given, lang: string): Verdict {
  const { picks, texts } = given;
  const { accept, kind, right } = key;
  switch (kind) {
    case "single":
    case "multiple": {
      const wrong = picks.filter((pick) => !right.includes(pick!)) as number[];
      const hits = new Set(picks).size - new Set(wrong).size;
      return { score: Math.max(0, (hits - wrong.length) / right.length), wrong };
    }
    case "order":
      return ordered(picks as number[]);
    case "match":
    case "classify":
      return parts(right.map((one, i) => picks[i] === one));
    case "numeric":
      return parts([readings(texts[0] ?? "", lang).some((value) => Math.abs(value - key.value) <= key.within + rounding(key.value))]);
    case "blanks":
    case "text":
      return parts(accept.map((words, i) => words.some((word) => same(word, texts[i] ?? ""))));
  }
  return { score: null, wrong: [] };
}

/** What floating point may add to a difference of decimal numbers. */
const rounding = (value: number): number => Math.max(1, Math.abs(value)) * 1e-9;

function parts(right: boolean[]): Verdict {
  const wrong = right.flatMap((ok, i) => (ok ? [] : i));
  return { score: right.length ? 1 - wrong.length / right.length : 0, wrong };
}

/** Options are numbered as they should stand; the score is the share of pairs that stand so. */
function ordered(picks: number[]): Verdict {
  const pairs = (picks.length * (picks.length - 1)) / 2;
  const right = picks.flatMap((one, i) => picks.slice(i + 1).filter((later) => later > one)).length;
  return { score: pairs ? right / pairs : 1, wrong: picks.filter((pick, i) => pick !== i) };
}

/** Whether two texts are the same but for case, the marks around them and how they were typed. */
export function same(a: string, b: string): boolean {
  return folded(a) === folded(b);
}

function folded(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase().normalize("NFKC")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff\u0307]/g, "")
    .replace(/\u00df/g, "ss")
    .replace(/[\u2018\u2019\u201b\u02bc\u00b4`]/g, "'")
    .replace(/[\s\p{Pd}\u2212]+/gu, " ").trim();
  return plain.replace(/^[\s.,;:!?¡¿…'"\u201c-\u201f«»‹›()[\]]+|[\s.,;:!?…'"\u201c-\u201f«»‹›()[\]]+$/gu, "") || plain;
}
