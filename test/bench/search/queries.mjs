// Queries drawn from the pages of a made-up course: the same at each run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const count = 9;

/** Nine queries of a kind. */
export function queriesOf(out, kind) {
  const titles = JSON.parse(readFileSync(join(out, 'course.json'), 'utf8')).pages.map((p) => p.title).filter((t) => t?.includes(' '));
  const list = [];
  for (let i = 0; i < count; i++) {
    const title = titles[Math.floor(((i + 0.5) * titles.length) / count)].toLowerCase();
    const words = title.split(' ').filter((w) => /^[a-z]{3,}$/.test(w));
    const some = words.slice(0, 1 + (i % 3)).join(' ');
    if (kind === 'words') list.push(some);
    else if (kind === 'questions') list.push(`how do I deal with ${words.slice(0, 3).join(' ')}?`);
    else list.push(mistyped(some, kind === 'first letter' ? 0 : 1 + (i % 4)));
  }
  return list;
}

/** Puts a wrong letter into the longest word. */
function mistyped(query, at) {
  const words = query.split(' ');
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
  const place = Math.min(at, longest.length - 1);
  const wrong = longest.slice(0, place) + (longest[place] === 'q' ? 'x' : 'q') + longest.slice(place + 1);
  return words.map((w) => (w === longest ? wrong : w)).join(' ');
}
