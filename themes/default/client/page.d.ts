// What the scripts of one page share, and what the bundler puts in.

interface Parley {
  /** Makes an address that a script may be loaded from; throws for any other. */
  scriptURL(address: string): string;
  /** Takes what a term's card says; its script calls this. Only card.js has it. */
  card?(data: CardData): void;
}

/** A term's card: see site/render/card.go. Addresses begin at the term's page. */
interface CardData {
  name: string;
  abbr?: string;
  definition: string;
  lang: string;
  dir: string;
  confused?: { name: string; href: string; lang?: string; how: string }[];
  words: { confused?: string; open: string; close: string };
}

/** Names of scripts in the folder of assets: all that may be added, and the card's. */
declare const SCRIPTS: readonly string[];
declare const CARD: string;

/** The card's style sheet. */
declare const STYLES: string;

interface Window {
  parley?: Parley;
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(address: string): string },
    ): { createScriptURL(address: string): string };
  };
}
