// An engine whose whole index is loaded at once: a library, an index, and then
// every query is answered without another request.
import { bundle, gzipped } from '../weigh.mjs';

/** Makes an engine of `search(query)`, which answers with ids of documents. */
export async function wholeIndex(library, index, search) {
  const cost = { bytes: gzipped(await bundle(library)) + gzipped(index), requests: 2 };
  const reader = {
    async search(query) {
      const found = search(query);
      return () => found;
    },
    cost: () => cost,
  };
  return { start: () => reader };
}
