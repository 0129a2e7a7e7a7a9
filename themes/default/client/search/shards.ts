// The shards of an index. Whoever asks for one that is not there gets nothing, and
// it is noted; answers are worked out again once what was noted is loaded. So
// nothing but this file knows that shards have to be loaded.
import type { Load } from "./types";

/** Shards in the order of their words: where each begins, and hashes of four signs. */
interface List {
  f: string[];
  h: string;
}

/** The root shard; site/search/root.go says what is in it. */
export interface Root {
  v: number;
  n: number;
  d?: string;
  k: { k: string; n: number }[];
  c?: number[];
  u?: string[];
  q?: string[];
  s?: string;
  w: List;
  g: number[];
  b: List;
  e: List;
  t: string;
  x: number[];
  a: number;
}

/** A name of a term: its groups, the term's unit and name, and 1 where it is discouraged. */
export type Name = [groups: number[], unit: number, term: string, discouraged: number];

/** Words, the group of each, the first group, the postings of each group from there, and names. */
export type Words = [words: string[], groups: number[], base: number, posts: string[], names: Name[]];

/** Sections that have a word in their headings, and how many words the heading has. */
export type Heads = readonly (readonly [section: number, words: number])[];

/** A word in a unit: what it weighs in the text, from 0 to 1, and where it stands. */
export type Posting = [
  unit: number,
  impact: number,
  /** How often the title has it, to 3; how many words the title has; a sign of which of the group's words it is. */
  title: number,
  titleWords: number,
  titleSign: number,
  heads: Heads,
  /** The sections that have it in their texts, a bit each. */
  sections: number,
];

/** A unit's text: id, title and sections. */
export type Text = [id: string, title: string, ...sections: [anchor: string, heading: string, text: string][]];

const values: number[] = [];
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((sign, i) => (values[sign.charCodeAt(0)] = i));

/** Reads a text of numbers and words; site/search/vlq.go writes it. */
export class Reader {
  constructor(
    readonly text: string,
    public at = 0,
  ) {}

  /** The value of a sign. */
  sign(): number {
    return values[this.text.charCodeAt(this.at++)]!;
  }

  /** A number of five bits a sign, the lowest first. */
  number(): number {
    let n = 0;
    for (let unit = 1; ; unit *= 32) {
      const sign = this.sign();
      n += (sign & 31) * unit;
      if (sign < 32) return n;
    }
  }

  /** Calls for each word of a dictionary with the sign behind it; what follows is for `each` to read. */
  words(each: (word: string, sign: string) => void): void {
    const rest = /[^ !]*/y;
    for (let word = ""; this.at < this.text.length; ) {
      const shared = this.sign();
      rest.lastIndex = this.at;
      word = [...word].slice(0, shared).join("") + rest.exec(this.text)![0];
      this.at = rest.lastIndex + 1;
      each(word, this.text[rest.lastIndex]!);
    }
  }
}

