// A record as large as years of practice make it, over the questions and pages of a
// course: the same entries at every run.

/** A source of numbers from 0 to 1, the same for the same seed. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The entries of a learner: two thirds answers, the rest cards, fields, marks and pages. */
export function filled(pages, count) {
  const next = numbers(7);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
  const id = () => Array.from({ length: 22 }, () => pick(letters)).join('');
  const items = pages.flatMap((page) => (page.items ?? []).map((item, i) => ({ ref: `${page.id}#${item}`, hash: page.hashes[i] })));
  const terms = pages.filter(({ kind }) => kind === 'term');
  const [kase, ...rounds] = Array.from({ length: 9 }, id);
  const body = (i) => {
    const { ref: item, hash } = pick(items);
    const kind = i < pages.length ? 'read' : ['answer', 'answer', 'answer', 'answer', 'answer', 'answer', 'review', 'review', 'field', 'rating'][Math.floor(next() * 10)];
    switch (kind) {
      case 'read': return { t: 'read', page: pages[i].id, hash: pages[i].hash };
      case 'review': return { t: 'review', card: next() < 0.5 ? `item:${item}` : `term:${pick(terms).id}`, grade: 1 + Math.floor(next() * 4), hash };
      case 'field': return { t: 'field', item, hash, case: kase, value: `What was written the ${i}th time, with a reason and a number: ${Math.round(next() * 1e5)}.` };
      case 'rating': return { t: 'rating', item, hash, round: pick(rounds), value: Math.floor(next() * 5) };
      default: return { t: 'answer', item, hash, score: next() < 0.6 ? 1 : 0, chosen: [next() < 0.2 ? `What was typed the ${i}th time` : `The option number ${Math.floor(next() * 4)} of ${item}, which has about as many words as one has`], sure: 50 + 10 * Math.floor(next() * 6) };
    }
  };
  const begun = Date.now() - 400 * 86_400_000;
  const dev = id().slice(0, 11);
  return Array.from({ length: count }, (_, i) => ({
    ...body(i), id: id(), dev, seq: i + 1, lam: i + 1, v: 1,
    at: new Date(begun + (i * 399 * 86_400_000) / count).toISOString().slice(0, 19) + 'Z',
  }));
}
