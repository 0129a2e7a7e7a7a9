// Which units answer best: a sum over the words of the query, by BM25 for texts,
// titles and headings each, that counts for more the more of the query is there.
import type { Meaning } from "./meaning";
import { Reader, type Shards } from "./shards";

/** A unit that has words of the query, and its best section. */
export interface Ranked {
  unit: number;
  score: number;
  section: number;
  forms: string[];
  /** How much of the query it has, from 0 to 1. */
  covered: number;
}

/** What one word of the query adds to a unit. */
type Gain = [
  score: number,
  /** Of what all of the query weighs in texts. */
  share: number,
  title: number,
  titleWords: number,
  /** The title has the very word. */
  same: boolean,
  form: string,
  /** The sections that have it, a bit each. */
  sections: number,
  /** Sections that have it in their headings, and how many words the heading has. */
  heads: [section: number, words: number][],
];

// What follows was found by measuring, as test/relevance does.

/** What a hit in a title and in a heading weighs, where one in a text weighs 1. */
const titleWeight = 2.2;
const headWeight = 1.26;

/** How much a long title takes off: BM25's b. Its k1 is 1.2. */
const titleLength = 0.68;

/** What a title with the very word, not another form of it, has more. */
const sameForm = 0.1;

/** How much it matters that all of the query is there. */
const coverage = 0.7;

/** What a title adds that is mostly the query, and by what share one gains that is all of it. */
const likeTitle = 1.3;
const wholeTitle = 1.5;
const wholeTitleInflected = 0.68;

/** By what share a heading gains that is the query. */
const likeHeading = 0.57;

/** At most so many units are looked at closely. */
const most = 400;

const better = (a: Ranked, b: Ranked): number => b.score - a.score || a.unit - b.unit;

/**
 * Ranks the units that have a word of the query, or those of `only` among them.
 * `all` reads frequent words to the last unit.
 */
export function rank(shards: Shards, meanings: readonly Meaning[], all: boolean, only?: Set<number>): Ranked[] {
  const found = meanings.map((m) => seek(shards, m, all)).filter(([gains]) => gains.size);
  const whole = sum(found.map((f) => f[1])) || 1;
  const titles = sum(found.map((f) => f[2])) || 1;
  const units = new Map<number, Gain[]>();
  for (const [gains, body] of found) {
    for (const [unit, gain] of gains) {
      if (only && !only.has(unit)) continue;
      gain[1] *= body / whole;
      const of = units.get(unit);
      if (of) of.push(gain);
      else units.set(unit, [gain]);
    }
  }
  const ranked = [...units].map(([unit, gains]): [Ranked, Gain[]] => [add(unit, gains, found.length, titles), gains]);
  ranked.sort(([a], [b]) => better(a, b)).length = Math.min(ranked.length, most);
  return ranked.map(([r, gains]) => finish(r, gains)).sort(better);
}

const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/** The best that each unit has for a word, and the word's weight in texts and titles. */
function seek(shards: Shards, { candidates }: Meaning, all: boolean): [gains: Map<number, Gain>, body: number, title: number] {
  const held = candidates.map(([form, group, sure]) => {
    const [units, texts] = shards.postings(group, all);
    return { form, sure, units, postings: texts.flatMap((text) => [...read(text)]) };
  });
  // The rarer a word, the more it says. Longer words count where the word itself is not known.
  const counted = new Set<number>();
  let [inTitles, inHeads, holding] = [0, 0, 0];
  for (const { postings, units } of candidates[0]?.[2] === 1 ? held.slice(0, 1) : held) {
    holding = Math.max(holding, units);
    for (const [unit, , title, , , heads] of postings) {
      if (counted.has(unit)) continue;
      counted.add(unit);
      if (title) inTitles++;
      if (heads.length) inHeads++;
    }
  }
  const rare = (n: number): number => Math.log(1 + (shards.root.n - n + 0.5) / (n + 0.5));
  const [body, titles, headings] = [rare(Math.max(counted.size, holding)), rare(inTitles), rare(inHeads)];
  const gains = new Map<number, Gain>();
  for (const { form, sure, postings } of held) {
    const sign = mark(form);
    for (const [unit, impact, title, titleWords, titleSign, heads, sections] of postings) {
      const same = titleSign === sign;
      const long = 1 - titleLength + (titleLength * titleWords) / shards.root.a;
      const inTitle = sure * titles * saturate(title / long) * (same ? 1 + sameForm : 1);
      const score = sure * (2.2 * body * impact + headWeight * headings * saturate(sum(heads.map(([, words]) => 3 / words)))) + titleWeight * inTitle;
      if (score > (gains.get(unit)?.[0] ?? 0)) gains.set(unit, [score, sure, inTitle, titleWords, same, form, sections, heads]);
    }
  }
  return [gains, body, titles];
}

