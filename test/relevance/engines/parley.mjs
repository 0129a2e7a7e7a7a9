// Parley's own search: the engine that the theme ships, bundled as its assets are,
// over the shards that the build wrote. The page's search box is left out, as the
// other engines' boxes are.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createContext, Script } from 'node:vm';
import { bundle, gzipped, weightOf } from '../weigh.mjs';
import { Missing } from './missing.mjs';

const source = resolve(import.meta.dirname, '../../../themes/default/client/search/engine.ts');

export const parley = { name: 'parley', open };

async function open({ out, pages, language }) {
  if (!existsSync(source)) throw new Missing('themes/default/client/search/engine.ts is not there');
  if (!existsSync(shardFile(out, language))) throw new Missing(`the build wrote no search/${language}.js`);
  const engine = await import('data:text/javascript;base64,' + Buffer.from(await bundle(source, 'esm')).toString('base64'));
  const runtime = gzipped(await bundle(source));
  const documents = new Map(pages.map(({ id, document }) => [id, document]));
  return {
    async start() {
      const loaded = new Map(); // file -> its data, as a page keeps it
      const index = await engine.open(async (name) => {
        const file = shardFile(out, name);
        if (!loaded.has(file)) loaded.set(file, readShard(file));
        return loaded.get(file);
      }, language);
      return {
        async search(query, typing) {
          const { hits } = await index.search(query, typing);
          const show = (from, to) => Promise.all(hits.slice(from, to).map((hit) => index.show(hit)));
          const five = await show(0, 5);
          return async () => [...five, ...(await show(5, 10))].map(({ id }) => documents.get(id));
        },
        cost: () => ({ bytes: [...loaded.keys()].reduce((sum, file) => sum + weightOf(file), runtime), requests: loaded.size + 1 }),
      };
    },
  };
}

/** The file of a shard; the root's name is the language. */
function shardFile(out, name) {
  return join(out, 'search', name + '.js');
}

const scripts = new Map(); // compiled once; each reader runs them anew
const page = createContext({});
page.window = page.self = page;

/** Runs a shard as a page would and answers with what it hands over. */
function readShard(file) {
  if (!scripts.has(file)) scripts.set(file, new Script(readFileSync(file, 'utf8'), { filename: file }));
  let data;
  page.parley = { shard: (_, value) => (data = value) };
  scripts.get(file).runInContext(page);
  if (data === undefined) throw new Error(`${file} does not call parley.shard`);
  return data;
}
