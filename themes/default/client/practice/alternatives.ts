// Below a table of alternatives: what each is worth, the best of them, and the
// reservation value that follows.
import { fill, make, type Content } from "../make";
import { say } from "../words";
import type { Field } from "./fields";
import { wantsMore } from "./gaps";
import type { Value } from "./lock";
import { readNumber } from "./numbers";
import { all, button, lang, locale } from "./parts";
import { alternativesOf, best, type Alternative, type Rule } from "./tree";

const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });

export interface Worths {
  show(): void;
}

/** Where a form asks for alternatives. */
export function alternatives(fields: readonly Field[]): Worths | undefined {
  const of = (means: string): Field | undefined => fields.find(({ element }) => element.dataset.means === means);
  const table = of("alternatives");
  if (!table) return undefined;
  const place = make("div", { className: "worths" });
  const line = make("p", { className: "best", role: "status" });
  table.element.after(place);
  const expected = fields.find(({ element }) => element.dataset.estimate !== undefined);
  let drawn = "";

  const number = (means: string): number | undefined => numberOf(of(means)?.read());

  const show = (): void => {
    const more = directionOf(of("direction"), number("reservation"), number("target"), expected?.read());
    const rule: Rule = { more: more ?? true, rate: number("rate") };
    const found = alternativesOf(table.read(), rule, lang);
    const said = JSON.stringify([found, rule, more, of("reservation")?.read()]);
    if (said === drawn) return;
    drawn = said;
    const top = best(found, rule);
    fill(line, top && say(rule.more ? "worth.best" : "worth.least", { name: top.name || "\u2013", n: figure.format(top.worth!) }));
    fill(place, found.length > 0 && [
      make("p", { className: "note-line" }, formula(found, rule, more)),
      sums(found, rule, top), line, top && taken(of("reservation"), figure.format(top.worth!)),
    ]);
  };
  return { show };
}

const numberOf = (value: Value | undefined): number | undefined => (typeof value === "string" ? readNumber(value, lang) : undefined);

/** Whether more is better: as it is chosen, or as the numbers of the sheet have it. */
function directionOf(choice: Field | undefined, limit: number | undefined, target: number | undefined, expected: Value | undefined): boolean | undefined {
  const value = choice?.read();
  if (choice && value) return all<HTMLInputElement | HTMLOptionElement>(choice.element, "input, option[value]:not([value=''])")[0]?.value === value; // the first says yes
  if (limit !== undefined && target !== undefined && limit !== target) return target > limit;
  if (limit !== undefined) return wantsMore(limit, expected, lang);
  const less = target === undefined ? undefined : wantsMore(target, expected, lang); // what is expected falls short of the target
  return less === undefined ? undefined : !less;
}

/** The formula in words. */
function formula(found: readonly Alternative[], { more, rate }: Rule, known: boolean | undefined): string {
  const late = found.some(({ outcomes }) => outcomes.some(({ days }) => days > 0));
  return [
    say(more ? "worth.formula" : "worth.formula.less"),
    rate !== undefined ? say("worth.rate", { n: figure.format(rate) }) : late ? say("worth.late") : "",
    known === undefined ? say("worth.direction") : "",
  ].filter(Boolean).join(" ");
}

function sums(found: readonly Alternative[], rule: Rule, top: Alternative | undefined): HTMLElement {
  return make("table", {}, make("caption", { className: "visually-hidden" }, say("worth")),
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("worth.what")), make("th", { scope: "col" }, say(rule.more ? "worth.worth" : "worth.costs")))),
    make("tbody", {}, found.map((one) => make("tr", { className: one === top ? "is-best" : "" },
      make("th", { scope: "row" }, one.name || "\u2013", make("small", {}, reckoning(one, rule))),
      make("td", {}, one.worth === undefined ? "\u2013" : figure.format(one.worth), one === top && make("small", {}, say("worth.is-best")))))));
}

/** How a number came about, or why there is none. */
function reckoning({ cost, lacks, outcomes, rest }: Alternative, { more, rate }: Rule): Content {
  if (lacks.length) return lacks.map((lack) => say("worth.no." + lack)).join(" ");
  const parts = outcomes.map(({ chance, days, value }) => `${figure.format(value!)} \u00d7 ${share.format(chance!)}` + (rate !== undefined && days > 0 ? ` ${say("worth.in", { n: figure.format(days) })}` : ""));
  return [parts.join(" + ") + (cost ? ` ${more ? "\u2212" : "+"} ${figure.format(cost)}` : ""), rest > 0 && ` \u00b7 ${say("worth.rest", { n: share.format(rest) })}`];
}

/** The button that writes the number into the field, which asks before it replaces another. */
function taken(field: Field | undefined, number: string): Content {
  const input = field?.controls()[0] as HTMLInputElement | undefined;
  if (!field || !input || numberOf(input.value) === readNumber(number, lang)) return undefined;
  if (input.readOnly) return undefined;
  const place = make("p", { className: "buttons" });
  const write = (): void => {
    input.value = number;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    field.note();
    field.changed();
    input.focus();
  };
  const ask = (): void => {
    const replace = button(say("worth.replace"), write, true);
    fill(place, [make("span", { role: "status" }, say("worth.ask", { was: input.value, n: number })), replace, button(say("worth.leave"), () => {
      fill(place, use);
      use.focus();
    })]);
    replace.focus();
  };
  const use = button(say("worth.use", { n: number, said: field.label }), () => (input.value.trim() ? ask() : write()));
  return fill(place, use);
}
