// Beside a list of offers, where the preparation says what each option is worth in
// points: an offer as a choice per issue, with one's own points and a guess of theirs.
import { fill, make, type Content } from "../make";
import { moves } from "../table/moves";
import { complete, worth, type Outcome } from "../table/offer";
import { say } from "../words";
import type { Field } from "./fields";
import type { Value } from "./lock";
import { readNumber } from "./numbers";
import { held, type Numbers } from "./offers";
import { button, lang, locale } from "./parts";
import { equals, pointsOf, span, spell, unspell, type Picked, type Points } from "./points";

const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const points = (n: number): string => figure.format(n);

type By = "mine" | "theirs";

/** What the desk knows of the preparation and of the list. */
interface Sheet extends Points {
  numbers: Numbers; // in points
  offers: { by: By; picked: Picked }[];
}

export interface PackageDesk {
  /** Draws it, and returns the offers that are no packages: those have one number. */
  show(said: ReadonlyMap<string, Value>, own: (who: string) => boolean): string[][];
  /** Whether there are points, and so packages. */
  used(): boolean;
}

export function packageDesk(log: Field): PackageDesk {
  const place = make("section", { className: "desk package-desk", hidden: true });
  log.element.before(place);
  let sheet: Sheet | undefined;
  let picked: (number | undefined)[] = [];
  let drawn = "";
  let look = (): void => undefined;
  const verdict = make("div", { className: "worth", role: "status" });
  const same = make("div", { className: "packages" });
  const past = make("div", { className: "offer-log" });
  let selects: HTMLSelectElement[] = [];

  const redraw = (): void => {
    if (!sheet) return;
    fill(verdict, judged(sheet, picked));
    fill(same, complete(sheet.mine, picked) && sheet.issues.length > 1 && equal(sheet, picked, (outcome) => {
      choose(outcome);
      selects[0]?.focus();
    }));
  };
  const choose = (outcome: Picked): void => {
    picked = [...outcome];
    for (const [i, select] of selects.entries()) select.value = `${picked[i] ?? ""}`;
    redraw();
  };
  const add = (by: By): void => {
    if (!sheet) return;
    const { issues, mine } = sheet;
    if (picked.every((one) => one === undefined)) return void fill(verdict, say("package.choose"));
    log.add([say("by." + by), spell(issues, picked), complete(mine, picked) ? points(worth(mine, picked)) : ""]);
    look(); // before the row is left: its offer counts
  };
  /** Draws the choices anew where the sheet has others. */
  const build = ({ issues, mine, odd }: Sheet): void => {
    picked = issues.map(() => undefined);
    selects = issues.map(({ name, options }, i) => make("select", { ariaLabel: name, autocomplete: "off", onchange: () => {
      picked[i] = selects[i]!.value === "" ? undefined : Number(selects[i]!.value);
      redraw();
    } }, make("option", { value: "" }, say("package.open")), options.map((option, j) => make("option", { value: `${j}` }, `${option} \u00b7 ${points(mine[i]![j]!)}`))));
    fill(place, [
      make("h3", {}, say("package")), make("p", {}, say("package.why")),
      odd.length > 0 && make("p", { className: "note-line" }, say("package.odd", { said: odd.join("; ") })),
      make("div", { className: "offer", role: "group", ariaLabel: say("package") }, issues.map(({ name }, i) => make("label", {}, make("span", {}, name), selects[i]!))),
      verdict, make("p", { className: "buttons" }, button(say("package.mine"), () => add("mine"), true), button(say("package.theirs"), () => add("theirs"))), same, past,
    ]);
  };
  /** Reads the sheet and the list anew; what it returns are the offers that are no packages. */
  const read = (said: ReadonlyMap<string, Value>, own: (who: string) => boolean): string[][] => {
    const rows = log.read() as string[][];
    const found = pointsOf(said.get("points"), lang);
    place.hidden = !found;
    sheet = undefined;
    if (!found) return rows;
    const offers = rows.map(([who = "", what = ""]) => ({ by: own(who.trim()) ? "mine" as const : "theirs" as const, picked: unspell(found.issues, what) }));
    const number = (means: string): number | undefined => readNumber((said.get(means) as string | undefined) ?? "", lang);
    sheet = { ...found, numbers: { limit: number("points-no-deal"), target: number("points-target"), more: true }, offers: offers.flatMap(({ by, picked }) => (picked ? [{ by, picked }] : [])) };
    const now = JSON.stringify(found);
    if (now !== drawn) build(sheet);
    drawn = now;
    fill(past, soFar(sheet));
    redraw();
    return rows.filter((_, i) => !offers[i]!.picked);
  };
  return {
    used: () => sheet !== undefined,
    show(said, own) {
      look = () => void read(said, own);
      return read(said, own);
    },
  };
}

