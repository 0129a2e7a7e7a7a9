// How long the client's search takes to answer once its shards are there, in Node:
// what a browser adds is drawing.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from '../../relevance/weigh.mjs';

const source = resolve(import.meta.dirname, '../../../themes/default/client/search/engine.ts');

/** Milliseconds of each query, answered again and again by an index of a built folder. */
export async function timesOf(out, queries) {
  const { open } = await import('data:text/javascript;base64,' + Buffer.from(await bundle(source, 'esm')).toString('base64'));
  const load = async (name) => {
    let data;
    new Function('parley', readFileSync(join(out, 'search', `${name}.js`), 'utf8'))({ shard: (_, value) => (data = value) });
    return data;
  };
  const index = await open(load, 'en');
  const times = [];
  for (let round = 0; round < 8; round++) {
    for (const query of queries) {
      const begun = performance.now();
      await index.search(query, true);
      if (round > 2) times.push(performance.now() - begun);
    }
  }
  return times;
}
