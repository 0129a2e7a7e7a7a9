// Which units answer best: a sum over the words of the query, by BM25 for texts,
// titles and headings each, that counts for more the more of the query is there.
import type { Meaning } from "./meaning";
import type { Posting, Shards } from "./shards";

/** A unit that has words of the query, and its best section. */
export interface Ranked {
  unit: number;
  score: number;
  section: number;
  /** The groups of its words that matched. */
  groups: number[];
  /** How much of the query it has, from 0 to 1. */
  covered: number;
}

/** What one word of the query adds to a unit, and its share of what the query weighs in texts. */
type Gain = [score: number, share: number, title: number, same: boolean, group: number, posting: Posting];

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
  let [whole, titles] = [0, 0];
  for (const [, body, title] of found) {
    whole += body;
    titles += title;
  }
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
  const ranked: [Ranked, Gain[]][] = [];
  for (const [unit, gains] of units) ranked.push([add(unit, gains, found.length, titles), gains]);
  ranked.sort(([a], [b]) => better(a, b));
  return ranked.slice(0, most).map(([r, gains]) => finish(r, gains)).sort(better);
}

/** The best that each unit has for a word, and the word's weight in texts and titles. */
function seek(shards: Shards, { candidates }: Meaning, all: boolean): [gains: Map<number, Gain>, body: number, title: number] {
  const held = candidates.map(([form, group, sure]) => ({ form, group, sure, postings: shards.postings(group, all) }));
  // The rarer a word, the more it says. Longer words count where the word itself is not known.
  const counted = new Set<number>();
  let [inTitles, inHeads, holding] = [0, 0, 0];
  for (const { postings: [units, list] } of candidates[0]?.[2] === 1 ? held.slice(0, 1) : held) {
    holding = Math.max(holding, units);
    for (const [unit, , title, , , heads] of list) {
      if (counted.has(unit)) continue;
      counted.add(unit);
      if (title) inTitles++;
      if (heads.length) inHeads++;
    }
  }
  const rare = (n: number): number => Math.log(1 + (shards.root.n - n + 0.5) / (n + 0.5));
  const [body, titles, headings] = [rare(Math.max(counted.size, holding)), rare(inTitles), rare(inHeads)];
  const gains = new Map<number, Gain>();
  for (const { form, group, sure, postings: [, list] } of held) {
    const sign = mark(form);
    for (const posting of list) {
      const [unit, impact, times, titleWords, titleSign, heads] = posting;
      let short = 0;
      for (const [, words] of heads) short += 3 / words;
      const same = titleSign === sign;
      const long = 1 - titleLength + (titleLength * titleWords) / shards.root.a;
      const title = times && sure * titles * saturate(times / long) * (same ? 1 + sameForm : 1);
      const score = sure * (2.2 * body * impact + headWeight * headings * saturate(short)) + titleWeight * title;
      const before = gains.get(unit);
      if (!before || score > before[0]) gains.set(unit, [score, sure, title, same, group, posting]);
    }
  }
  return [gains, body, titles];
}

const saturate = (n: number): number => (2.2 * n) / (n + 1.2);

/** The units that have a word of a group. */
export function holding(shards: Shards, group: number | undefined): Set<number> {
  return new Set(group === undefined ? [] : shards.postings(group, true)[1].map(([unit]) => unit));
}

/** A sign of a word; site/search/count.go has the same. */
function mark(word: string): number {
  let n = 0;
  for (const c of word) n = (Math.imul(n, 31) + c.codePointAt(0)!) >>> 0;
  return n % 63;
}

/** Adds up what a unit has. */
function add(unit: number, gains: readonly Gain[], words: number, titles: number): Ranked {
  let [score, covered, title, titleWords, named, same] = [0, 0, 0, 1, 0, 0];
  for (const gain of gains) {
    score += gain[0];
    covered += gain[1];
    title += gain[2];
    if (gain[2]) {
      titleWords = gain[5][3];
      named++;
      if (gain[3]) same++;
    }
  }
  score *= covered ** coverage;
  const share = title / titles;
  if (share > 0.5) score += likeTitle * title * share * Math.min(1, words / titleWords) ** 2;
  if (named === words && titleWords === words) score *= 1 + (same === words ? wholeTitle : wholeTitleInflected);
  return { unit, score, covered, section: 0, groups: gains.map((g) => g[4]) };
}

/** Finds the best section, and what headings add that are like the query. */
function finish(ranked: Ranked, gains: readonly Gain[]): Ranked {
  const shares: number[] = [];
  const headings: [words: number, of: number, share: number][] = [];
  const add = (section: number, share: number): void => void (shares[section] = (shares[section] ?? 0) + share);
  for (const [, share, , , , [, , , , , heads, sections]] of gains) {
    for (let i = 0, bits = sections; bits >= 1; i++, bits = Math.floor(bits / 2)) if (bits % 2) add(i, share);
    for (const [section, of] of heads) {
      add(section, share / 2);
      const heading = (headings[section] ??= [0, of, 0]);
      heading[0]++;
      heading[2] += share;
    }
  }
  let [top, like] = [0, 0];
  shares.forEach((share, i) => {
    if (share > top * 1.02) [ranked.section, top] = [i, share];
  });
  headings.forEach(([words, of, share]) => (like = Math.max(like, Math.min(1, words / of) * share ** 2)));
  ranked.score *= 1 + likeHeading * like;
  return ranked;
}
