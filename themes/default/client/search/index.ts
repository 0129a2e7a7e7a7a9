// The index of the page's language, opened when it is first asked.
import { reader } from "../read";
import { open } from "./engine";
import type { Hit, Index, Shown } from "./types";

/** The address of the site. */
export const top = new URL("../", (document.currentScript as HTMLScriptElement).src).href;

/** The page's language. */
export const { lang } = document.documentElement;

const name = lang.toLowerCase(); // of the root

let opened: Promise<Index> | undefined;

// The root stands behind this script in its file.
const read = reader();
const root = Promise.resolve().then(() => named(name, read.said()));

export function index(): Promise<Index> {
  return (opened ??= open(load, name).catch((error) => {
    opened = undefined; // the network may come back
    throw error;
  }));
}

/** The data of a shard; nothing where another one was handed over. */
const named = (name: string, [said, data]: unknown[]): unknown => said === name && data;

/** Loads a shard; fails where its script hands over nothing, or what has another name. */
async function load(shard: string): Promise<unknown> {
  return (shard === name && (await root)) || read(`${top}search/${shard}.js`, (said) => named(shard, said));
}

export async function show(hit: Hit): Promise<Shown> {
  return (await index()).show(hit);
}