const saturate = (n: number): number => (2.2 * n) / (n + 1.2);

/** A posting: the unit, what a word weighs in its text, how often its title has it, and so on as in Gain. */
type Posting = [unit: number, impact: number, title: number, titleWords: number, titleSign: number, heads: Gain[7], sections: number];

/** Reads postings; appendEntries of site/search/words.go writes them. */
function* read(text: string): Generator<Posting> {
  const reader = new Reader(text);
  for (let unit = -1; reader.at < text.length; ) {
    unit += reader.number() + 1;
    const first = reader.sign();
    const named = first > 31 ? reader.sign() : 0;
    const title = named & 3;
    const titleWords = title && reader.sign();
    const titleSign = title ? reader.sign() : -1;
    const heads: Gain[7] = [];
    while (heads.length < named >> 2) heads.push([reader.number(), reader.sign()]);
    yield [unit, (first & 31) / 31, title, titleWords, titleSign, heads, first & 31 && reader.number()];
  }
}

/** The units that have a word of a group. */
export function holding(shards: Shards, group: number | undefined): Set<number> {
  const texts = group === undefined ? [] : shards.postings(group, true)[1];
  return new Set(texts.flatMap((text) => [...read(text)].map(([unit]) => unit)));
}

/** A sign of a word; site/search/count.go has the same. */
function mark(word: string): number {
  let n = 0;
  for (const c of word) n = (Math.imul(n, 31) + c.codePointAt(0)!) >>> 0;
  return n % 63;
}

/** Adds up what a unit has. */
function add(unit: number, gains: readonly Gain[], words: number, titles: number): Ranked {
  const covered = sum(gains.map((g) => g[1]));
  const title = sum(gains.map((g) => g[2]));
  const titleWords = Math.max(1, ...gains.map((g) => g[3]));
  let score = sum(gains.map((g) => g[0])) * covered ** coverage;
  const share = title / titles;
  if (share > 0.5) score += likeTitle * title * share * Math.min(1, words / titleWords) ** 2;
  if (gains.length === words && titleWords === words && gains.every((g) => g[2])) {
    score *= 1 + (gains.every((g) => g[4]) ? wholeTitle : wholeTitleInflected);
  }
  return { unit, score, covered, section: 0, forms: [...new Set(gains.map((g) => g[5]))] };
}

/** Finds the best section, and what headings add that are like the query. */
function finish(ranked: Ranked, gains: readonly Gain[]): Ranked {
  const shares: number[] = [];
  const headings: [words: number, of: number, share: number][] = [];
  const add = (section: number, share: number): void => void (shares[section] = (shares[section] ?? 0) + share);
  for (const [, share, , , , , sections, heads] of gains) {
    for (let i = 0, bits = sections; bits >= 1; i++, bits = Math.floor(bits / 2)) if (bits % 2) add(i, share);
    for (const [section, of] of heads) {
      add(section, share / 2);
      const heading = (headings[section] ??= [0, of, 0]);
      heading[0]++;
      heading[2] += share;
    }
  }
  let top = 0;
  shares.forEach((share, i) => {
    if (share > top * 1.02) [ranked.section, top] = [i, share];
  });
  const like = Math.max(0, ...headings.filter(Boolean).map(([words, of, share]) => Math.min(1, words / of) * share ** 2));
  ranked.score *= 1 + likeHeading * like;
  return ranked;
}
