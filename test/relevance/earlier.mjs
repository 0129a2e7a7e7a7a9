// Results of a run before, to compare with: of Parley as it was, and of engines
// that need not be measured again.
import { readFileSync } from 'node:fs';

/**
 * Reads a file that a run wrote. Answers with a function that lists, for a set and
 * a variant, the engines of that run which had the same queries as `results`:
 * [name, results] each, Parley by the name "earlier".
 */
export function readEarlier(file) {
  const known = new Map();
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const row = JSON.parse(line);
    const key = `${row.set} ${row.variant}`;
    if (!known.has(key)) known.set(key, new Map());
    const engines = known.get(key);
    if (!engines.has(row.engine)) engines.set(row.engine, []);
    engines.get(row.engine).push(row);
  }
  return (set, variant, results) => {
    const same = (rows) => rows.length === results.length && rows.every(({ id, q }, i) => id === results[i].id && q === results[i].q);
    return [...(known.get(`${set} ${variant}`) ?? [])]
      .filter(([, rows]) => same(rows))
      .map(([name, rows]) => [name === 'parley' ? 'earlier' : name, rows]);
  };
}
