// Pagefind over the pages as they are built, of which it reads what is the page's
// own. In a browser it asks a worker; here it runs without one, and the worker's
// file is counted all the same.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { furniture, own } from '../html.mjs';
import { weightOf } from '../weigh.mjs';

export const pagefind = { name: 'pagefind', open };

async function open({ out, pages, language, work }) {
  const folder = join(work, 'pagefind');
  await write(folder, out, pages);
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
  const base = pathToFileURL(folder + '/').href;
  const documents = new Map(pages.map(({ path, document }) => ['/' + path, document]));
  const known = new Map(); // a result's id -> its document: to read it takes long

  let loaded;
  const restore = pretend(language, (file) => loaded.push(file));
  const library = await import(base + 'pagefind.js');
  return {
    slow: true, // long pages take it a tenth of a second to cut excerpts from
    // One reader starts after the other: they share the list of what is loaded.
    async start() {
      const files = (loaded = ['pagefind.js', 'pagefind-worker.js'].map((name) => join(folder, name)));
      const instance = library.createInstance({ basePath: base, baseUrl: '/' });
      await instance.init();
      return {
        async search(query) {
          loaded = files;
          const { results } = await instance.search(query);
          const show = async (result) => known.set(result.id, documents.get((await result.data()).url));
          await Promise.all(results.slice(0, 5).map(show));
          return async () => {
            const ten = results.slice(0, 10);
            for (const result of ten) if (!known.has(result.id)) await show(result);
            return ten.map(({ id }) => known.get(id));
          };
        },
        cost: () => ({ bytes: files.reduce((sum, file) => sum + weightOf(file), 0), requests: files.length }),
        end: () => instance.destroy(),
      };
    },
    close: restore,
  };
}

async function write(folder, out, pages) {
  const { createIndex, close } = await import('pagefind'); // starts its binary
  const { index } = await createIndex({ rootSelector: own, excludeSelectors: furniture });
  for (const { path } of pages) {
    const { errors } = await index.addHTMLFile({ url: '/' + path, content: await readFile(join(out, path), 'utf8') });
    if (errors.length > 0) throw new Error(errors.join('\n'));
  }
  await index.writeFiles({ outputPath: folder });
  await close();
}

/** Gives Pagefind what it takes from a browser: the page's language, and files by fetch. */
function pretend(language, onLoad) {
  const before = { fetch: globalThis.fetch, document: globalThis.document };
  globalThis.document = { currentScript: null, querySelector: () => ({ getAttribute: () => language }) };
  globalThis.fetch = async (url) => {
    const file = fileURLToPath(String(url).split('?')[0]);
    onLoad(file);
    return new Response(await readFile(file));
  };
  return () => Object.assign(globalThis, before);
}
