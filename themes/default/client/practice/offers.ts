// The offers of a real negotiation, held against one's own numbers. Where more is
// worse, as for whoever pays a price, numbers are turned round to be compared.
import type { Value } from "./lock";
import { readNumber } from "./numbers";

/** What is known of the negotiation; numbers as they were written. */
export interface Numbers {
  limit: number | undefined;
  target: number | undefined;
  /** Whether more is better; undefined while that cannot be told. */
  more: boolean | undefined;
}

export interface Offered {
  by: "mine" | "theirs";
  value: number;
  /** Better than no deal by so much, and than the target; negative where worse. Undefined where it cannot be told. */
  overLimit: number | undefined;
  overTarget: number | undefined;
  /** How far the same side moved since its last offer, towards the other; undefined for its first. */
  step: number | undefined;
}

/** Whether a first cell names oneself: by the word that Parley writes there, or as people do. */
export const isOwn = (who: string, mine: string, lang: string): boolean => who.trim().localeCompare(mine, lang, { sensitivity: "base" }) === 0 || ownWords.test(who.trim());

const ownWords = /^(i|me|we|us|my|mine|our|ours|ich|wir|mein|meine|unser|unsere)\b/i;

/** What stands as the worth of an offer and is no number. */
export const unread = (rows: Value | undefined, lang: string): string[] =>
  (Array.isArray(rows) ? rows : []).flatMap(([, , worth = ""]) => (worth.trim() && readNumber(worth, lang) === undefined ? worth.trim() : []));

/** Whether more is better, as it was chosen from the choices of the sheet; undefined for the words of another language. */
export function chosenMore(value: Value | undefined, choices: readonly string[] = []): boolean | undefined {
  const at = typeof value === "string" ? choices.indexOf(value) : -1;
  return at < 0 ? undefined : at === 0;
}

/** The offers with a number, in their order. own tells of a first cell whether it names oneself. */
export function offered(rows: Value | undefined, numbers: Numbers, own: (who: string) => boolean, lang: string): Offered[] {
  return held((Array.isArray(rows) ? rows : []).flatMap(([who = "", , worth = ""]) => {
    const value = readNumber(worth, lang);
    return value === undefined ? [] : [{ by: own(who.trim()) ? "mine" : "theirs", value }];
  }), numbers);
}

/** Offers held against the numbers of the negotiation, and each against the one before. */
export function held(offers: readonly { by: Offered["by"]; value: number }[], { limit, more, target }: Numbers): Offered[] {
  const sign = more === false ? -1 : 1;
  const over = (value: number, than: number | undefined): number | undefined => (than === undefined || more === undefined ? undefined : (value - than) * sign);
  const last: Partial<Record<Offered["by"], number>> = {};
  return offers.map(({ by, value }) => {
    const before = last[by];
    last[by] = value;
    // I give way by taking less, they by giving more.
    const step = before === undefined || more === undefined ? undefined : (value - before) * sign * (by === "mine" ? -1 : 1) + 0;
    return { by, value, overLimit: over(value, limit), overTarget: over(value, target), step };
  });
}

/** How the steps of a side go; undefined under two. */
export function pattern(all: readonly Offered[], by: Offered["by"]): "shrink" | "grow" | "even" | "mixed" | undefined {
  const steps = all.flatMap((one) => (one.by === by && one.step !== undefined ? [one.step] : []));
  if (steps.length < 2) return undefined;
  // 14.1 - 13.8 is no more than 13.8 - 13.5, whatever the last binary digit says.
  const slack = 1e-9 * Math.max(...all.map(({ value = 0 }) => Math.abs(value)));
  const goes = (way: (more: number) => boolean): boolean => steps.every((step, i) => i === 0 || way(Math.abs(step - steps[i - 1]!) <= slack ? 0 : step - steps[i - 1]!));
  if (goes((more) => more === 0)) return "even";
  if (goes((more) => more <= 0)) return "shrink";
  if (goes((more) => more >= 0)) return "grow";
  return "mixed";
}
