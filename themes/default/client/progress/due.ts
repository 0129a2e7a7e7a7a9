// How many cards are due. What works that out is loaded after the page is there.
import type { Dealer } from "../cards";
import { reader } from "../read";

/** What deals cards, from the script cards.js. */
export function dealer(): Promise<Dealer> {
  const core = document.querySelector<HTMLScriptElement>("script[data-site]")?.src ?? document.baseURI;
  return reader()(new URL(CARDS, core).href, ([name, data]) => (name === "cards" ? (data as Dealer) : undefined));
}
