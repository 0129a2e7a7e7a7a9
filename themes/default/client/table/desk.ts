// A role's own desk: offers, own points beside them, what was offered so far. Nothing
// here shows, or knows, the other side's points.
import { fill, make, type Content } from "../make";
import { drafts, sketch, state } from "../practice/keep";
import { all, button, one } from "../practice/parts";
import { say } from "../words";
import { after, type Looking } from "./after";
import type { Result } from "./codes";
import { numbers, talk } from "./issues";
import { moves } from "./moves";
import { complete, packages, worth, type Outcome, type Payoffs } from "./offer";
import { result } from "./result";
import type { Issue, Talk } from "./talk";
import { timer } from "./timer";

/** A role's own numbers, as site/block/sealed.go seals them. */
export interface Own {
  role: string;
  /** These are missing where somebody talks for a role and does not know them. */
  walkAway?: number;
  payoffs?: number[][];
  target?: number;
  /** The role pays a price: its numbers count what it pays as less than nothing. */
  pays?: boolean;
}

/** An offer that was made at the table. */
export interface Offer {
  by: "mine" | "theirs";
  /** Of more than two roles, the one that made it. */
  who?: number;
  outcome: Outcome;
}

/** What a desk keeps, as a draft of the record. */
export interface Kept extends Looking {
  log: Offer[];
  picked: (number | undefined)[];
  begun?: number; // when the time was started, in milliseconds
  ended?: Result;
}

/** Where a role's desk is kept. */
export const draftOf = (page: string, role: string): string => `table:${page}:${role}`;

/** Draws the desk; more stands at its end, once there is a result. */
export async function desk(block: HTMLElement, own: Own, more: () => HTMLElement): Promise<void> {
  const it = talk(block);
  const { issues, unit } = it;
  const role = it.roles.indexOf(own.role);
  const key = draftOf(it.page, own.role);
  const line = make("p", { className: "kept" }); // says so where nothing can be kept
  await state();
  const kept: Kept = { log: [], picked: [], ...((await drafts().get(key).catch(() => undefined)) as Partial<Kept> | undefined) };
  const save = (): void => void sketch(line, key, { ...kept, log: [...kept.log], picked: [...kept.picked] });
  const points = (value: number): string => numbers.format(own.pays ? 0 - value : value);
  const place = make("section", { className: "practice desk" });
  const selects = issues.map((issue, i) => make("select", { ariaLabel: issue.name, onchange: () => {
    const at = selects[i]!.value;
    kept.picked[i] = at === "" ? undefined : Number(at);
    save();
    redraw();
  } }, make("option", { value: "" }, say("choose")), issue.options.map((option, j) => make("option", { value: `${j}`, selected: kept.picked[i] === j }, label(issue, option, own.payoffs?.[i]?.[j])))));
  const verdict = make("p", { className: "worth" });
  verdict.role = "status";
  const same = make("div", { className: "packages" });
  const log = make("div", { className: "offers" });
  const last = make("div", {});
  const ended = (): void => void fill(last, kept.ended && [after(it, role, kept, save), more()]);
  const pick = (outcome: Outcome): void => {
    kept.picked = [...outcome];
    for (const [i, select] of selects.entries()) select.value = `${outcome[i]}`;
    save();
    redraw();
  };
  const options = issues.map((issue) => issue.options);
  const add = (by: Offer["by"], who?: number): void => {
    if (!complete(options, kept.picked)) return void fill(verdict, say("incomplete"));
    kept.log.push({ by, outcome: [...kept.picked], ...(who !== undefined && { who }) });
    save();
    redraw();
  };
  const redraw = (): void => {
    const { picked } = kept;
    const whole = complete(options, picked);
    fill(verdict, whole ? judged(own, picked, unit, points) : say("incomplete"));
    fill(same, whole && own.payoffs && equal(issues, own.payoffs, picked, pick));
    fill(log, offers(it, own, kept, points, () => (kept.log.pop(), save(), redraw())));
  };
  fill(place, [
    make("h3", {}, say("desk")),
    block.dataset.minutes && timer(Number(block.dataset.minutes), kept, save),
    own.walkAway !== undefined && make("p", {}, say("walk-away", { n: points(own.walkAway) }), own.target !== undefined && " " + say("target", { n: points(own.target) })),
    make("fieldset", { className: "offer" }, make("legend", {}, say("offer")), issues.map((issue, i) => make("label", {}, make("span", {}, issue.name), selects[i]!)), verdict,
      make("p", { className: "buttons" }, button(say("mine"), () => add("mine"), true), it.roles.length > 2 ? it.roles.flatMap((name, i) => (i === role ? [] : [button(say("theirs.of", { role: name }), () => add("theirs", i))])) : button(say("theirs"), () => add("theirs")))),
    same, log, line,
    result({ talk: it, role, ended: kept.ended, picked: () => (complete(options, kept.picked) ? kept.picked : undefined), end: (result) => {
      if (result) kept.ended = result;
      else delete kept.ended;
      save();
      ended();
    } }),
    last,
  ]);
  one(document, "section.desk")?.remove();
  (all(document, ".brief.is-open").at(-1) ?? block).after(place); // the brief is read first
  redraw();
  ended();
}

/** An option with what it is worth; of a price the option says so itself. */
function label({ price }: Issue, option: string, value: number | undefined): string {
  return value === undefined || price ? option : `${option} · ${numbers.format(value)}`;
}

function judged(own: Own, outcome: Outcome, unit: string, points: (n: number) => string): Content {
  if (!own.payoffs || own.walkAway === undefined) return say("unknown");
  const value = worth(own.payoffs, outcome);
  const gap = value - own.walkAway;
  const words = Math.abs(gap) < 1e-9 ? say("at") : say(gap > 0 ? "above" : "below", { n: numbers.format(Math.abs(gap)), walk: points(own.walkAway) });
  return [make("b", {}, say(own.pays ? "costs" : "worth", { points: points(value), unit })), " ", make("span", { className: gap < -1e-9 ? "is-below" : "" }, words)];
}

function equal(issues: Issue[], payoffs: Payoffs, outcome: Outcome, pick: (outcome: Outcome) => void): Content {
  if (issues.length < 2) return undefined;
  const found = packages(payoffs, outcome);
  if (!found.length) return make("p", {}, say("equal.none"));
  return make("details", {}, make("summary", {}, say("equal")), make("ul", {}, found.map((other) => make("li", {},
    issues.flatMap((issue, i) => (other[i] === outcome[i] ? [] : [`${issue.name}: ${issue.options[other[i]!]}`])).join(" · "), " ", button(say("use"), () => pick(other))))));
}

function offers({ issues, roles }: Talk, { payoffs, walkAway }: Own, { log }: Kept, points: (n: number) => string, undo: () => void): Content {
  if (!log.length) return [make("h4", {}, say("log")), make("p", {}, say("none"))];
  return [
    make("h4", {}, say("log")), payoffs && walkAway !== undefined && moves(log.map(({ by, outcome }) => ({ by, value: worth(payoffs, outcome) })), { limit: walkAway }, points),
    make("ol", {}, log.map(({ by, who, outcome }) => make("li", {}, make("b", {}, who === undefined ? say("by." + by) : roles[who]!), payoffs ? ` ${points(worth(payoffs, outcome))}: ` : ": ", issues.map((issue, i) => `${issue.name} ${issue.options[outcome[i]!]}`).join(", ")))),
    make("p", {}, button(say("undo"), undo)),
  ];
}