/** What an offer is worth, to whom, and how far it moves. */
function judged({ issues, mine, numbers, offers, theirs }: Sheet, picked: Picked): Content {
  const [low, high] = span(mine, picked);
  if (picked.every((one) => one === undefined)) return say("package.choose");
  if (!complete(mine, picked)) {
    const open = issues.flatMap(({ name }, i) => (picked[i] === undefined ? [name] : [])).join(", ");
    return [make("b", {}, say("package.between", { low: points(low), high: points(high) })), " ", say("package.open-still", { said: open }), " ", numbers.limit !== undefined && high < numbers.limit && make("span", { className: "is-below" }, say("package.never"))];
  }
  return [
    make("p", {}, make("b", {}, say("package.worth", { n: points(low) })), " ", against(low, numbers)),
    theirs && make("p", {}, say("package.estimate", { n: points(worth(theirs, picked)) })),
    (["mine", "theirs"] as const).map((by) => {
      const before = offers.findLast((one) => one.by === by)?.picked;
      return before && complete(mine, before) && make("p", { className: "note-line" }, moved(by, low - worth(mine, before), theirs && worth(theirs, picked) - worth(theirs, before)));
    }),
  ];
}

/** Own points beside those of no deal and of the target, in words. */
function against(value: number, { limit, target }: Numbers): Content {
  if (limit === undefined) return say("package.no-limit");
  const gap = value - limit;
  const words = say(gap < -1e-9 ? "package.below" : gap > 1e-9 ? "package.above" : "package.at", { n: points(Math.abs(gap)), limit: points(limit) });
  return [
    make("span", { className: gap < -1e-9 ? "is-below" : "" }, words), " ",
    target !== undefined && say(value < target ? "package.short" : "package.reached", { n: points(Math.abs(target - value)), target: points(target) }),
  ];
}

/** How an offer differs from the last of a side: in own points, and in what they are thought to get. */
function moved(by: By, own: number, other: number | undefined): string {
  const first = say(`package.${own < 0 ? "less" : own > 0 ? "more" : "same"}.${by}`, { n: points(Math.abs(own)) });
  return other === undefined ? first : `${first} ${say(other < 0 ? "package.they-lose" : other > 0 ? "package.they-gain" : "package.they-same", { n: points(Math.abs(other)) })}`;
}

/** Other packages of about the same worth to oneself. */
function equal(sheet: Sheet, outcome: Outcome, use: (outcome: Outcome) => void): Content {
  const { issues, mine, theirs } = sheet;
  const found = equals(sheet, outcome);
  if (!found.length) return make("p", { className: "note-line" }, say("package.none"));
  return [make("h4", {}, say("package.equal")), make("ul", {}, found.map((other) => make("li", {},
    make("span", {}, spell(issues, other.map((option, i) => (option === outcome[i] ? undefined : option)))),
    make("small", {}, [say("package.points", { n: points(worth(mine, other)) }), theirs && guess(worth(theirs, other) - worth(theirs, outcome))].filter(Boolean).join(" \u00b7 ")),
    button(say("package.use"), () => use(other)))))];
}

const guess = (gain: number): string => say(gain < 0 ? "package.guess-less" : gain > 0 ? "package.guess-more" : "package.guess-same", { n: points(Math.abs(gain)) });

/** The packages so far, each with its worth and how far its side moved. */
function soFar({ issues, mine, numbers, offers }: Sheet): Content {
  const whole = offers.filter((one): one is { by: By; picked: Outcome } => complete(mine, one.picked)).map(({ by, picked }) => ({ by, picked, value: worth(mine, picked) }));
  if (!offers.length) return undefined;
  const steps = held(whole, numbers);
  const { limit, target } = numbers;
  return [
    make("h4", {}, say("package.past")),
    limit !== undefined && whole.length > 1 && moves(whole, target === undefined ? { limit } : { limit, target }, points),
    make("ol", {}, offers.map(({ by, picked }) => {
      const at = whole.findIndex((one) => one.picked === picked);
      const { step } = steps[at] ?? {};
      const [low, high] = span(mine, picked);
      const below = limit !== undefined && high < limit - 1e-9; // however what is open turns out
      return make("li", {}, make("b", {}, `${say("by." + by)}: ${at < 0 ? say("range", { low: points(low), high: points(high) }) : points(low)}`), below && make("b", { className: "is-below" }, ` ${say("offer.below")}`),
        step !== undefined && ` ${say(step < 0 ? "offer.back" : "offer.step", { n: points(Math.abs(step)) })}`, make("small", {}, spell(issues, picked)));
    })),
  ];
}
