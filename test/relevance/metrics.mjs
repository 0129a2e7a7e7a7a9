// What a ranking is worth, and how sure a difference is. Gains are binary: a
// document answers a query or does not.

/** Discounted gain of the first k, as a part of what the best ranking would gain. */
export function ndcg(found, relevant, k = 10) {
  let best = 0;
  for (let i = 0; i < Math.min(k, relevant.size); i++) best += 1 / Math.log2(i + 2);
  let gain = 0;
  found.slice(0, k).forEach((id, i) => {
    if (relevant.has(id)) gain += 1 / Math.log2(i + 2);
  });
  return best === 0 ? 0 : gain / best;
}

/** One by the place of the first relevant document among the first k; 0 without one. */
export function mrr(found, relevant, k = 10) {
  const i = found.slice(0, k).findIndex((id) => relevant.has(id));
  return i < 0 ? 0 : 1 / (i + 1);
}

/** The part of the relevant documents that is among the first k. */
export function recall(found, relevant, k = 10) {
  if (relevant.size === 0) return 0;
  return found.slice(0, k).filter((id) => relevant.has(id)).length / relevant.size;
}

export function mean(values) {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

/** The smallest value that a part p of the values does not exceed (nearest rank). */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
}

/**
 * The mean difference a - b of two engines over the same queries, with the
 * interval that holds 95 % of the differences when the queries are drawn anew,
 * with replacement. Both engines are drawn with the same queries: that a query
 * is hard for both then does not widen the interval.
 */
export function bootstrap(a, b, { rounds = 10_000, seed = 1 } = {}) {
  const n = a.length;
  const differences = Float64Array.from(a, (v, i) => v - b[i]);
  const random = generator(seed);
  const means = new Float64Array(rounds);
  for (let r = 0; r < rounds; r++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += differences[Math.floor(random() * n)];
    means[r] = sum / n;
  }
  means.sort();
  const at = (p) => means[Math.min(rounds - 1, Math.floor(p * rounds))];
  return { diff: mean([...differences]), low: at(0.025), high: at(0.975) };
}

/** Numbers from 0 to below 1, always the same for a seed (mulberry32). */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