/** The last of a sorted list that is not above x. */
function last<T>(list: readonly T[], x: T): number {
  let low = 0;
  for (let high = list.length - 1; low < high; ) {
    const middle = (low + high + 1) >> 1;
    if (list[middle]! <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where each of several runs begins, by their lengths. */
function starts(lengths: readonly number[]): number[] {
  let sum = 0;
  return lengths.map((n) => (sum += n) - n);
}

export class Shards {
  private kept = new Map<string, any>();
  private wanted = new Map<string, (data: any) => any>();
  private lacking = new Set<string>(); // what was asked for and could not be had
  private read = new Map<string, Posting[]>();
  private groups: number[];
  private texts: number[];

  constructor(
    private load: Load,
    private lang: string,
    readonly root: Root,
  ) {
    this.groups = starts(root.g);
    this.texts = starts(root.x);
  }

  /** Whether something was asked for that is not there yet. */
  get waiting(): boolean {
    return this.wanted.size > 0;
  }

  /** Works something out, again and again until all it asks for is there or cannot be had. */
  async settle<T>(work: () => T): Promise<{ result: T; missing: number }> {
    for (;;) {
      this.lacking.clear();
      const result = work();
      const wanted = [...this.wanted];
      if (!wanted.length) {
        for (const name of this.lacking) this.kept.delete(name); // the network may come back
        return { result, missing: this.lacking.size };
      }
      this.wanted.clear();
      await Promise.all(
        wanted.map(async ([name, read]) => {
          try {
            this.kept.set(name, read(await this.load(name)));
          } catch {
            this.kept.set(name, undefined);
          }
        }),
      );
    }
  }

  private get<T>(kind: string, n: number, hashes: string, read: (data: any) => T, at = n): T | undefined {
    const name = `${this.lang}.${kind}${n}-${hashes.slice(at * 4, at * 4 + 4)}`;
    const kept = this.kept.get(name);
    if (!this.kept.has(name)) this.wanted.set(name, read);
    else if (kept === undefined) this.lacking.add(name);
    return kept;
  }

  /** The shard that has a word, if any has, or one of those behind it. */
  words(word: string, behind = 0): Words {
    return this.shard(last(this.root.w.f, word) + behind);
  }

  private shard(n: number): Words {
    const base = this.groups[n];
    const nothing: Words = [[], [], 0, [], []];
    return base === undefined ? nothing : this.get("w", n, this.root.w.h, (data) => readWords(data, base)) ?? nothing;
  }

  /** The postings of a group: those that weigh most and, with `all`, the others. Of how many units; 0 where all are here. */
  postings(group: number, all: boolean): [units: number, list: Posting[]] {
    const [, , base, posts] = this.shard(last(this.groups, group));
    const text = posts[group - base] ?? "";
    const tiered = text[0] === "*";
    const reader = new Reader(text, tiered ? 1 : 0);
    const units = tiered ? reader.number() : 0;
    const hash = text.slice(reader.at, tiered ? (reader.at += 4) : 0);
    const key = `${group}${all}`;
    const rest = all && hash ? this.get("r", group, hash, String, 0) : "";
    const list = this.read.get(key) ?? [...readPostings(reader), ...(rest ? readPostings(new Reader(rest)) : [])];
    if (posts.length && rest !== undefined) this.read.set(key, list); // all of it is here
    return [units, list];
  }

  /** The words of a group. */
  forms(group: number): string[] {
    const [words, groups] = this.shard(last(this.groups, group));
    return words.filter((_, i) => groups[i] === group);
  }

  /** The names that begin with a group. */
  names(group: number): Name[] {
    return this.shard(last(this.groups, group))[4].filter(([groups]) => groups[0] === group);
  }

  /** The words that begin with some letters, among others; "e" has all words backwards. */
  list(kind: "b" | "e", letters: string): [word: string, weight: number][] {
    const { f, h } = this.root[kind];
    const out: [string, number][] = [];
    let n = last(f, letters);
    do out.push(...(this.get(kind, n, h, readList) ?? []));
    while (f[++n]?.startsWith(letters));
    return out;
  }

  /** The terms, by name, with their units. */
  terms(): [name: string, unit: number][] {
    return (this.root.s && this.get("s", 0, this.root.s, (data) => data)) || [];
  }

  text(unit: number): Text {
    const n = last(this.texts, unit);
    const texts = this.get<Text[]>("t", n, this.root.t, (data) => data);
    return texts?.[unit - this.texts[n]!] ?? ["", "", ["", "", ""]];
  }
}

function readWords([dictionary, posts, names = []]: [string, string, Name[]?], base: number): Words {
  const words: string[] = [];
  const groups: number[] = [];
  const reader = new Reader(dictionary);
  let top = base - 1;
  reader.words((word, sign) => {
    words.push(word);
    groups.push(sign === " " ? ++top : top - reader.number());
  });
  return [words, groups, base, posts.split(" "), names];
}

function readList(data: string): [string, number][] {
  const list: [string, number][] = [];
  const reader = new Reader(data);
  reader.words((word) => list.push([word, reader.sign()]));
  return list;
}

const none: Heads = [];

/** Reads postings to the end; site/search/invert.go writes them. */
function readPostings(reader: Reader): Posting[] {
  const out: Posting[] = [];
  for (let unit = -1; reader.at < reader.text.length; ) {
    unit += reader.number() + 1;
    const first = reader.sign();
    const named = first > 31 ? reader.sign() : 0;
    const title = named & 3;
    const titleWords = title && reader.sign();
    const titleSign = title && reader.sign();
    const heads = named > 3 ? Array.from({ length: named >> 2 }, () => [reader.number(), reader.sign()] as const) : none;
    out.push([unit, (first & 31) / 31, title, titleWords, titleSign, heads, first & 31 && reader.number()]);
  }
  return out;
}
