// Asks an engine the queries of a set and notes what every single one came to.
import { mrr, ndcg, recall } from './metrics.mjs';

/**
 * The results of a variant's queries, in their order: {id, q, ndcg10, mrr10,
 * recall10, bytes, requests, ms, found}. `typing` tells engines that can make
 * use of it that the last word may go on. A slow engine is asked again, and so
 * timed, with each fifth query only: the others have no `ms`.
 */
export async function measure(index, queries, relevant, typing) {
  const results = [];
  const warm = await index.start();
  for (const [i, { id, q }] of queries.entries()) {
    const cold = await index.start();
    const ten = await cold.search(q, typing);
    const { bytes, requests } = cold.cost();
    const found = await ten();
    await cold.end?.();
    const wanted = relevant.get(id);
    const result = { id, q, ndcg10: ndcg(found, wanted), mrr10: mrr(found, wanted), recall10: recall(found, wanted), bytes, requests, found };
    if (!index.slow || i % 5 === 0) Object.assign(result, await askAgain(warm, q, typing, found));
    results.push(result);
  }
  await warm.end?.();
  return results;
}

/** Times a query of which all is loaded: the best of three, or of one that takes long. */
async function askAgain(warm, q, typing, found) {
  let again = await warm.search(q, typing);
  let ms = Infinity;
  for (let i = 0; i < 3 && !(ms < Infinity && ms > 10); i++) {
    const before = performance.now();
    again = await warm.search(q, typing);
    ms = Math.min(ms, performance.now() - before);
  }
  // What a reader asked before should not change the answer.
  return JSON.stringify(await again()) === JSON.stringify(found) ? { ms } : { ms, unsteady: true };
}
