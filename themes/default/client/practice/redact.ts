// What in a text may tell who it was: names, firms, amounts, days, addresses. It
// finds what looks like it and no more, so whoever shares still has to read.

export type Kind = "mail" | "date" | "firm" | "amount" | "name";

/** A piece of a text, from its first character up to the one behind it. */
export interface Risk {
  from: number;
  to: number;
  kind: Kind;
}

/** What may tell somebody, in the order of the text; no two overlap. In German every noun has a capital, so less is a name. */
export function risky(text: string, lang = "en"): Risk[] {
  const found: Risk[] = [];
  const add = (kind: Kind, from: number, to: number): void => {
    if (to > from && found.every((one) => one.to <= from || one.from >= to)) found.push({ from, to, kind });
  };
  for (const [kind, pattern] of patterns) {
    for (const { 0: all, index } of text.matchAll(pattern)) {
      const head = kind === "firm" ? (/^\p{L}+\s/u.exec(all)?.[0] ?? "") : "";
      add(kind, index + (common.has(head.trim()) ? head.length : 0), index + all.length);
    }
  }
  const named = names(text, lang.startsWith("de"));
  for (const { from, to } of named) add("name", from, to);
  // Who is named once is that person wherever the word stands, at the head of a sentence too.
  const again = new Set(named.flatMap(({ from, to }) => text.slice(from, to).match(capital) ?? []).filter((word) => word.length > 1 && !common.has(word)));
  for (const { 0: word, index } of text.matchAll(capital)) if (again.has(word)) add("name", index, index + word.length);
  return found.sort((a, b) => a.from - b.from);
}

/** Puts words for a piece everywhere it stands as it is. */
export function replaced(text: string, piece: string, words: string): string {
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${piece.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "gu");
  return text.replace(whole, () => words);
}

const month = "(?:Jan(?:uary|uar)?|J\u00e4n(?:ner)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|M\u00e4rz|Apr(?:il)?|May|Mai|June?|Juni|July?|Juli|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Okt(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Dez(?:ember)?)";
const word = "\\p{Lu}[\\p{L}\\p{M}\\p{N}'\u2019-]*";
const suffix = "(?:GmbH(?:\\s*&\\s*Co\\.?\\s*KGa?A?)?|gGmbH|mbH|AG|SE|KGaA|KG|OHG|UG|e\\.\\s?[KV]\\.|Ltd|Limited|LLC|LLP|Inc|Incorporated|Corp|Corporation|Co|Company|PLC|plc|S\\.?A\\.?S?|SARL|S\\.?[Aa]\\.?r\\.?l|B\\.?V|N\\.?V|AB|ASA?|A/S|ApS|Oyj?|S\\.?p\\.?A|S\\.?r\\.?l|Pty|Group|Holdings?|Gruppe)";
const money = "(?:[\u20ac$\u00a3\u00a5\u20b9]|(?:EUR|USD|GBP|CHF|JPY|Euros?|Dollars?|Pounds?|Francs?|Franken)(?![\\p{L}]))";
const digits = "\\d(?:[\\d.,'\u2019\u00a0\u202f]*\\d)?(?: \\d{3}(?!\\d))*";
const scale = "(?:k|K|m|M|bn|Tsd\\.?|Mio\\.?|Mrd\\.?|thousand|million|billion|Tausend|tausend|Millionen?|Milliarden?)(?!\\p{L})";

/** What is plainly of a kind; what comes first keeps its place. */
const patterns: [Kind, RegExp][] = [
  ["mail", /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  ["mail", /\bhttps?:\/\/[^\s<>"]*[\p{L}\p{N}/]|\bwww\.[\p{L}\p{N}.-]+\p{L}/giu],
  ["date", /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:19|20)?\d{2}\b)?|\b\d{1,2}\/\d{1,2}\/(?:\d{2}|\d{4})\b/g],
  ["date", new RegExp(`(?<![\\p{L}\\p{N}])(?:\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:of\\s+)?)${month}(?!\\p{L})\\.?(?:,?\\s+\\d{4})?|(?<![\\p{L}\\p{N}])${month}(?!\\p{L})\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?(?!\\p{N})(?:,?\\s+\\d{4})?|(?<![\\p{L}\\p{N}])${month}\\.?\\s+\\d{4}`, "gu")],
  ["date", /(?<![\p{L}\p{N}])(?:[QH]\d(?:[ /]?(?:19|20)\d{2})?|(?:19|20)\d{2})(?![\p{L}\p{N}]|[.,]\d)/gu],
  ["firm", new RegExp(`(?<![\\p{L}\\p{N}])(?:${word}(?:\\s+(?:&\\s+|and\\s+|und\\s+)?|\\s*&\\s*)){1,4}${suffix}(?![\\p{L}\\p{N}])(?:\\.?\\s+${suffix}(?![\\p{L}\\p{N}]))*\\.?`, "gu")],
  ["amount", new RegExp(`${money}\\s?${digits}(?:\\s?${scale})?|(?<![\\p{L}\\p{N}])${digits}(?:\\s?${scale})?\\s?(?:${money}|%|per cent|percent|Prozent)`, "gu")],
  ["amount", new RegExp(`(?<![\\p{L}\\p{N}])${digits}\\s?${scale}|\\+?(?<![\\p{L}\\p{N}])\\d(?:[\\d.,'\u2019\u00a0\u202f/ -]*\\d)?(?<=\\d[^\\p{L}]*\\d[^\\p{L}]*\\d)(?![\\p{L}\\p{N}])`, "gu")],
];

const capital = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}'\u2019-]*(?<!['\u2019]s)/gu;
const honorific = new RegExp(`(?<![\\p{L}\\p{N}])(?:Mr|Mrs|Ms|Mx|Miss|Sir|Dame|Dr|Prof|Herrn?|Frau|Monsieur|Madame|M|Mme)\\.?(?:\\s+(?:Dr|Prof)\\.?)*(?:\\s+(?:van|von|de|der|den|zu|di|da|la|${word})){1,3}`, "gu");
const run = new RegExp(`(?<![\\p{L}\\p{N}])(?:${word}|\\p{Lu}\\.)(?:[ \\u00a0]+(?:(?:van|von|de|der|den|zu|di|da)[ \\u00a0]+)*(?:${word}|\\p{Lu}\\.))*`, "gu");

