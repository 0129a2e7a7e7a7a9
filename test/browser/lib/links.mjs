// Follows every address in built HTML and CSS, without a browser.
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';

const addressed = new Set(['href', 'src', 'poster', 'srcset', 'action', 'data']);
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#34': '"', '#43': '+' };

function decode(text) {
  return text.replace(/&([a-z]+|#\d+);/g, (whole, name) => entities[name] ?? (name[0] === '#' ? String.fromCodePoint(Number(name.slice(1))) : whole));
}

/** Every start tag of a page, with its attributes. */
function* tags(html) {
  const text = html.replace(/<!--[\s\S]*?-->/g, '');
  for (const [, name, rest] of text.matchAll(/<([a-z][\w-]*)((?:\s+[^\s=>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi)) {
    const attributes = {};
    for (const [, key, value] of rest.matchAll(/([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g)) {
      attributes[key.toLowerCase()] = decode((value ?? '').replace(/^["']|["']$/g, ''));
    }
    yield { name: name.toLowerCase(), attributes };
  }
}

/** Reads a page: its ids and the addresses it names. */
function read(html) {
  const ids = new Set();
  const addresses = [];
  for (const { name, attributes } of tags(html)) {
    if (attributes.id) ids.add(attributes.id);
    for (const key of Object.keys(attributes)) {
      if (addressed.has(key)) addresses.push(attributes[key]);
    }
    if (name === 'meta' && /refresh/i.test(attributes['http-equiv'] ?? '')) {
      addresses.push(attributes.content.replace(/^.*?url=/i, ''));
    }
  }
  return { ids, addresses };
}

/** Reads all pages of a site once. */
export async function readPages(site) {
  const pages = new Map();
  for (const file of site.pages) pages.set(file, read(await readFile(join(site.dir, file), 'utf8')));
  return pages;
}

/** What is wrong with the addresses of one page. */
export function deadLinks(site, pages, file) {
  const problems = [];
  for (const address of pages.get(file).addresses) {
    const why = dead(site, pages, file, address);
    if (why) problems.push(`${JSON.stringify(address)} ${why}`);
  }
  return problems;
}

function dead(site, pages, file, address) {
  if (address === '') return 'is empty';
  if (/^(https?|mailto|tel|data):/i.test(address)) return undefined;
  if (/^[a-z][a-z\d+.-]*:/i.test(address) || address.startsWith('//')) return 'has a scheme that no page may use';
  const [way, fragment] = address.split('#');
  let path = decodeURIComponent(way);
  if (path.startsWith('/')) {
    const home = site.path || '/';
    if (!file.endsWith('404.html') || !path.startsWith(home)) return 'begins with a slash';
    path = path.slice(home.length);
    if (path === '' || path.endsWith('/')) path += 'index.html';
  } else if (path === '') {
    path = file;
  } else {
    // A folder's address would need a server that knows index.html: file:// has none.
    if (path.endsWith('/') || path === '.' || path === '..') return 'names a folder instead of a file';
    path = posix.join(posix.dirname(file), path);
  }
  if (path.startsWith('..')) return 'leads out of the site';
  if (!site.files.includes(path)) return `leads to ${path}, which was not built`;
  if (fragment && pages.has(path) && !pages.get(path).ids.has(decodeURIComponent(fragment))) return `finds no such place in ${path}`;
  return undefined;
}

/** What is wrong with the addresses in a stylesheet. */
export async function deadStyles(site, file) {
  const css = await readFile(join(site.dir, file), 'utf8');
  const problems = [];
  for (const [, , address] of css.matchAll(/url\((["']?)(.*?)\1\)/g)) {
    if (address.startsWith('data:')) continue;
    if (!site.files.includes(posix.join(posix.dirname(file), address))) problems.push(`url(${address}) leads nowhere`);
  }
  if (/@import/.test(css)) problems.push('@import costs a further request');
  return problems;
}
