// Builds a set's site and says what its pages are.
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readPage } from './html.mjs';
import { page } from './markdown.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * Builds the site of a set in the folder work. Answers with the folder of the
 * finished site, its pages ({id, path, document}: `document` is the id that the
 * judgements use) and the documents as every engine gets them.
 */
export async function buildSite(set, work) {
  const source = join(work, 'site');
  const out = join(work, 'public');
  const names = set.documents && (await writeSite(set, source));
  const started = performance.now();
  await build(names ? source : root, out);
  const seconds = (performance.now() - started) / 1000;
  if (names) await rm(source, { recursive: true });

  const listed = JSON.parse(await readFile(join(out, 'course.json'), 'utf8')).pages;
  const pages = listed
    .filter(({ lang, id }) => lang === set.language && (!names || names.has(id)))
    .map(({ id, path }) => ({ id, path, document: names ? names.get(id) : id }));
  if (names && pages.length !== names.size) throw new Error(`${set.name}: ${names.size} pages were written, and ${pages.length} are on the site`);
  const documents = set.documents ?? (await Promise.all(pages.map(async ({ path, document }) => ({ id: document, ...(await readPage(join(out, path))) }))));
  return { out, pages, documents, seconds };
}

/** Writes a set's documents as a site; answers with the document of each page's id. */
async function writeSite(set, source) {
  const folder = join(source, 'content', 'd');
  await mkdir(folder, { recursive: true });
  await writeFile(join(source, 'parley.yaml'), `name: Documents\nid: relevance-${set.name}\nlanguage: ${set.language}\n`);
  const names = new Map();
  for (const [i, document] of set.documents.entries()) {
    const name = String(i + 1).padStart(5, '0');
    names.set(`content/d/${name}`, document.id);
    await writeFile(join(folder, `${name}.md`), page(document));
  }
  return names;
}

async function build(source, out) {
  const parley = join(root, 'bin', process.platform === 'win32' ? 'parley.exe' : 'parley');
  try {
    await promisify(execFile)(parley, ['build', '--source', source, '--out', out], { maxBuffer: 64 << 20 });
  } catch (error) {
    throw new Error(`parley build failed: ${error.stderr || error.message}`);
  }
}
