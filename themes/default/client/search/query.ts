// What somebody asks for.
import { tokens } from "./tokens";

/** A query, taken apart. */
export interface Query {
  /** All words that are looked for. */
  words: string[];
  /** Runs of words that were put in quotation marks. */
  quoted: string[][];
  /** Words that must not be there: -word. */
  without: string[];
}

/** Longer queries are cut: so many words are looked for at most. */
const most = 32;

export function parse(text: string): Query {
  const quoted: string[][] = [];
  const without: string[] = [];
  const plain = text
    .replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, inside: string) => {
      const words = tokens(inside);
      if (words.length) quoted.push(words);
      return ` ${words.join(" ")} `; // a hyphen in it is none of -word
    })
    .replace(/(^|\s)-(?=[\p{L}\p{N}])(\S+)/gu, (_, before: string, word: string) => {
      without.push(...tokens(word));
      return before;
    });
  const words = tokens(plain).slice(0, most);
  return words.length ? { words, quoted, without } : { words: without.slice(0, most), quoted, without: [] };
}
