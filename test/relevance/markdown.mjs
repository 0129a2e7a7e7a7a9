// Writes a document as a page of Parley from which the same words come out.

const LINE = 100; // characters; Parley refuses lines of over 20 KB
const PARAGRAPH = 40; // lines; and paragraphs of thousands of special characters

/** A document as the text of a page. */
export function page({ title, sections }) {
  const parts = [`---\ntitle: ${quoted(title)}\n---\n`];
  const used = new Set();
  for (const { h, id, t } of sections) {
    if (words(h).length > 0) parts.push(`## ${escape(words(h).join(' '))} {#${anchor(id, used)}}\n`);
    parts.push(...paragraphs(t));
  }
  return parts.join('\n');
}

/** Makes every character of Markdown, and of Parley's own marks, stand for itself. */
export function escape(text) {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** A section's id as an anchor that Parley takes and that the page does not have yet. */
export function anchor(id, used) {
  let clean = id.replace(/[^\p{L}\p{N}_.-]+/gu, '-');
  if (!/^\p{L}/u.test(clean) || /^(parley$|fn-|fnref-)/.test(clean)) clean = clean ? `s-${clean}` : 's';
  let free = clean;
  for (let n = 2; used.has(free); n++) free = `${clean}-${n}`;
  used.add(free);
  return free;
}

/** A title for the front matter: "{{" would be a variable, and a page needs a title. */
function quoted(title) {
  return JSON.stringify(words(title).join(' ').replace(/\{(?=\{)/g, '{ ') || '…');
}

function paragraphs(text) {
  const lines = [];
  let line = '';
  for (const word of words(text).map(escape)) {
    if (line && line.length + word.length >= LINE) {
      lines.push(line);
      line = '';
    }
    line += (line && ' ') + word;
  }
  if (line) lines.push(line);
  const out = [];
  for (let i = 0; i < lines.length; i += PARAGRAPH) out.push(lines.slice(i, i + PARAGRAPH).join('\n') + '\n');
  return out;
}

/** The words of a text; control characters part them, since Parley refuses such. */
function words(text) {
  return text.split(/[\s\u0000-\u001f\u007f-\u009f]+/u).filter(Boolean);
}
