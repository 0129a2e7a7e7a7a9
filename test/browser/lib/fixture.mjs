// Builds the sites that are tested, and knows which pages they hold.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { png, wav, webm } from './media.mjs';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

/** root is the repository. */
export const root = join(here, '../../..');

/** parley is the binary that make has built. */
export const parley = join(root, 'bin/parley');

/** Copies the test site into a folder and adds its media. */
export async function copySite(to) {
  await cp(join(here, '../site'), to, { recursive: true });
  const media = join(to, 'content/course/media');
  await mkdir(media, { recursive: true });
  await writeFile(join(media, 'zone.png'), png(640, 240));
  await writeFile(join(media, 'tone.wav'), wav(200));
  await writeFile(join(media, 'film.webm'), webm());
}

/**
 * Builds both sites below a folder. A site has the name, place (the flags that
 * name its source and its secret), dir (of the build), path (under which it is published, when its addresses say so) and
 * files (all paths, sorted).
 */
export async function buildSites(work) {
  const source = join(work, 'site');
  await copySite(source);
  const secret = join(work, 'site.secret');
  await run(parley, ['codes', '--new-secret', secret], { cwd: work });
  const sites = [
    { name: 'course', place: ['--secret-file', secret], dir: join(work, 'course-built'), path: '' }, // what the binary carries
    { name: 'site', place: ['--source', source, '--secret-file', secret], dir: join(work, 'site-built'), path: '/training/neg/' },
  ];
  for (const site of sites) {
    try {
      await run(parley, ['build', ...site.place, '--out', site.dir], { cwd: work });
    } catch (error) {
      throw new Error(`parley build of ${site.name} failed:\n${error.stderr || error.message}`);
    }
    site.files = await list(site.dir);
    site.pages = site.files.filter((f) => f.endsWith('.html'));
  }
  return sites;
}

/** The codes of a site's role plays, by who opens with them; of each the first. */
export async function codesOf(site, ...pages) {
  const { stdout } = await run(parley, ['codes', ...pages, ...site.place], { cwd: dirname(site.dir) });
  const codes = new Map();
  for (const [, code, who] of stdout.matchAll(/^  (\S+)  (.+)$/gm)) if (!codes.has(who)) codes.set(who, code);
  return codes;
}

async function list(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((e) => e.isFile())
    .map((e) => relative(dir, join(e.parentPath ?? e.path, e.name)).split(sep).join('/'))
    .sort();
}

/** The kind of a page, by the class that its layout puts on the body, and its kind in the course. */
export async function kindOf(site, file) {
  const html = await readFile(join(site.dir, file), 'utf8');
  const layout = /<body class="([\w -]*)"/.exec(html)?.[1] ?? 'none';
  site.kinds ??= new Map(JSON.parse(await readFile(join(site.dir, 'course.json'), 'utf8')).pages.map((p) => [p.path, p.kind]));
  return `${layout} ${site.kinds.get(file) ?? 'generated'} ${languageOf(file)}`;
}

/** The language that a file's folder says. */
export function languageOf(file) {
  const top = file.split('/')[0];
  return top === 'de' || top === 'ar' ? top : 'en';
}

/** The first page of each kind in each language, and those that must always be looked at. */
export async function onePerKind(site) {
  const always = ['content/course/everything.html', 'content/course/long.html', 'content/course/print.html', 'glossary/anchor.html', 'content/framework/prepare/know-your-limit.html', 'glossary/batna.html', 'content/framework/create.html'];
  const seen = new Set();
  const out = [];
  for (const file of [...always.filter((f) => site.pages.includes(f)), ...site.pages]) {
    const kind = await kindOf(site, file);
    if (/ generated (de|ar)$/.test(kind) && !/^is-(home|glossary)/.test(kind)) continue; // no words of its own
    if (out.includes(file) || (seen.has(kind) && !always.includes(file))) continue;
    seen.add(kind);
    out.push(file);
  }
  return out.sort();
}
