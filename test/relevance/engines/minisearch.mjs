// MiniSearch as VitePress uses it: a document of its index is a section, and a page
// stands where its best section does. Then the same with pages as documents, which
// makes a smaller index, and with sections as MiniSearch comes, without prefixes or
// near words.
import MiniSearch from 'minisearch';
import { wholeIndex } from './whole.mjs';

const vitePress = { fuzzy: 0.2, prefix: true, boost: { title: 4, text: 2, titles: 1 } };

export const minisearchVitePress = { name: 'minisearch', open: (site) => open(site, sections, vitePress) };
export const minisearchPages = { name: 'minisearch-pages', open: (site) => open(site, whole, vitePress) };
export const minisearchDefault = { name: 'minisearch-default', open: (site) => open(site, sections, {}) };

/**
 * Sections as VitePress names them: each has its heading for a title, and the
 * title above it beside. What comes before the first heading is the page's own.
 */
function sections(document) {
  const { title } = document;
  const named = document.sections[0]?.h === '' ? document.sections : [{ h: '', t: '' }, ...document.sections];
  return named.map(({ h, t }) => ({ title: h || title, titles: h ? [title] : [], text: t }));
}

/** A page in one: its headings stand where a section has the titles above it. */
function whole({ title, sections }) {
  return [{ title, titles: sections.map(({ h }) => h), text: sections.map(({ t }) => t).join(' ') }];
}

async function open({ documents }, parts, searchOptions) {
  const options = { fields: ['title', 'titles', 'text'], storeFields: ['title', 'titles'], searchOptions };
  const built = new MiniSearch(options);
  documents.forEach((document, page) => {
    built.addAll(parts(document).map((part, i) => ({ id: `${page}#${i}`, ...part })));
  });
  const index = JSON.stringify(built);
  const read = MiniSearch.loadJSON(index, options);
  return wholeIndex('minisearch', index, (query) => {
    const pages = new Set();
    for (const { id } of read.search(query)) {
      pages.add(parseInt(id, 10));
      if (pages.size === 10) break;
    }
    return [...pages].map((page) => documents[page].id);
  });
}
