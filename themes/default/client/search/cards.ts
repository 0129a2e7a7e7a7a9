import { make, type Content } from "../make";
import { readCard } from "../read";
import { show, top } from "./index";
import type { Answer } from "./types";
import { say } from "../words";

/**
 * What the query's terms mean: the one that it is, with those it is taken for, or
 * two side by side with what tells them apart. Nothing where a card cannot be
 * read: the results lead to the term's page.
 */
export async function cards({ hits, terms }: Answer): Promise<Content> {
  const whole = terms.find((term) => term.whole);
  const pages = whole ? [whole.page] : [...new Set(terms.map((term) => term.page))].slice(0, 2);
  if (!whole && !pages[1]) return;
  try {
    const sides = await Promise.all(
      pages.map(async (page) => {
        const { href } = await show(hits.find((hit) => hit.page === page) ?? { page, kind: "term", score: 0, section: 0, forms: [] });
        const at = top + href.replace(/#.*/, "");
        return { at, ...(await readCard(at)) };
      }),
    );
    const others = sides.flatMap(({ at, confused = [] }) => confused.map((other) => ({ ...other, href: new URL(other.href, at).href })));
    const apart = whole
      ? others.map(({ how, href, name }) => make("p", {}, make("a", { href }, name), " \u2013 ", how))
      : others.filter(({ href }) => sides.some(({ at }) => at === href)).slice(0, 1).map(({ how }) => make("p", {}, how));
    return [
      sides.map(({ abbr, at, definition, dir, lang, name }) =>
        make("div", { dir, lang }, make("h2", {}, make("a", { href: at }, name), abbr && [" ", make("small", {}, abbr)]), make("p", {}, definition)),
      ),
      apart[0] && make("div", {}, make("b", {}, say(whole ? "confused" : "differ")), apart),
    ];
  } catch {
    return;
  }
}
