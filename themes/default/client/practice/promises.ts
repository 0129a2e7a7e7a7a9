// What was promised in the talks, carried along to the review: what is still open.
import { fill, make } from "../make";
import { negotiationsOf, openPromises, sheetsOf } from "../negotiations/casework";
import { readCourse } from "../read";
import type { State } from "../record/fold";
import { say } from "../words";
import type { Field } from "./fields";
import { lang, one, siteTop } from "./parts";

/** On top of a review that does not ask for promises itself. */
export function promises(block: HTMLElement, fields: readonly Field[]): { show(state: State, id: string): void } | undefined {
  if (block.dataset.step !== "review" || fields.some(({ element }) => element.dataset.means === "promises")) return undefined;
  const place = make("div", {});
  one(block, "form")!.before(place);
  let course: Promise<CourseData> | undefined;
  let last = "";
  return {
    async show(state, id) {
      last = id;
      if (!state.cases.has(id)) return void fill(place, "");
      const read = await (course ??= readCourse(siteTop() + `course.${lang.toLowerCase()}.js`)).catch(() => undefined);
      if (!read || last !== id) return;
      const open = openPromises(negotiationsOf(sheetsOf(read), state).find((one) => one.id === id)?.said.get("promises"));
      fill(place, open.length > 0 && make("aside", { className: "earlier" }, make("p", {}, say("promises")), make("ul", {}, open.map(({ said, when }) => make("li", {}, when ? `${said} (${when})` : said)))));
    },
  };
}
