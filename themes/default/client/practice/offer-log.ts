// Beside a list of offers: what each is worth beside no deal and the target, and how
// both sides moved. It reads the numbers of the preparation; nobody else's are here.
import { fill, make, type Content } from "../make";
import { negotiationsOf, sheetsOf } from "../negotiations/casework";
import { readCourse } from "../read";
import type { State } from "../record/fold";
import { moves } from "../table/moves";
import { say } from "../words";
import { clauseCheck } from "./clause-check";
import { doubted, type Field } from "./fields";
import type { Value } from "./lock";
import { readNumber } from "./numbers";
import { chosenMore, isOwn, offered, pattern, unread, type Numbers, type Offered } from "./offers";
import { packageDesk } from "./package-desk";
import { button, lang, locale, siteTop } from "./parts";

const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });

export interface OfferLog {
  show(state: State, id: string): void;
}

/** Beside a form's field for offers, where it has one. */
export function offerLog(fields: readonly Field[]): OfferLog | undefined {
  const log = fields.find(({ element }) => element.dataset.means === "offers");
  if (!log) return undefined;
  const place = make("div", { className: "offer-log", role: "status" });
  const desk = packageDesk(log);
  const bets = clauseCheck(fields);
  const begin = (who: string): void => log.add([who]);
  const both = (): HTMLElement => make("p", { className: "buttons" }, button(say("offer.mine"), () => begin(say("by.mine"))), button(say("offer.theirs"), () => begin(say("by.theirs"))));
  // Above the list they are on the first screen, below it beside the last offer.
  log.element.querySelector(".table")!.before(both());
  log.element.append(both(), place);
  let course: CourseData | undefined;
  const own = (who: string): boolean => isOwn(who, say("by.mine"), lang);

  let last: [State, string] | undefined;
  // While one talks nobody leaves the list; what stands in it counts, kept or not.
  log.element.addEventListener("change", () => draw());

  const draw = (): void => {
    bets?.show();
    if (!course || !last) return;
    const said = saidOf(...last, course);
    const rows = desk.show(said, own);
    const numbers = numbersOf(said, course);
    const doubt = doubted(rows.map(([, , worth = ""]) => worth));
    fill(place, (rows.length > 0 || !desk.used()) && [
      unread(rows, lang).map((said) => make("p", { className: "odd" }, say("offer.unread", { said }))),
      doubt !== "" && make("p", { className: "odd" }, doubt),
      view(offered(rows, numbers, own, lang), numbers),
    ]);
  };
  const show = (...now: [state: State, id: string]): void => {
    last = now;
    draw();
    if (course) return;
    // Without the course, the list is a list.
    void readCourse(siteTop() + `course.${lang.toLowerCase()}.js`).then((read) => ((course = read), draw()), () => undefined);
  };
  return { show };
}

const saidOf = (state: State, id: string, course: CourseData): ReadonlyMap<string, Value> => negotiationsOf(sheetsOf(course), state).find((one) => one.id === id)?.said ?? new Map<string, Value>();

function numbersOf(said: ReadonlyMap<string, Value>, course: CourseData): Numbers {
  const number = (means: string): number | undefined => {
    const value = said.get(means);
    return typeof value === "string" ? readNumber(value, lang) : undefined;
  };
  const [limit, target] = [number("reservation"), number("target")];
  return { limit, target, more: chosenMore(said.get("direction"), sheetsOf(course).flatMap(({ form }) => form.fields).find(({ means }) => means === "direction")?.choices) ?? (limit === undefined || target === undefined || target === limit ? undefined : target > limit) };
}

function view(all: readonly Offered[], numbers: Numbers): Content {
  const { limit, more, target } = numbers;
  if (limit === undefined) return make("p", {}, say("offer.no-limit"));
  if (!all.length) return undefined;
  const last = all.at(-1)!;
  const points = (n: number): string => figure.format(n);
  const sign = more ? 1 : -1; // higher is better in the picture
  return [
    more === undefined && make("p", { className: "odd" }, say("offer.no-direction")),
    make("p", { className: "last-offer" }, make("b", {}, `${say("by." + last.by)}: ${points(last.value)}`), " ", against(last)),
    more !== undefined && all.length > 1 && moves(all.map(({ by, value }) => ({ by, value: value * sign })), { limit: limit * sign, ...(target !== undefined && { target: target * sign }) }, (n) => points(n * sign)),
    make("ol", {}, all.map((one) => make("li", {}, `${say("by." + one.by)}: ${points(one.value)}`, one.overLimit !== undefined && one.overLimit < 0 && make("b", {}, ` ${say("offer.below")}`),
      one.step !== undefined && ` ${say(one.step < 0 ? "offer.back" : "offer.step", { n: points(Math.abs(one.step)) })}`))),
    (["mine", "theirs"] as const).map((by) => {
      const how = pattern(all, by);
      return how && make("p", {}, say(`offer.${how}.${by}`));
    }),
    make("p", { className: "note-line" }, target === undefined ? say("offer.held.limit", { limit: points(limit) }) : say("offer.held", { limit: points(limit), target: points(target) })),
  ];
}

/** An offer beside no deal and the target, in words. */
function against({ overLimit, overTarget }: Offered): string {
  if (overLimit === undefined) return "";
  const words = [say(overLimit < 0 ? "offer.worse" : overLimit > 0 ? "offer.better" : "offer.at", { n: figure.format(Math.abs(overLimit)) })];
  if (overTarget !== undefined) words.push(say(overTarget < 0 ? "offer.short" : "offer.reached", { n: figure.format(Math.abs(overTarget)) }));
  return words.join(" ");
}
