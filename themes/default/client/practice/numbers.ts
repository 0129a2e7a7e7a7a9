// Numbers as people type them.

/** What a word behind a number makes of it. */
const scales: [RegExp, number][] = [
  [/^(k|tsd|tausend|thousand)\b/i, 1e3],
  [/^(mio|mn|million)/i, 1e6],
];

/**
 * What a text may mean as a number, the likelier reading first; nothing where it is
 * none. "1.000" is a thousand to some and one to others: the language says what
 * comes first.
 */
export function readings(text: string, lang: string): number[] {
  const plain = text.slice(0, 200).replace(/[\u00b2\u00b3]/g, "").normalize("NFKC")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) & 15}`)
    .replace(/\u066b/g, ".").replace(/\u066c/g, "")
    .replace(/[\u2012-\u2015\u2212]/g, "-").replace(/[.,]-+/, "").trim(); // "5,-"
  const fraction = /^([+-]?\d+)\s*[\u2044/]\s*(\d+)$/.exec(plain);
  if (fraction) return [Number(fraction[1]) / Number(fraction[2])].filter(Number.isFinite);
  const found = /^(?:[^\d.,+-]|\p{L}\.)*([+-]?)[^\d.,+-]*([.,]?\d(?:[\d\s.,'\u2019\u00b4`]*\d)?)[.,]?\s*([^\d\s.,+-]\D*)?$/u.exec(plain);
  if (!found) return [];
  const [, sign, digits = "", unit = ""] = found;
  if (/\do$/i.test(plain)) return []; // a slip for a nought: "5150o" is no 5,150
  const times = (sign === "-" ? -1 : 1) * (scales.find(([word]) => word.test(unit))?.[1] ?? (/\dm\s*[€$£]?$/i.test(text.trim()) ? 1e6 : 1)); // 1.2m, and 5 m are metres
  return values(digits.replace(/[\s'\u2019\u00b4`]+(?=\d{3}(?!\d))/g, ""), lang).map((value) => value * times);
}

/** The likeliest reading, or nothing. */
export function readNumber(text: string, lang: string): number | undefined {
  return readings(text, lang)[0];
}

/** The other number that a text may be where few would write the likelier one so: 47.000 in English. */
export function doubt(text: string, lang: string): { first: number; other: number } | undefined {
  const [first, other] = readings(text, lang);
  return first !== undefined && other !== undefined && Math.abs(other) > Math.abs(first) ? { first, other } : undefined;
}

/** The readings of digits with points and commas in them. */
function values(digits: string, lang: string): number[] {
  const marks = digits.replace(/\d/g, "");
  if (!/^[.,]*$/.test(marks)) return []; // blanks or quotes that do not stand between thousands
  const last = marks.at(-1);
  const parts = digits.split(/[.,]/);
  const all = Number(parts.join(""));
  if (!last) return [all];
  const decimal = Number(parts.slice(0, -1).join("") + "." + parts.at(-1));
  if (marks[1]) {
    // Both marks: the last one is the decimals'. One mark several times: thousands.
    if (marks.indexOf(last) === marks.length - 1) return areGroups(parts.slice(0, -1)) ? [decimal] : [];
    return areGroups(parts) && new Set(marks).size === 1 ? [all] : [];
  }
  if (!areGroups(parts)) return [decimal];
  return last === point(lang) ? [decimal, all] : [all, decimal];
}

/** Thousands, or as India writes them. */
function areGroups(parts: string[]): boolean {
  return /^[1-9]\d{0,2}(,\d{2,3})*,\d{3}$/.test(String(parts));
}

/** The mark before a language's decimals. */
function point(lang: string): string {
  return new Intl.NumberFormat(lang).format(1.5).includes(",") ? "," : ".";
}
