// What a word of a query may mean: words of the index, and how surely.
import type { Shards } from "./shards";

/** A word of the index, its group, and how surely it is meant, from 0 to 1. */
export type Candidate = [form: string, group: number, sure: number];

/** What a word of a query is taken for, the surest first. */
export interface Meaning {
  said: string;
  candidates: Candidate[];
  /** The group that is surely meant. */
  group?: number | undefined;
  /** The word that was looked for in the place of one that the index lacks. */
  instead?: string;
  /** The two words that it was written together from. */
  parts?: [Meaning, Meaning];
  /** It was not looked for: most pages have it. */
  skipped?: boolean;
}

// What follows was found by measuring, as test/relevance does.

/** How surely a longer word is meant, before its length counts; where the word itself is known, too. */
const longerWord = 1;
const longerThanKnown = 0.37;

/** At most so many longer words, and words for a misspelt one. */
const mostLonger = 24;
const mostSimilar = 12;

/** How surely a word is meant that is like a misspelt one, one of two written as one, and two as one. */
const similarWord = 0.99;
const partOfTwo = 0.45;
const twoAsOne = 0.9;

/** What may stand between the parts of a compound; site/search/compound.go has the same. */
const links = ["", "s", "es", "n", "en", "er", "e"];

/** What an edit takes off the likelihood of a word, and how much its frequency adds. */
const perEdit = 0.2;
const perFrequency = 0.23;

/** Takes the words of a query up. `typing` says that more letters may follow the last. */
export function understand(shards: Shards, words: readonly string[], typing: boolean): Meaning[] {
  const usual = shards.root.u ?? [];
  const rare = words.filter((w) => !usual.includes(w));
  const known = rare.filter((w) => find(shards, w) !== undefined);
  const skip = (shards.waiting ? rare : known).length > 1; // words that no page has are no reason
  return words.map((said, i) => {
    const open = typing && i === words.length - 1;
    if (skip && !open && usual.includes(said)) return { said, candidates: [], skipped: true };
    const meaning = mean(shards, said, open);
    const joined = words.length < 9 ? [(words[i - 1] ?? "") + said, said + (words[i + 1] ?? "")] : [];
    if (words.length < 5) joined.push(words.join(""));
    for (const form of joined) if (form !== said) add(meaning, form, find(shards, form), twoAsOne);
    return meaning;
  });
}

/** The group of a word; undefined where the index lacks it. */
export function find(shards: Shards, word: string): number | undefined {
  const [words, groups] = shards.words(word);
  const at = place(words, word);
  return words[at] === word ? groups[at] : undefined;
}

/** The first place in a sorted list that is not below x. */
function place(list: readonly string[], x: string): number {
  let low = 0;
  for (let high = list.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (list[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Adds a candidate, unless its group is one. */
function add({ candidates }: Meaning, form: string, group: number | undefined, sure: number): void {
  if (group !== undefined && !candidates.some((c) => c[1] === group)) candidates.push([form, group, sure]);
}

function mean(shards: Shards, said: string, open: boolean): Meaning {
  const group = find(shards, said);
  const meaning: Meaning = { said, candidates: [], group };
  add(meaning, said, group, 1);
  if (open && (group === undefined || said.length > 1)) {
    for (const [form, of] of longer(shards, said)) {
      add(meaning, form, of, (group === undefined ? longerWord : longerThanKnown) * Math.sqrt(said.length / form.length));
    }
  }
  if (!meaning.candidates.length && !shards.waiting) {
    for (const [form, sure] of similar(said, around(shards, said))) add(meaning, form, find(shards, form), sure);
    const [first, second] = meaning.candidates;
    if (first) [meaning.instead, meaning.group] = first;
    if (first?.[2] === partOfTwo && second?.[2] === partOfTwo) {
      meaning.instead = first[0] + " " + second[0];
      const part = ([said, group]: Candidate): Meaning => ({ said, group, candidates: [] });
      meaning.parts = [part(first), part(second)];
    }
  }
  return meaning;
}

/** Words that begin with a word: the shorter and the more frequent, the better. */
function longer(shards: Shards, said: string): [form: string, group: number][] {
  const found: [string, number, number][] = [];
  for (let behind = 0; behind < 2; behind++) {
    const [words, groups, base, posts] = shards.words(said, behind);
    let at = place(words, said);
    for (; words[at]?.startsWith(said); at++) {
      const word = words[at]!;
      if (word !== said) found.push([word, groups[at]!, Math.log2(2 + (posts[groups[at]! - base]?.length ?? 0)) / Math.sqrt(word.length)]);
    }
    if (at < words.length || !words.length || found.length > mostLonger) break;
  }
  return found.sort((a, b) => b[2] - a[2]).slice(0, mostLonger).map(([form, group]) => [form, group]);
}

/**
 * The words that begin or end as a misspelt one does, with their weights. One
 * edit leaves half of a word as it is, its first or its second.
 */
function around(shards: Shards, said: string): Map<string, number> {
  const half = Math.max(1, (said.length - 1) >> 1);
  const back = reverse(said);
  return new Map([
    ...shards.list("b", said.slice(0, half)),
    ...shards.list("e", back.slice(0, half)).map(([word, weight]): [string, number] => [reverse(word), weight]),
  ]);
}

const reverse = (word: string): string => [...word].reverse().join("");

/** Words that a word was perhaps to be, with how surely. */
function similar(said: string, known: Map<string, number>): [form: string, sure: number][] {
  const out: [string, number][] = [];
  // Two words written as one, in some languages with a link between.
  for (let i = 3; i < said.length - 2; i++) {
    const end = said.slice(i);
    for (const link of links) {
      const head = said.slice(0, i - link.length);
      if (out.length || head + link !== said.slice(0, i) || head.length < 3 || !known.has(head) || !known.has(end)) continue;
      out.push([head, partOfTwo], [end, partOfTwo]);
    }
  }
  const most = said.length > 7 ? 2 : said.length > 3 ? 1 : 0;
  const close: [form: string, cost: number, likely: number][] = [];
  if (most) {
    for (const [form, weight] of known) {
      const n = edits(said, form, most);
      if (n > most || form.length < 3) continue;
      const cost = n + (form[0] === said[0] ? 0 : 0.4) + (form.at(-1) === said.at(-1) ? 0 : 0.2);
      close.push([form, cost, 2 ** ((weight / 4) * perFrequency) * perEdit ** cost]);
    }
  }
  close.sort((a, b) => b[2] - a[2]);
  const least = Math.min(...close.map((c) => c[1])) + 0.39;
  for (const [form, cost, likely] of close.slice(0, mostSimilar)) {
    if (cost < least) out.push([form, similarWord * Math.sqrt(likely / close[0]![2]) * (cost < 1.7 ? 1 : 0.7)]);
  }
  // A longer form of a word that is known.
  for (let n = said.length - 1; !out.length && n > 3 && n > said.length - 6; n--) {
    if (known.has(said.slice(0, n))) out.push([said.slice(0, n), 0.5]);
  }
  return out.sort((a, b) => b[1] - a[1]);
}

/**
 * How many edits make a into b: letters put in, left out, changed, or swapped
 * with their neighbour; more than `most` when there are more. Lengths are in
 * UTF-16 units.
 */
export function edits(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let n = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (!same && i > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) n = Math.min(n, before[j - 2]! + 1);
      next.push(n);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length]!;
}
