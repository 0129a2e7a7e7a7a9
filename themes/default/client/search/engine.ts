// The search itself, without a page: it answers queries from shards.
import { excerpt } from "./excerpt";
import { edits, find, understand, type Meaning } from "./meaning";
import { parse } from "./query";
import { holding, rank, type Ranked } from "./rank";
import { Shards, type Root } from "./shards";
import { tokens } from "./tokens";
import type { Answer, Hit, Index, Load, Named, Shown } from "./types";

/** The version of the format that this reads. */
const version = 1;

/** At most so many hits are told, and so many texts looked at for words in quotation marks. */
const most = 200;

/** Opens the index of a language; fails where its root cannot be had or is of another version. */
export async function open(load: Load, lang: string): Promise<Index> {
  const root = (await load(lang)) as Root;
  if (root.v !== version) throw new Error("an index of version " + root.v);
  const shards = new Shards(load, lang, root);
  return {
    async search(query, typing) {
      const { result, missing } = await shards.settle(() => search(shards, query, typing));
      return { ...result, missing };
    },
    async show(hit) {
      const { result } = await shards.settle(() => show(shards, hit));
      if (!result.id) throw new Error("the text cannot be had");
      return result;
    },
  };
}

function search(shards: Shards, text: string, typing: boolean): Answer {
  const { words, quoted, without } = parse(text);
  const strict = quoted.length > 0;
  const meanings = understand(shards, words, typing && !strict);
  const sought = meanings.filter((m) => !m.skipped);
  const only = strict ? together(quoted.flat().map((word) => holding(shards, find(shards, word)))) : undefined;
  let ranked = rank(shards, sought, strict, only);
  if (!strict && !shards.waiting && sought.length < 5 && ranked[0] && ranked[0].covered < 0.8) ranked = rank(shards, sought, true);
  if (strict) ranked = ranked.slice(0, most).filter((r) => quotes(shards, r, quoted));
  const out = new Set(without.flatMap((word) => [...holding(shards, find(shards, word))]));
  ranked = ranked.filter((r) => !out.has(r.unit));
  const terms = strict ? [] : named(shards, meanings).filter((term) => !out.has(term.page));
  const hits = toHits(shards, first(ranked, terms));
  return {
    hits,
    terms,
    near: hits.length || !words.length || shards.waiting ? [] : near(shards, words.join(" ").slice(0, 60)),
    corrected: meanings.flatMap(({ said, instead: meant }) => (meant ? { said, meant } : [])),
    more: !!only && only.size > most,
    missing: 0,
  };
}

/** What is in all of some sets. */
const together = (sets: Set<number>[]): Set<number> => sets.reduce((a, b) => new Set([...a].filter((x) => b.has(x))));

/** Whether a unit has runs of words side by side; its section is then where the first is. */
function quotes(shards: Shards, ranked: Ranked, runs: readonly string[][]): boolean {
  const [, title, ...sections] = shards.text(ranked.unit);
  const texts = [title, ...sections.flatMap(([, heading, text]) => [heading, text])].map((t) => ` ${tokens(t).join(" ")} `);
  const at = runs.map((run) => texts.findIndex((text) => text.includes(` ${run.join(" ")} `)));
  ranked.section = Math.max(0, (at[0]! - 1) >> 1);
  return at.every((i) => i >= 0);
}

/** The terms in the words of a query: at each word the longest name. */
function named(shards: Shards, words: readonly Meaning[]): Named[] {
  const meanings = words.flatMap((m) => m.parts ?? m);
  const asks = (m: Meaning): boolean => m.skipped || !!shards.root.q?.includes(m.said);
  const out: Named[] = [];
  for (let i = 0; i < meanings.length; ) {
    const { group } = meanings[i]!;
    const means = (g: number, k: number): boolean => !!meanings[i + k] && (meanings[i + k]!.skipped || meanings[i + k]!.group === g);
    const found = group === undefined ? [] : shards.names(group).filter(([groups]) => groups.every(means));
    const longest = Math.max(1, ...found.map(([groups]) => groups.length));
    for (const [groups, page, name, discouraged] of found) {
      if (groups.length < longest || out.some((n) => n.page === page)) continue;
      const said = meanings.slice(i, i + longest).map((m) => m.said).join(" ");
      // Whole is "batna", and "what is a batna" too.
      const whole = meanings.every((m, k) => (k >= i && k < i + longest) || asks(m));
      out.push({ page, name, said, discouraged: !!discouraged, whole });
    }
    i += longest;
  }
  return out;
}

/** Puts the terms that a query names before what it finds. */
function first(ranked: Ranked[], terms: readonly Named[]): Ranked[] {
  const top = ranked[0]?.score ?? 1;
  for (const term of terms) {
    let hit = ranked.find((r) => r.unit === term.page);
    if (!hit) ranked.push((hit = { unit: term.page, score: 0, section: 0, groups: [], covered: 0 }));
    if (term.whole || terms.length > 1) {
      hit.score += 2 * top;
      hit.section = 0; // its definition
    } else hit.score = Math.max(hit.score * 1.2, term.discouraged ? top * 0.9 : 0);
  }
  return ranked.sort((a, b) => b.score - a.score || a.unit - b.unit);
}

/** Hits of pages: of a page in several units the best counts. */
function toHits(shards: Shards, ranked: readonly Ranked[]): Hit[] {
  const { root } = shards;
  const forms = new Map<number, string[]>();
  const seen = new Set<number>();
  const hits: Hit[] = [];
  for (const { unit: page, score, section, groups } of ranked) {
    let begin = page;
    while (root.c?.includes(begin)) begin--;
    if (seen.has(begin) || seen.size === most) continue;
    seen.add(begin);
    let end = 0;
    const { k: kind } = root.k.find(({ n }) => page < (end += n))!;
    for (const group of groups) if (!forms.has(group)) forms.set(group, shards.forms(group));
    hits.push({ page, kind, score, section, forms: groups.flatMap((group) => forms.get(group)!) });
  }
  return hits;
}

/** Terms that are written like a query. */
function near(shards: Shards, said: string): Named[] {
  const far = (name: string): number => edits(said, name, 99) / Math.max(said.length, name.length);
  return shards
    .terms()
    .map(([name, page]): [number, Named] => {
      const words = tokens(name);
      return [Math.min(...[...words, words.join(" ")].map(far)), { page, name, said, discouraged: false, whole: false }];
    })
    .filter(([far]) => far < 0.6)
    .sort((a, b) => a[0] - b[0])
    .slice(0, 3)
    .map(([, term]) => term);
}

function show(shards: Shards, hit: Hit): Shown {
  const [id, title, ...sections] = shards.text(hit.page);
  const [anchor, heading, text] = sections[hit.section] ?? ["", "", ""];
  const path = (id === "content/index" ? "index" : id).split("/").map(encodeURIComponent).join("/");
  return {
    id,
    href: `${shards.root.d ?? ""}${path}.html${anchor && "#" + encodeURIComponent(anchor)}`,
    title,
    heading,
    parts: excerpt(text || (sections[0]?.[2] ?? ""), hit.forms),
  };
}
