// The index of the page's language, opened when it is first asked.
import { reader } from "../read";
import { open } from "./engine";
import type { Hit, Index, Shown } from "./types";

/** The address of the site. */
export const top = new URL("../", (document.currentScript as HTMLScriptElement).src).href;

/** The page's language. */
export const { lang } = document.documentElement;

let opened: Promise<Index> | undefined;

export function index(): Promise<Index> {
  return (opened ??= open(load).catch((error) => {
    opened = undefined; // the network may come back
    throw error;
  }));
}

/** Loads a shard; "" is the language's own. A script fails that hands over nothing, or what has another name. */
function load(name: string): Promise<unknown> {
  const wanted = name || lang;
  return reader()(`${top}search/${wanted}.js`, ([said, data]) => said === wanted && data);
}

export async function show(hit: Hit): Promise<Shown> {
  return (await index()).show(hit);
}
