// The course by its stages: how many questions are known, and what of it is open.
import { make, type Content } from "../make";
import { say } from "../words";
import { number, part, type Drawn } from "./parts";
import { count, tally, type ItemStanding, type PageStanding, type Tally } from "./standing";

export function stagesView(found: Drawn): HTMLElement {
  const { course, standings } = found;
  const rows = course.stages.map(({ id, name }, i) => row(`${i + 1}`, name, standings.pages.filter(({ page }) => page.stage === id), found));
  const other = standings.pages.filter(({ page, items }) => items.length > 0 && !course.stages.some(({ id }) => id === page.stage));
  const changed = standings.pages.flatMap(({ items }) => items).filter((item) => item.changed);
  return part("stages", [
    make("ol", { className: "route" }, rows, other[0] && row("", say("other"), other, found)),
    changed[0] && make("p", { className: "note-line" }, say("changed", { n: changed.length, count: number(changed.length) })),
    standings.retired[0] && retired(found),
  ], say("stages.made"));
}

function row(step: string, name: string, pages: PageStanding[], found: Drawn): HTMLElement {
  const practice = pages.filter(({ items }) => items.length > 0);
  const here = practice.flatMap(({ items }) => items);
  const details = make("details", {},
    make("summary", {}, make("span", { className: step ? "step" : "step none", ariaHidden: "true" }, step), make("b", {}, name), bar(tally(here), here.length), make("span", { className: "tally" }, here[0] ? words(here) : say("stage.none"))),
    make("ul", { className: "pages" }, pages.filter(({ page, items }) => items.length > 0 || page.kind !== "term").map((one) => pageRow(one, found))));
  details.dataset.key = name;
  return make("li", { className: "stage-row" }, details);
}

function pageRow({ page, items, mark }: PageStanding, found: Drawn): HTMLElement {
  const line = make("li", {}, make("a", { href: found.href(page) }, page.title), " ", make("small", {}, [mark && say("mark." + mark), items[0] && words(items)].filter(Boolean).join(" · ")));
  line.dataset.mark = mark;
  return line;
}

/** A bar for the eye; the words beside it say the same. */
export function bar(all: Tally, count: number): Content {
  const line = make("span", { className: "bar", ariaHidden: "true" });
  for (const kind of ["lasting", "noted", "right", "missed"] as const) {
    if (!all[kind]) continue;
    const piece = make("span", { className: kind });
    piece.style.inlineSize = `${(all[kind] / count) * 100}%`;
    line.append(piece);
  }
  return line;
}

function words(items: readonly ItemStanding[]): string {
  const all = tally(items);
  const { known, asked, filled, toFill } = count(items);
  return [
    asked && say("known", { n: asked, known: number(known), count: number(asked) }),
    toFill && say("filled", { n: toFill, known: number(filled), count: number(toFill) }),
    all.right && say("right", { n: all.right, count: number(all.right) }),
    all.missed && say("missed", { n: all.missed, count: number(all.missed) }),
  ].filter(Boolean).join(" · ");
}

function retired({ standings, state, title }: Drawn): HTMLElement {
  return make("details", { className: "made" }, make("summary", {}, say("retired", { n: standings.retired.length, count: number(standings.retired.length) })),
    make("p", {}, say("retired.made")),
    make("ul", {}, standings.retired.slice(0, 200).map((ref) => make("li", {}, title(ref), " ", make("small", {}, `${ref.split("#")[1] ?? ""} · ${say("answers", { n: state.answers.get(ref)?.length ?? 1 })}`)))));
}
