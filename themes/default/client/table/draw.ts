// Draws what was sealed: texts and elements, as site/block/tree.go has written them.
import type { Content } from "../make";

/** A text, or an element with its attributes and what is in it. */
export type Tree = string | [name: string, attributes: Record<string, string>, ...content: Tree[]];

const names = new Set("a abbr b blockquote br caption code col colgroup dd del dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul var".split(" "));
const attributes = new Set("class colspan rowspan scope start dir lang title type value".split(" "));
const mathml = "http://www.w3.org/1998/Math/MathML";

/** Elements that no text can become anything else than; others are left out with what is in them. */
export function draw(trees: readonly Tree[], math = false): Content[] {
  return trees.flatMap((tree): Content[] => {
    if (typeof tree === "string") return [document.createTextNode(tree)];
    const [name, given, ...inside] = tree;
    const within = math || name === "math";
    if (!within && !names.has(name)) return [];
    const element = within ? document.createElementNS(mathml, name) : document.createElement(name.replace(/^h([2-4])$/, (_, level) => `h${Number(level) + 2}`)); // below the brief's own heading
    for (const [key, value] of Object.entries(given)) {
      if (attributes.has(key) || (within && /^(display|mathvariant|stretchy|accent|columnalign|width|height)$/.test(key))) element.setAttribute(key, value);
    }
    element.append(...(draw(inside, within) as Node[]));
    return [element];
  });
}
