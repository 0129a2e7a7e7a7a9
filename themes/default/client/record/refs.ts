// Names of pages and items, as the course has them today.

/** What course.json says of pages; one page may be there in several languages. */
export type Listed = Iterable<{ id: string; was?: readonly string[]; items?: readonly string[]; hashes?: readonly string[] }>;

/** Former ids of pages, and what each is called now. */
export type Moves = ReadonlyMap<string, string>;

export function movesOf(pages: Listed): Moves {
  const moves = new Map<string, string>();
  for (const { id, was = [] } of pages) for (const old of was) moves.set(old.replace(/\.md$/, ""), id);
  for (const { id } of pages) moves.delete(id); // a page of today keeps its own
  return moves;
}

/** A page, an item (page#item) or a card (term:page, item:page#item) under its name of today. */
export function renamed(name: string, moves: Moves): string {
  if (moves.size === 0) return name;
  const [, kind = "", page = "", item = ""] = /^((?:term|item):)?([^#]*)(.*)$/s.exec(name) ?? [];
  const now = moves.get(page);
  return now === undefined ? name : kind + (moves.get(now) ?? now) + item;
}

/** The hashes that each item has, one for each language, in one list or between blanks. */
export function hashesOf(pages: Listed): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const { hashes = [], id, items = [] } of pages) {
    items.forEach((item, i) => {
      const ref = `${id}#${item}`;
      const there = out.get(ref) ?? new Set();
      for (const hash of hashes[i] ? hashes[i].split(" ") : []) there.add(hash);
      out.set(ref, there);
    });
  }
  return out;
}

/** How an item stands to what was recorded of it: changed since, or not in the course any more. */
export function standing(hashes: ReadonlyMap<string, ReadonlySet<string>>, ref: string, hash: string): "same" | "changed" | "retired" {
  const now = hashes.get(ref);
  if (!now) return "retired";
  return now.size === 0 || now.has(hash) ? "same" : "changed";
}
