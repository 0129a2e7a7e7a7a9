/** The day in so many days where the learner is, YYYY-MM-DD. */
export function dayIn(days: number, from = new Date()): string {
  const day = new Date(from);
  day.setDate(day.getDate() + days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

/**
 * The day that somebody wrote in a cell, YYYY-MM-DD: "2026-05-31", "31 May 2026", "May 31",
 * "31. Mai, 12 Uhr", "31.5.". Without a year it is the next one, or was not long before
 * the day on which it was written. Undefined where it may be another day (3/5 is May to some), and for other words.
 */
export function readDay(written: string, lang: string, on: string): string | undefined {
  const text = written.replace(/\d{1,2}:\d\d/g, " "); // hours are none
  const iso = /\b(\d{4})-(\d\d)-(\d\d)\b/.exec(text);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dots = /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.(?:\s?((?:19|20)\d\d)(?!\d)|(\d\d)(?!\d))?/.exec(text);
  if (dots && Number(dots[2]) <= 12) return near(Number(dots[2]), Number(dots[1]), dots[3] ?? dots[4], on);
  const words = [...text.toLowerCase().matchAll(/\p{L}+|\d+/gu)].map(([word]) => word);
  const at = words.findIndex((word) => monthOf(word, lang) !== undefined);
  if (at < 0) return undefined;
  const number = (i: number): number | undefined => (/^\d{1,2}$/.test(words[i] ?? "") ? Number(words[i]) : undefined);
  const ordinal = (i: number): number | undefined => number(i) ?? (/^(st|nd|rd|th|of)$/.test(words[i] ?? "") ? ordinal(i - 1) : undefined);
  const [before, after] = [ordinal(at - 1), number(at + 1)];
  const year = words.slice(at).find((word) => /^20\d\d$/.test(word) && Math.abs(Number(word) - Number(on.slice(0, 4))) < years);
  return near(monthOf(words[at]!, lang)!, before ?? after ?? 0, year, on);
}

const years = 10; // so far away nobody promises anything: it is an amount

/** A month by its name or the first three letters of it, from 1 on. */
function monthOf(word: string, lang: string): number | undefined {
  const name = new Intl.DateTimeFormat(lang, { month: "long", timeZone: "UTC" });
  for (let month = 0; month < 12 && word.length > 2; month++) if (name.format(Date.UTC(2026, month, 1)).toLowerCase().startsWith(word)) return month + 1;
  return undefined;
}

function near(month: number, day: number, year: string | undefined, on: string): string | undefined {
  const now = Number(on.slice(0, 4));
  if (year) {
    const full = Number(year) + (year.length < 4 ? 2000 : 0);
    return Math.abs(full - now) < years ? valid(full, month, day) : undefined;
  }
  const late = Date.parse(on) - 90 * 86_400_000; // what is further back is meant for the next year
  return [now - 1, now, now + 1].flatMap((year) => valid(year, month, day) ?? []).find((one) => Date.parse(one) > late);
}

function valid(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : undefined;
}
