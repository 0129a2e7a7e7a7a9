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
  return (opened ??= open(load, lang.toLowerCase()).catch((error) => {
    opened = undefined; // the network may come back
    throw error;
  }));
}

/** Loads a shard; fails where its script hands over nothing, or what has another name. */
function load(name: string): Promise<unknown> {
  return reader()(`${top}search/${name}.js`, ([said, data]) => said === name && data);
}

export async function show(hit: Hit): Promise<Shown> {
  return (await index()).show(hit);
}
