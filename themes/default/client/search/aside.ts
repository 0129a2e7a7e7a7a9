// What stands in place of results.
import { make, type Content } from "../make";
import { top } from "./index";
import { added, keep, kept, without } from "./recent";
import type { Named } from "./types";
import { say } from "../words";

type Pick = (query: string) => void;

/** What to do where nothing was found: terms of a similar name, and the page of everything. */
export function nothing(near: Named[], pick: Pick): Content {
  const { href } = document.querySelector<HTMLAnchorElement>(".search")!;
  const names = [...new Set(near.map((term) => term.name))];
  return [
    names[0] && make("b", {}, say("near")),
    names.map((name) => make("button", { onclick: () => pick(name) }, name)),
    make("p", {}, make("a", { href }, say("try"))),
  ];
}

const key = "parley-search " + top;

export function remember(query: string): void {
  if (query.trim()) keep(key, added(kept(key), query.trim()));
}

/** The searches made lately, to pick one or remove it, and how to search. */
export function history(pick: Pick): Content {
  const list = kept(key);
  const remove = (rest: string[], ariaLabel: string, words: string, className = ""): HTMLElement =>
    make("button", { className, ariaLabel, onclick: () => (keep(key, rest), pick("")) }, words);
  const all = say("clear");
  return [
    list[0] && [
      make("b", {}, say("recent")),
      list.map((query) => [
        make("button", { onclick: () => pick(query) }, query),
        remove(without(list, query), say("forget", { said: query }), "\u00d7", "icon-button"),
      ]),
      remove([], all, all),
    ],
    make("p", {}, say("help")),
  ];
}
