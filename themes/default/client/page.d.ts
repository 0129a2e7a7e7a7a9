// What the scripts of one page share, and what the bundler puts in.

interface Parley {
  /** Makes an address that a script may be loaded from; throws for any other. */
  scriptURL(address: string): string;
  /** Take what a script of data says; see read.ts, which puts them here. */
  card?(data: CardData): void;
  shard?(name: string, data: unknown): void;
  course?(data: CourseData): void;
  read?: Read;
  /** What the learner has done; learn.js and progress.js put it here. */
  record?: import("./record/open").RecordApi;
}

/** Reads a script of data by its address; pick says what of it counts, and undefined fails. */
interface Read {
  <T>(address: string, pick: (said: unknown[]) => T | undefined): Promise<T>;
  /** What a script has just handed over that nobody asked for. */
  said(): unknown[];
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

/** The course in one language: see site/render/progress.go. */
interface CourseData {
  site: string;
  name: string;
  lang: string;
  stages: { id: string; name: string }[]; // in the framework's order
  competencies: { id: string; name: string; stages?: string[] }[];
  coaches?: { page: string; name: string; card?: string }[]; // card: what is sealed for the coach is sealed to it
  questions?: string; // the script of what cards ask, from the site's top
  pages: CoursePage[]; // in reading order, then those that are looked up, then what is not translated
}

interface CoursePage {
  id: string;
  lang: string;
  kind: string;
  path: string; // from the site's top
  title: string;
  hash: string;
  was?: string[];
  items?: string[];
  hashes?: string[]; // of the items, in their order; with those of other languages behind a blank
  stage?: string;
  competency?: string[];
  minutes?: number;
  later?: string; // the id of the page that it follows after two weeks
  terms?: string[]; // the ids of terms that the page uses
  scales?: { competency?: string; title?: string; min: number; max: number; items: { id: string; text: string; reverse?: boolean }[] }[];
  forms?: { name: string; title?: string; step?: string; fields: { id: string; kind: string; label: string; estimate?: boolean; settles?: string; means?: string; required?: boolean; private?: boolean; columns?: string[]; choices?: string[] }[] }[];
  paths?: { name: string; title?: string; pass: number; steps: { page: string; minutes?: number; after?: string[] }[] }[];
}

/** Names of scripts in the folder of assets: all that may be added, the card's. */
declare const SCRIPTS: readonly string[];
declare const CARD: string;

/** The name of the script that seals a record. */
declare const SEAL: string;

/** The name of the script that seals files. */
declare const AGE: string;

/** The name of the script that deals cards. */
declare const CARDS: string;

/** The name of the script that says what is in no file yet. */
declare const UNSAVED: string;

/** The name of the script that shows answers on a sheet. */
declare const REPLIES: string;

/** The name of the script that shows a debrief. */
declare const DEBRIEF: string;

/** The style sheet of the card, and of the search. */
declare const STYLES: string;

/** What a script says, by language: words, or forms of them by number. */
declare const WORDS: Record<string, Record<string, string | Record<string, string>>>;

interface Window {
  parley?: Parley;
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(address: string): string },
    ): { createScriptURL(address: string): string };
  };
}
