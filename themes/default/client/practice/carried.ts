// What was noted before and is asked for again is offered, and never filled in unasked.
import { fill, make } from "../make";
import { negotiationsOf, sheetsBeside, sheetsOf } from "../negotiations/casework";
import { readCourse } from "../read";
import type { State } from "../record/fold";
import { say } from "../words";
import type { Field } from "./fields";
import { isEmpty, type Value } from "./lock";
import { readNumber } from "./numbers";
import { isOwn } from "./offers";
import { all, lang, one, siteTop } from "./parts";

export interface Carried {
  show(state: State, id: string): void;
}

type Said = ReadonlyMap<string, Value>;

/** What a source may ask: who is oneself, what answers there are, the first answer to what another field means. */
interface Known {
  own(who: string): boolean;
  answers: string[];
  first(means: string): string | undefined;
}

/** What each meaning is taken from; "" or no rows where nothing was noted. */
const sources: Record<string, (said: Said, known: Known) => string | string[][]> = {
  "their-first": (said, { own }) => worth(said, (rows) => rows.find(([who = ""]) => !own(who))),
  result: (said) => worth(said, (rows) => rows.at(-1)),
  practice: (said) => plain(said.get("change")),
  counted: (said) => filled(said.get("check-ins")).map(([, counted = ""]) => counted.trim()).filter(Boolean).join("; "),
  "promises-agreed": (said) => promised(said.get("promises")),
  "promises-kept": (said) => promised(said.get("promises-agreed") ?? said.get("promises")),
  ended: (said, { answers, first }) => (said.has("answer") && said.get("answer") === first("answer") ? (answers[0] ?? "") : ""),
};

const filled = (value: Value | undefined): string[][] => (Array.isArray(value) ? value.filter((row) => row.some((cell) => cell.trim())) : []);

/** In one line. */
const plain = (value: Value | undefined): string => (typeof value === "string" ? value.trim().replace(/\s+/g, " ") : "");

/** Who does what by when: what more is said of a promise differs from sheet to sheet. */
const promised = (value: Value | undefined): string[][] => filled(value).map((row) => row.slice(0, 3));

/** What an offer is worth, where it was noted as one number and not in points. */
const worth = (said: Said, find: (rows: string[][]) => string[] | undefined): string =>
  said.has("points") ? "" : (find(filled(said.get("offers")).filter(([, , worth = ""]) => readNumber(worth, lang) !== undefined))?.[2]?.trim() ?? "");

/** Below each field of such a meaning. */
export function carried(fields: readonly Field[]): Carried | undefined {
  // What one practises may be a choice, which takes no words.
  const mine = fields.filter(({ element: { dataset: { means = "" } }, kind }) => means in sources && (means !== "practice" || kind === "short"));
  if (!mine.length) return undefined;
  let course: CourseData | undefined;
  let last: [State, string] | undefined;
  const draw = (): void => {
    if (!course || !last) return;
    const [state, id] = last;
    const sheets = [...sheetsOf(course), ...sheetsBeside(course)];
    const said: Said = negotiationsOf(sheets, state).find((one) => one.id === id)?.said ?? new Map<string, Value>();
    const first = (means: string): string | undefined => sheets.flatMap(({ form }) => form.fields).find((field) => field.means === means)?.choices?.[0];
    for (const field of mine) {
      if (!isEmpty(field.read())) {
        one(field.element, ".carried")?.remove();
        continue;
      }
      const answers = all<HTMLInputElement>(field.element, "input[type=radio]").map(({ value }) => value);
      const found = sources[field.element.dataset.means!]!(said, { own: (who) => isOwn(who, say("by.mine"), lang), answers, first });
      const text = JSON.stringify(found);
      const place = one(field.element, ".carried") ?? field.element.appendChild(make("p", { className: "carried" }));
      place.hidden = !found.length;
      if (place.dataset.found === text) continue; // a button that is being pressed stays
      place.dataset.found = text;
      fill(place, found.length > 0 && make("button", { type: "button", className: "link", onclick: () => {
        field.write(found);
        field.dirty = true;
        field.changed();
        place.hidden = true;
        field.controls()[0]?.focus();
      } }, Array.isArray(found) ? say("carried.rows", { n: found.length }) : say("carried", { said: found })));
    }
  };
  return { show(...now) {
    last = now;
    if (!now[0].cases.has(now[1])) {
      // Nothing was noted, and nothing is to be loaded; what is offered is of another negotiation.
      for (const { element } of mine) one(element, ".carried")?.remove();
      return;
    }
    if (course) return draw();
    void readCourse(siteTop() + `course.${lang.toLowerCase()}.js`).then((read) => ((course = read), draw()), () => undefined);
  } };
}
