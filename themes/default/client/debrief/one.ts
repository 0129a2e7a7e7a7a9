// One negotiation looked at: the deal, what it was worth to each, and what else there was.
import { fill, make, type Content } from "../make";
import { button } from "../practice/parts";
import { decode, encode } from "../table/codes";
import type { Kept as Desk } from "../table/desk";
import { utilities } from "../table/deal";
import { numbers } from "../table/issues";
import { exercise, told } from "../table/talk";
import { say } from "../words";
import { picture } from "./picture";
import type { Mark } from "./marks";
import { qualityOf, type Case, type Solution } from "./solution";
import { fees, leftover, missed, priorities, table, verdict } from "./words";

/** What of it is kept: options by issue, null for no deal; other walk-away values by role. */
export interface One {
  picked?: (number | undefined)[] | null;
  walk?: (number | undefined)[];
}

/** Draws it; desks are what players of this device have kept, by role. */
export function one(it: Case, kept: One, desks: ReadonlyMap<number, Desk>, save: () => void): HTMLElement {
  const found = [...desks].find(([, desk]) => desk.ended);
  if (found && kept.picked === undefined) kept.picked = found[1].ended!.outcome ? [...found[1].ended!.outcome] : null;
  const line = make("p", { className: "code-line" });
  const code = make("input", { autocomplete: "off", spellcheck: false, autocapitalize: "characters", size: 18, value: found?.[1].ended ? encode(exercise(it), found[1].ended) : "" });
  const form = make("form", { className: "confirm" }, make("label", {}, make("span", {}, say("code")), code), make("button", { className: "quiet" }, say("look")), line);
  form.onsubmit = (event) => {
    event.preventDefault();
    const read = decode(exercise(it), code.value);
    fill(line, "wrong" in read && say("code." + read.wrong));
    if ("wrong" in read) return;
    kept.picked = read.outcome ? [...read.outcome] : null;
    changed();
  };
  const selects = it.issues.map(({ name, options }, i) => make("select", { ariaLabel: name, onchange: () => {
    const picked = (kept.picked ??= []);
    picked[i] = selects[i]!.value === "" ? undefined : Number(selects[i]!.value);
    changed();
  } }, make("option", { value: "" }, say("choose")), options.map((option, j) => make("option", { value: `${j}` }, option))));
  const walks = it.roles.map((role, i) => make("input", { inputMode: "decimal", size: 10, ariaLabel: role, oninput: () => {
    const value = Number(walks[i]!.value.replace(",", "."));
    (kept.walk ??= [])[i] = walks[i]!.value.trim() === "" || Number.isNaN(value) ? undefined : it.solution.pays?.[0] === i ? 0 - value : value;
    changed();
  } }));
  const place = make("div", { className: "looked-at" });
  const changed = (): void => {
    save();
    redraw();
  };
  const redraw = (): void => {
    const { picked } = kept;
    for (const [i, select] of selects.entries()) select.value = picked?.[i] === undefined ? "" : `${picked[i]}`;
    const now = replayed(it, kept.walk);
    const outcome = picked && it.issues.every((_, i) => picked[i] !== undefined) ? (picked as number[]) : undefined;
    const quality = outcome || picked === null ? qualityOf(now.solution, outcome) : undefined;
    const own = now.solution === it.solution;
    fill(place, [
      picture(now, [...offers(now, desks), ...(quality?.outcome ? [{ kind: "deal", u: quality.u, words: told(it.issues, quality.outcome) } satisfies Mark] : [])], own, quality),
      !own && make("p", { className: "replayed" }, suits(now)),
      table(now, quality, own),
      quality && make("section", { className: "judged-deal" }, [verdict(now, quality), leftover(now, quality), missed(now, quality)]),
      fees(now),
      priorities(now, desks),
    ]);
  };
  const part = make("section", { className: "one" }, [
    make("h4", {}, say("one")),
    found && make("p", {}, say("from-desk", { role: it.roles[found[0]] })),
    form,
    make("details", { className: "replay", open: !found }, make("summary", {}, say("replay")),
      make("div", { className: "offer" }, it.issues.map(({ name }, i) => make("label", {}, make("span", {}, name), selects[i]!))),
      make("p", { className: "buttons" }, button(say("no-deal"), () => (kept.picked = null, changed()))),
      make("fieldset", { className: "walks" }, make("legend", {}, say("walks")), it.roles.map((role, i) => make("label", {}, make("span", {}, role), walks[i]!)),
        button(say("own-numbers"), () => {
          delete kept.walk;
          for (const input of walks) input.value = "";
          changed();
        }))),
    place,
  ]);
  for (const [i, input] of walks.entries()) {
    input.placeholder = it.points(i, it.solution.walkAway[i]!);
    if (kept.walk?.[i] !== undefined) input.value = `${it.shown(i, kept.walk[i])}`;
  }
  redraw();
  return part;
}

/** The negotiation with other walk-away values; the very same where there are none. */
function replayed(it: Case, walk: One["walk"]): Case {
  const walkAway = it.solution.walkAway.map((value, i) => walk?.[i] ?? value);
  if (walkAway.every((value, i) => value === it.solution.walkAway[i])) return it;
  return { ...it, solution: { ...it.solution, walkAway } satisfies Solution };
}

/** How many efficient deals would suit everybody. */
function suits({ solution }: Case): Content {
  const n = solution.frontier.filter((u) => u.every((value, i) => value >= solution.walkAway[i]! - 1e-9)).length;
  return say("replayed", { n, count: numbers.format(n), of: numbers.format(solution.frontier.length) });
}

/** The offers of this device's longest log, as marks: its owner's as squares. */
function offers({ issues, roles, solution, points }: Case, desks: ReadonlyMap<number, Desk>): Mark[] {
  const [longest] = [...desks].sort(([, a], [, b]) => b.log.length - a.log.length);
  if (!longest) return [];
  const [role, { log }] = longest;
  return log.map(({ by, outcome }, i) => {
    const u = utilities(solution, outcome);
    return { kind: by, u, label: `${i + 1}`, words: `${i + 1}. ${by === "mine" ? roles[role] : say("others")}: ${told(issues, outcome)} (${roles.map((name, at) => `${name} ${points(at, u[at]!)}`).join(", ")})` };
  });
}
