// What the search says to those who use it. Nothing in this folder but box.ts and
// what it imports knows of a page; see docs/search.md.

/** Loads a shard by its name; rejects where it cannot be had or read. */
export type Load = (name: string) => Promise<unknown>;

/** A page that answers a query. */
export interface Hit {
  /** Its number in the index. */
  page: number;
  /** The kind of page, as in its front matter: "term", "lesson", ... */
  kind: string;
  score: number;
  /** The section that answers best, by number. */
  section: number;
  /** The words of the index that matched, folded. */
  forms: string[];
}

/** A term that the query names. */
export interface Named {
  /** Its page. */
  page: number;
  /** How the vocabulary writes it: "reservation value". */
  name: string;
  /** The words of the query. */
  said: string;
  /** The words are not to be used for it. */
  discouraged: boolean;
  /** The words are the whole query. */
  whole: boolean;
}

/** What is known of a query. */
export interface Answer {
  /** Best first, at most 200. */
  hits: Hit[];
  /** The terms in the query, in its order. */
  terms: Named[];
  /** Terms of a similar name, where there are no hits. */
  near: Named[];
  /** Words that the index does not have, and those that were looked for in their place. */
  corrected: { said: string; meant: string }[];
  /** Not all pages that may hold the quoted words were looked at. */
  more: boolean;
  /** Shards that could not be loaded: the answer may lack something. */
  missing: number;
}

/** What a reader sees of a hit. */
export interface Shown {
  /** The page's id: "content/framework/prepare". */
  id: string;
  /** Its address from the top of the site, with the section's anchor. */
  href: string;
  title: string;
  /** The section's heading; "" at the beginning of the page. */
  heading: string;
  /** An excerpt; what matched is marked. */
  parts: { text: string; mark: boolean }[];
}

/** An index that can be asked; engine.ts opens it. */
export interface Index {
  /** Answers a query. `typing` says that its last word may not be finished. */
  search(query: string, typing: boolean): Promise<Answer>;
  /** Reads what to show of a hit; rejects where its text cannot be had. */
  show(hit: Hit): Promise<Shown>;
}
