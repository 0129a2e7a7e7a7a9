// Reads a judged set: queries, what answers them, and the documents.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The sets in a folder: the folders in it that hold queries. */
export function setsIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((f) => existsSync(join(folder, f.name, 'queries.jsonl')))
    .map((f) => f.name)
    .sort();
}

/**
 * A set: its name, its language, its documents (null where they are the bundled
 * course), which documents answer a query, and the variants of its queries.
 */
export function readSet(folder, name) {
  const file = (part) => join(folder, name, part);
  const relevant = new Map();
  for (const line of lines(file('qrels.tsv'))) {
    const [query, id, gain] = line.split('\t');
    if (!(Number(gain) > 0)) continue;
    if (!relevant.has(query)) relevant.set(query, new Set());
    relevant.get(query).add(id);
  }
  const judged = (part) => records(file(part)).filter(({ id }) => relevant.has(id));
  const clean = judged('queries.jsonl');
  const variants = { clean };
  if (existsSync(file('queries_typo.jsonl'))) variants.typo = judged('queries_typo.jsonl');
  variants.asyoutype = clean.map((query) => ({ ...query, q: cutLastWord(query.q) }));
  return {
    name,
    language: /-([a-z]{2})$/.exec(name)?.[1] ?? 'en',
    documents: existsSync(file('docs.jsonl')) ? records(file('docs.jsonl')) : null,
    relevant,
    variants,
  };
}

/** A query while its last word is being typed: 60 % of the word's letters are there. */
export function cutLastWord(query) {
  const word = [...query.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].at(-1);
  if (!word) return query;
  const letters = [...word[0]];
  return query.slice(0, word.index) + letters.slice(0, Math.max(1, Math.ceil(letters.length * 0.6))).join('');
}

const lines = (file) => readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean);
const records = (file) => lines(file).map((line) => JSON.parse(line));
