// What somebody counted, over all the files that they sent.
import type { Got } from "./shared";

/** A check-in: its day as written, and the cells behind it. */
type CheckIn = [day: string, said: string, ...more: string[]];

/** The check-ins of all files, each once: of one day the file that came last counts. */
export function checkIns(newestFirst: readonly Got[]): CheckIn[] {
  const found = new Map<string, CheckIn>();
  for (const { envelope } of [...newestFirst].reverse()) {
    for (const { means, value } of envelope.body.sheets.flatMap(({ fields }) => fields)) {
      if (means !== "check-ins" || !Array.isArray(value)) continue;
      for (const [day = "", said = "", ...more] of value.slice(1)) if (said.trim() || more.some((cell) => cell.trim())) found.set(day.trim(), [day.trim(), said.trim(), ...more]);
    }
  }
  return [...found.values()].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** How often of how many times, from "2 of 3", "2/3" or "2 von 3"; undefined for other words. */
export function share(said: string): number | undefined {
  const [, often, times] = /^\D*(\d{1,4})\D{1,12}?(\d{1,4})\D*$/.exec(said) ?? [];
  return Number(times) > 0 && Number(often) <= Number(times) ? Number(often) / Number(times) : undefined;
}
