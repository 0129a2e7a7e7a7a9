// What a coach would ask about a commitment: one thing that can be seen, soon enough to
// be remembered, and counted by what one does, not by what one gets.
import { isEmpty } from "./lock";
import type { Gap, Said } from "./gaps";

const most = 2; // active at one time
const span = { least: 14, most: 90 }; // days until one looks back

/** Words of a result, which depends on the other side as well. */
const result = /[€$£¥]|\b(discounts?|savings?|profits?|margins?|rabatte?|ersparnis|gewinne?|marge)\b/i;

/** active counts the other commitments that nobody has looked back upon; days is how far the look back is away. */
export function commitmentGaps(said: Said, active: number, days: (day: string) => number): Gap[] {
  const text = (means: string): string => {
    const value = said.get(means);
    return typeof value === "string" ? value.trim() : "";
  };
  const asks = (means: string): boolean => said.has(means) && isEmpty(said.get(means));
  if (!text("practice") || !isEmpty(said.get("outcome"))) return [];
  const out: Gap[] = [];
  if (active >= most) out.push({ key: "many", at: "practice" });
  if (asks("cue")) out.push({ key: "cue", at: "cue" });
  if (asks("measure")) out.push({ key: "measure", at: "measure" });
  else if (result.test(text("measure"))) out.push({ key: "result", at: "measure" });
  const away = days(text("review-date"));
  // A date that has passed is due, and was not too soon when it was set.
  if (away > span.most) out.push({ key: "late", at: "review-date" });
  else if (away >= 0 && away < span.least && isEmpty(said.get("check-ins"))) out.push({ key: "soon", at: "review-date" });
  return out;
}
