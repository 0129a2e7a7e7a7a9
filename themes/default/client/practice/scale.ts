// Self-assessment: statements rated in a sitting, and what they come to.
import { fill, make, type Content } from "../make";
import type { Rated, State } from "../record/fold";
import { eventId } from "../record/ids";
import { change, score, type Range, type Ratings, type Statement } from "../record/score";
import { say } from "../words";
import { drafts, keep, now, onchange, onDay } from "./keep";
import { all, button, hashHere, lang, one, ref, words } from "./parts";
import { again, current, inDays } from "./sitting";

/** A competency's block. */
interface Scale {
  block: HTMLElement;
  name: string;
  measures: boolean; // a competency; an opinion has no value
  statements: Statement[];
  range: Range;
  line: HTMLElement; // how far one has come
}

/** All scales of a page are one sitting. */
export async function scales(blocks: HTMLElement[], state: State): Promise<void> {
  const list = blocks.map(scale);
  const wanted = await drafts().get("sitting").catch(() => undefined);
  let sitting = current(state.ratings, wanted, now());
  let ratings = new Map<string, Omit<Rated, "id">>(sitting ? state.ratings.get(sitting)?.items : []);
  const earlier = (): [string, Ratings][] => [...state.ratings].filter(([id]) => id !== sitting)
    .sort(([, a], [, b]) => (a.at < b.at ? 1 : -1)).map(([, { at, items }]) => [at, items]);

  const profile = make("section", { className: "profile" });
  blocks.at(-1)!.after(profile);

  const show = (): void => {
    for (const one of list) progress(one, ratings);
    draw(profile, list, ratings, earlier(), state.ratings.get(sitting ?? "")?.at ?? now(), fresh);
  };
  const fresh = async (): Promise<void> => {
    sitting = eventId();
    await drafts().set("sitting", sitting).catch(() => undefined);
    ratings = new Map();
    for (const { block } of list) for (const input of all<HTMLInputElement>(block, ".marks input")) input.checked = false;
    show();
    one(blocks[0]!, ".marks input")?.focus();
  };
  for (const { block, line } of list) {
    restore(block, ratings);
    block.onchange = async ({ target }) => {
      const input = target as HTMLInputElement;
      const item = input.closest<HTMLElement>(".item");
      if (!item?.dataset.item || !input.matches(".marks input")) return;
      const { hash = "" } = item.dataset;
      const key = ref(block, item.dataset.item);
      const value = input.value === "na" ? null : Number(input.value);
      sitting ??= eventId();
      ratings.set(key, { value, hash });
      show();
      const kept = await keep(line.nextElementSibling as HTMLElement, { t: "rating", item: key, hash, round: sitting, value });
      if (kept) state = kept;
    };
  }
  onchange((newer) => (state = newer));
  show();
}

function scale(block: HTMLElement): Scale {
  const values = all<HTMLInputElement>(block, ".marks input").map((input) => Number(input.value)).filter(Number.isFinite);
  const line = make("p", { className: "so-far" });
  block.append(line, make("p", { className: "kept" }));
  block.classList.add("is-live");
  return {
    block,
    line,
    measures: block.dataset.competency !== undefined,
    name: words(one(block, "h2, h3, h4")) || (block.dataset.competency ?? ""),
    statements: all(block, ".item[data-item]").map((item) => ({ ref: ref(block, item.dataset.item!), reverse: item.dataset.reverse !== undefined, hashes: `${item.dataset.hash} ${item.dataset.also ?? ""}`.split(" ") })),
    range: { min: Math.min(...values), max: Math.max(...values) },
  };
}

function restore(block: HTMLElement, ratings: Ratings): void {
  for (const item of all(block, ".item[data-item]")) {
    const rated = ratings.get(ref(block, item.dataset.item!));
    if (!rated || hashHere(item, rated.hash) !== item.dataset.hash) continue;
    for (const input of all<HTMLInputElement>(item, "input")) input.checked = input.value === `${rated.value ?? "na"}`;
  }
}

function progress({ line, measures, range, statements }: Scale, ratings: Ratings): void {
  const rated = statements.filter(({ ref }) => ratings.has(ref)).length;
  const { done, score: points } = score(statements, ratings, range);
  fill(line, [say("scale.so-far", { n: rated, of: statements.length }), measures && done && points === undefined && " " + say("scale.thin")]);
}

const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 0 });

/** The bars, what is lowest and where it leads, and when to come again. */
function draw(profile: HTMLElement, list: Scale[], ratings: Ratings, earlier: [string, Ratings][], at: string, fresh: () => Promise<void>): void {
  const rated = list.map((scale) => ({ ...scale, ...score(scale.statements, ratings, scale.range) })).filter((row) => row.answered);
  const rows = rated.filter(({ measures }) => measures);
  profile.hidden = !rated.length;
  if (rows.length) profile.setAttribute("aria-labelledby", "_profile");
  else profile.removeAttribute("aria-labelledby");
  const lowest = rows.filter((row) => row.score !== undefined).sort((a, b) => a.score! - b.score!).slice(0, 2);
  const leads = lowest.flatMap(({ block, name }) => {
    const links = all<HTMLAnchorElement>(block, ".next a").map((link) => link.cloneNode(true));
    return links.length ? [make("li", {}, make("b", {}, name), links.map((link): Content => [" ", link]))] : [];
  });
  const due = inDays(at, again);
  fill(profile, [
    rows.length > 0 && [make("h3", { id: "_profile" }, say("scale.profile", { day: onDay(at) })), make("ul", { className: "bars", role: "list" }, rows.map((row) => make("li", {},
      make("b", {}, row.name),
      row.score === undefined ? make("span", { className: "thin" }, say("scale.thin")) : [bar(row.score), make("span", { className: "value" }, say("scale.value", { n: number.format(row.score) }))],
      make("small", {}, say("scale.items", { n: row.answered, of: row.of }), compared(row, ratings, earlier)),
    ))),
    make("p", { className: "note" }, say("scale.reading"))],
    leads.length > 0 && [make("h4", {}, say("scale.next")), make("ul", { className: "leads-to" }, leads)],
    make("p", {}, say(due < now() ? "scale.due" : "scale.again", { day: onDay(due) })),
    make("p", { className: "buttons" }, button(say("scale.new"), () => void fresh())),
  ]);
}

function bar(value: number): HTMLElement {
  const fill = make("i", {});
  fill.style.inlineSize = `${value}%`;
  return make("span", { className: "bar", ariaHidden: "true" }, fill);
}

/** How a competency stands to one's own last sitting that rated it. */
function compared({ range, statements }: Scale, ratings: Ratings, earlier: [string, Ratings][]): Content {
  for (const [at, items] of earlier) {
    const found = change(statements, items, ratings, range);
    const was = score(statements, items, range).score;
    if (found && was !== undefined) return " " + say("scale." + found, { day: onDay(at), was: number.format(was) });
  }
  return false;
}
