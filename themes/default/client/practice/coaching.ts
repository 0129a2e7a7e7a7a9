// Beside a preparation: what somebody took along from last time. Beside a preparation
// and a commitment: the gaps that a coach would point at, each with where to read about it.
import { fill, make, type Content } from "../make";
import { dayIn } from "../day";
import { daysUntil, earlier, isActive, negotiationsOf, sheetsOf } from "../negotiations/casework";
import { readCourse } from "../read";
import type { State } from "../record/fold";
import { say } from "../words";
import type { Field } from "./fields";
import { commitmentGaps } from "./commitment-gaps";
import { gaps, type Gap } from "./gaps";
import { lang, one, siteTop } from "./parts";

/** Which term a gap is about: the first lesson that uses it says more, or else its own page. */
const terms: Record<Gap["key"], string> = {
  "no-deal": "batna", value: "reservation-value", worse: "reservation-value", same: "target", reason: "objective-criteria",
  "their-need": "interests", "only-own": "interests", untested: "assumption", plan: "implementation-intention",
  many: "learning-commitment", cue: "implementation-intention", measure: "learning-commitment", result: "learning-commitment", soon: "learning-commitment", late: "learning-commitment",
};

export interface Coaching {
  /** Looks at the sheet anew. */
  show(state: State, id: string): void;
}

/** Where a sheet for the preparation or for a commitment has fields that mean something to Parley. */
export function coaching(block: HTMLElement, fields: readonly Field[]): Coaching | undefined {
  const known = fields.filter(({ element }) => element.dataset.means);
  const { step } = block.dataset;
  if ((step !== "preparation" && step !== "commitment") || !known.length) return undefined;
  const expected = fields.find(({ element }) => element.dataset.estimate !== undefined);
  const before = make("div", {});
  const after = make("div", { className: "gaps", role: "status" });
  one(block, "form")!.before(before);
  one(block, "form")!.after(after);
  let course: Promise<CourseData> | undefined;
  let drawn = "";
  let opened = "";
  let active = 0; // other commitments

  const read = (): Promise<CourseData> => (course ??= readCourse(siteTop() + `course.${lang.toLowerCase()}.js`));

  /** What other negotiations say to this one: what was taken along, what is practised already. */
  const take = async (state: State, id: string): Promise<void> => {
    if (opened === id) return;
    opened = id;
    active = 0;
    fill(before, "");
    if (state.cases.size - Number(state.cases.has(id)) < 1) return; // nothing to take along, and nothing to load
    const others = await read().then((course) => negotiationsOf(sheetsOf(course), state), () => []);
    if (opened !== id) return;
    if (step === "commitment") {
      active = others.filter((one) => one.id !== id && isActive(one)).length;
      return ask();
    }
    const found = earlier(others, id);
    if (!found) return;
    const { change, closed, cue, from, lesson, next, practice } = found;
    fill(before, make("aside", { className: "earlier" }, make("p", {}, say("earlier", { name: from.name })),
      make("ul", {}, ([["lesson", lesson], ["change", change], ["next", next], [closed ? "practised" : "practice", practice], ["cue", cue]] as const).map(([key, words]) => words !== "" && make("li", {}, make("b", {}, say("earlier." + key)), " ", words)))));
  };

  const show = (state: State, id: string): void => {
    void take(state, id);
    ask();
  };

  const ask = (): void => {
    const said = new Map(known.map((field) => [field.element.dataset.means!, field.read()]));
    const today = dayIn(0);
    const found = step === "commitment" ? commitmentGaps(said, active, (day) => daysUntil(day, today)) : gaps(said, expected?.read(), lang);
    const look = found.map(({ key }) => key).join();
    if (look === drawn) return;
    drawn = look;
    fill(after, found.length > 0 && [make("p", {}, say("gaps")), make("ul", {}, found.slice(0, 4).map((gap) => make("li", {}, told(gap))))]);
    for (const link of after.querySelectorAll<HTMLAnchorElement>("[data-term]")) void lead(link);
  };

  const told = ({ at, key }: Gap): Content => {
    const field = known.find(({ element }) => element.dataset.means === at);
    const more = make("a", { hidden: true }, say("gap.more"));
    more.dataset.term = terms[key];
    return [make("button", { type: "button", className: "link", onclick: () => {
      const details = field?.element.closest("details");
      if (details) details.open = true;
      field?.controls()[0]?.focus();
    } }, say("gap." + key)), " ", more];
  };

  /** Finds where one can read more, if the course says anything about it. */
  const lead = async (link: HTMLAnchorElement): Promise<void> => {
    const { pages } = await read().catch(() => ({ pages: [] as CoursePage[] }));
    const term = pages.find(({ id }) => id === "glossary/" + link.dataset.term);
    if (!term) return;
    const page = pages.find(({ kind, lang: written, terms = [] }) => kind === "lesson" && written === term.lang && terms.includes(term.id)) ?? term;
    link.href = siteTop() + page.path;
    link.title = page.title;
    link.hidden = false;
  };
  return { show };
}
