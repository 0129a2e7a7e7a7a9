// What was noted before and is asked for again is offered, and never filled in unasked.
import { fill, make } from "../make";
import { negotiationsOf, sheetsOf } from "../negotiations/casework";
import { readCourse } from "../read";
import type { State } from "../record/fold";
import { say } from "../words";
import type { Field } from "./fields";
import { isEmpty, type Value } from "./lock";
import { readNumber } from "./numbers";
import { isOwn } from "./offers";
import { lang, one, siteTop } from "./parts";

export interface Carried {
  show(state: State, id: string): void;
}

type Said = ReadonlyMap<string, Value>;

/** What each meaning is taken from; "" where nothing was noted. */
const sources: Record<string, (said: Said, own: (who: string) => boolean) => string> = {
  "their-first": (said, own) => worth(said, (rows) => rows.find(([who = ""]) => !own(who))),
  result: (said) => worth(said, (rows) => rows.at(-1)),
  counted: (said) => filled(said.get("check-ins")).map(([, counted = ""]) => counted.trim()).filter(Boolean).join("; "),
};

const filled = (value: Value | undefined): string[][] => (Array.isArray(value) ? value.filter((row) => row.some((cell) => cell.trim())) : []);

/** What an offer is worth, where it was noted as one number and not in points. */
const worth = (said: Said, find: (rows: string[][]) => string[] | undefined): string =>
  said.has("points") ? "" : (find(filled(said.get("offers")).filter(([, , worth = ""]) => readNumber(worth, lang) !== undefined))?.[2]?.trim() ?? "");

/** Below each field of such a meaning. */
export function carried(fields: readonly Field[]): Carried | undefined {
  const mine = fields.filter(({ element }) => (element.dataset.means ?? "") in sources);
  if (!mine.length) return undefined;
  let course: CourseData | undefined;
  let last: [State, string] | undefined;
  const draw = (): void => {
    if (!course || !last) return;
    const [state, id] = last;
    const said: Said = negotiationsOf(sheetsOf(course), state).find((one) => one.id === id)?.said ?? new Map<string, Value>();
    for (const field of mine) {
      if (!isEmpty(field.read())) {
        one(field.element, ".carried")?.remove();
        continue;
      }
      const found = sources[field.element.dataset.means!]!(said, (who) => isOwn(who, say("by.mine"), lang));
      const place = one(field.element, ".carried") ?? field.element.appendChild(make("p", { className: "carried" }));
      place.hidden = !found;
      if (place.dataset.found === found) continue; // a button that is being pressed stays
      place.dataset.found = found;
      fill(place, found && make("button", { type: "button", className: "link", onclick: () => {
        field.write(found);
        field.dirty = true;
        field.changed();
        place.hidden = true;
        field.controls()[0]?.focus();
      } }, say("carried", { said: found })));
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
