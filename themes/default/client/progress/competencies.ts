// What a learner has said about themselves, by competency: the last answers, and
// what has changed since the ones before. No total, no rank: framework.md says why.
import { make, type Content } from "../make";
import { change, score, type Ratings, type Statement } from "../record/score";
import { say } from "../words";
import { number, onDay, part, type Drawn } from "./parts";

type Scale = NonNullable<CoursePage["scales"]>[number];

export function competenciesView(found: Drawn): Content {
  const { competencies, pages } = found.course;
  const scales = pages.flatMap((page) => (page.scales ?? []).map((scale) => ({ page, scale })));
  if (!scales[0]) return undefined;
  const rows = scales.map(({ page, scale }) => {
    const name = competencies.find(({ id }) => id === scale.competency)?.name ?? scale.title ?? page.title;
    const twice = scales.filter((other) => other.scale.competency && other.scale.competency === scale.competency).length > 1;
    return row(page, scale, twice ? `${name} \u00b7 ${page.title}` : name, found);
  });
  return part("competencies", make("ul", { className: "route" }, rows), say("competencies.made"));
}

/** The hash of an item in each language. */
const hashesAt = (page: CoursePage, id: string): string[] => (page.hashes?.[page.items?.indexOf(id) ?? -1] ?? "").split(" ");

function row(page: CoursePage, scale: Scale, name: string, { state, href }: Drawn): HTMLElement {
  const statements = scale.items.map(({ id, reverse }): Statement => ({ ref: `${page.id}#${id}`, reverse: !!reverse, hashes: hashesAt(page, id) }));
  const rounds = [...state.ratings.values()].filter(({ items }) => statements.some(({ ref }) => items.has(ref)));
  const [before, last] = [rounds.at(-2), rounds.at(-1)];
  const link = make("a", { href: `${href(page)}#${scale.items[0]?.id ?? ""}` }, name);
  const now = last && score(statements, last.items as Ratings, scale);
  const line = make("span", { className: "bar", ariaHidden: "true" });
  if (now?.score !== undefined) {
    const piece = make("span", { className: "lasting" });
    piece.style.inlineSize = `${now.score}%`;
    line.append(piece);
  }
  const moved = before && last && change(statements, before.items as Ratings, last.items as Ratings, scale);
  const words = !last || !now ? say("competencies.none")
    : now.score === undefined ? say("competencies.few", { n: now.answered, count: number(now.answered), of: number(now.of) })
    : [say("competencies.score", { score: number(Math.round(now.score)), count: number(now.answered), of: number(now.of), date: onDay(last.at) }), before && moved && say("competencies." + (moved === "none" ? "same" : moved), { date: onDay(before.at) })].filter(Boolean).join(" \u00b7 ");
  return make("li", { className: "competency" }, link, line, make("span", { className: "tally" }, words));
}
