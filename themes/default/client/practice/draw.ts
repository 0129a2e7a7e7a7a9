// Which questions of a pool are asked.

/**
 * Draws count of the entries, the same ones for the same seed, in the order of the
 * pool. Another round's seed prefers what the last one left out, so that a pool is
 * met as a whole before anything comes twice.
 */
export function draw<T>(pool: readonly T[], count: number, name: string, round: number): T[] {
  if (count >= pool.length) return [...pool];
  const shuffled = shuffle(pool.map((_, i) => i), name);
  const start = (round * count) % pool.length;
  const chosen = new Set(Array.from({ length: count }, (_, i) => shuffled[(start + i) % pool.length]!));
  return pool.filter((_, i) => chosen.has(i));
}

function shuffle(list: number[], seed: string): number[] {
  const next = numbers(seed);
  for (let i = list.length - 1; i > 0; i--) {
    const j = next() % (i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

/** Whole numbers that a text determines: xorshift, begun with its FNV-1a hash. */
function numbers(seed: string): () => number {
  let x = 2166136261;
  for (let i = 0; i < seed.length; i++) x = Math.imul(x ^ seed.charCodeAt(i), 16777619);
  x ||= 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return x >>> 0;
  };
}