function names(text: string, german: boolean): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const { 0: all, index } of text.matchAll(honorific)) found.push({ from: index, to: index + all.replace(possessive, "").length });
  for (const { 0: all, index } of text.matchAll(run)) {
    const parts = [...all.matchAll(/[^ \u00a0]+/g)].map(({ 0: part, index: at }) => ({ part: part.replace(possessive, ""), owns: possessive.test(part), from: index + at }));
    // The word at the head of a sentence has its capital for that, unless it owns something or another name follows.
    const first = begins(text, index);
    while (parts[0] && (common.has(parts[0].part) || (first && parts[0].from === index && parts.length === 1 && !parts[0].owns && !given.has(parts[0].part)))) parts.shift();
    while (parts.at(-1) && common.has(parts.at(-1)!.part)) parts.pop();
    const last = parts.at(-1);
    if (!last) continue;
    const sure = !german || parts.length > 1 || given.has(last.part) || /^\p{Lu}{2,}$/u.test(last.part);
    if (sure) found.push({ from: parts[0]!.from, to: last.from + last.part.length });
  }
  return found;
}

const possessive = /['\u2019]s?$/;

/** Whether a sentence, a line or a quotation begins at a place. */
const begins = (text: string, at: number): boolean => /(?:^|[.!?:\u2026\n]|[-*\u2022\u2013])[\s"'(\u00ab\u00bb\u201c\u201d\u201e\u2018]*$/u.test(text.slice(Math.max(0, at - 12), at));

const list = (words: string): Set<string> => new Set(words.split(" "));

/** Words with a capital that name nobody. */
const common = list(
  "I I'm I've I'd I'll A An The This That These Those When Where What Who Whose Which Why How If Then And But Or So Before After Ask Say Tell Write Do Don't Did Does Never Always No Not Nobody Yes One Two Three We You He She It They My Our Your Their His Her Its In On At By For From With Without Of To As Is Are Was Were Be Have Has Had Keep Change Let Make Take Give Name Lesson Mr Mrs Ms Dr "
  + "BATNA ZOPA WATNA CEO CFO COO CTO HR IT EU UK US USA UN VAT OK PS FAQ KPI SLA NDA PDF AI Monday Tuesday Wednesday Thursday Friday Saturday Sunday English German French Christmas Easter January February March April May June July August September October November December Januar Februar M\u00e4rz Mai Juni Juli Oktober Dezember "
  + "Ich Wir Sie Du Er Es Ihr Der Die Das Den Dem Des Ein Eine Einen Einem Einer Kein Keine Mein Meine Unser Unsere Ihre Ihren Ihrem Wenn Dann Wer Was Wo Wie Warum Und Oder Aber Vor Nach Bei Beim Mit Ohne Von Vom Zu Zum Zur Im In Am An Auf Aus F\u00fcr Durch Gegen \u00dcber Unter Nicht Nie Immer Erst Frage Fragen Sage Eins Zwei Drei Jede Jeder Jedes Diese Dieser Dieses Ihnen Ihm Herr Frau Lehre Als Da Damit Dass Bevor Nachdem Weil EDV MwSt");

/** First names that are frequent: they name somebody wherever they stand. */
const given = list(
  "Adam Ahmed Alex Alexander Ali Alice Amir Amy Andrea Andreas Andrew Anita Anja Anna Anne Antonio Barbara Ben Benjamin Bernd Birgit Carlos Carmen Caroline Charlotte Chen Chris Christian Christina Claudia Daniel David Diana Dieter Elena Elisabeth Elizabeth Emily Emma Eric Eva Fatima Felix Frank Gabriele George Hannah Hans Heike Heinz Helen Helga Ines Ingrid Ivan Jack Jakob James Jan Jane Jana Jean Jens Jessica Joachim Joe Johannes John Jonas Jorge Jose Joseph Juan Julia Julian J\u00fcrgen Karen Karin Karl Katharina Kevin Klaus Kwame Laura Lena Leon Linda Lisa Louis Lucas Luis Lukas Manfred Manuel Marco Maria Marie Mario Mark Markus Martin Martina Mary Matthew Matthias Max Mei Melanie Michael Michelle Mohamed Mohammed Monika Nadia Nicole Nina Nora Olga Oliver Omar Pablo Patricia Patrick Paul Paula Pedro Peter Petra Philipp Pierre Priya Rachel Ralf Rebecca Renate Richard Robert Ruth Sabine Sam Samuel Sandra Sara Sarah Sebastian Simon Sofia Sophie Stefan Stefanie Stephen Steven Susan Susanne Sven Thomas Tim Tobias Tom Tony Ursula Uwe Victor Walter Werner William Wolfgang Yuki Zoe");
