// lunr with pages as documents and the usual weights for titles and headings; then
// with the prefixes and near words that it can look for: term, term* and term~1.
import lunr from 'lunr';
import { wholeIndex } from './whole.mjs';

export const lunrDefault = {
  name: 'lunr',
  open: (site) => open(site, (query, term) => query.term(term)),
};

export const lunrFuzzy = {
  name: 'lunr-fuzzy',
  open: (site) => open(site, (query, term) => {
    query.term(term);
    query.term(term, { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false }); // no stem: it may be half a word
    query.term(term, { editDistance: 1 });
  }),
};

async function open({ documents }, ask) {
  const built = lunr(function () {
    this.ref('page');
    this.field('title', { boost: 4 });
    this.field('headings', { boost: 2 });
    this.field('text');
    documents.forEach(({ title, sections }, page) => {
      const all = (key) => sections.map((section) => section[key]).join(' ');
      this.add({ page, title, headings: all('h'), text: all('t') });
    });
  });
  const index = JSON.stringify(built);
  const read = lunr.Index.load(JSON.parse(index));
  // lunr keeps no titles: a site that shows results sends them beside the index.
  const titles = JSON.stringify(documents.map(({ id, title }) => [id, title]));
  return wholeIndex('lunr', index + titles, (text) => {
    // Not read.search(), for which : ~ ^ + - and * in the text are its syntax.
    const found = read.query((query) => {
      for (const token of lunr.tokenizer(text)) ask(query, token.toString());
    });
    return found.slice(0, 10).map(({ ref }) => documents[ref].id);
  });
}
