// The lines that a run prints.
import { bootstrap, mean, percentile } from './metrics.mjs';

/** What a variant of a set came to with an engine. */
export function summary(set, variant, engine, results) {
  const of = (key) => results.map((result) => result[key]);
  const part = (key) => `${key}=${mean(of(key)).toFixed(3)}`;
  return [
    'relevance', set, variant, engine, part('ndcg10'), part('mrr10'), part('recall10'),
    `bytes_p50=${percentile(of('bytes'), 0.5)}`, `requests_p50=${percentile(of('requests'), 0.5)}`,
    `query_p95_ms=${percentile(of('ms').filter((ms) => ms !== undefined), 0.95).toFixed(1)}`,
  ].join(' ');
}

/** How two engines differ over the same queries. */
export function versus(set, variant, [name, results], [other, others]) {
  const ndcg10 = (list) => list.map((result) => result.ndcg10);
  const { diff, low, high } = bootstrap(ndcg10(results), ndcg10(others));
  return `versus ${set} ${variant} ${name}-${other} ndcg10_diff=${signed(diff)} ci95=[${signed(low)},${signed(high)}]`;
}

const signed = (v) => (v < 0 ? '-' : '+') + Math.abs(v).toFixed(3);
