// What of a built page is the page's own, for the engines that are not Parley's.
import { readFile } from 'node:fs/promises';
import { parse } from 'node-html-parser';

/** The element with a page's own text. */
export const own = 'article';

/**
 * What in it repeats other pages or itself: lists of related terms, sentences of
 * pages that use a term, facts such as the time of reading. A site that used
 * one of the other engines would leave it out too.
 */
export const furniture = ['.meta', '.toc-phone', '.related', '.used', '.visually-hidden', 'svg', 'script', 'style'];

/** A built page as {title, sections: [{h, id, t}]}, parted at its h2 and h3. */
export async function readPage(file) {
  const article = parse(await readFile(file, 'utf8')).querySelector(own);
  const document = { title: '', sections: [{ h: '', id: '', t: '' }] };
  if (!article) return document;
  for (const selector of furniture) for (const element of article.querySelectorAll(selector)) element.remove();
  collect(article, document);
  for (const section of document.sections) section.t = oneLine(section.t);
  return document;
}

const apart = /^(P|LI|TD|TH|TR|DT|DD|DIV|SECTION|BLOCKQUOTE|PRE|FIGCAPTION|SUMMARY|BR|H[1-6])$/;

function collect(element, document) {
  for (const node of element.childNodes) {
    if (node.nodeType === 3) document.sections.at(-1).t += node.text;
    else if (node.tagName === 'H1') document.title = oneLine(node.text);
    else if (node.tagName === 'H2' || node.tagName === 'H3') document.sections.push({ h: oneLine(node.text), id: node.id, t: '' });
    else if (node.nodeType === 1) {
      collect(node, document);
      if (apart.test(node.tagName)) document.sections.at(-1).t += ' ';
    }
  }
}

const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
