// Acts to choose from where somebody writes down what was seen: the statements of the
// self-assessments, so that coach and learner mean the same thing.
import { make } from "../make";
import { readCourse } from "../read";
import type { Field } from "./fields";
import { lang, siteTop } from "./parts";

const list = "_acts";

/** Offers them in the first column of a field that means it, from when it is first entered. */
export function anchors(fields: readonly Field[]): void {
  for (const { element } of fields.filter(({ element }) => element.dataset.means === "seen")) {
    element.addEventListener("focusin", ({ target }) => {
      const cell = target as HTMLElement;
      if (!(cell instanceof HTMLInputElement) || !cell.matches("td:first-child input") || cell.hasAttribute("list")) return;
      cell.setAttribute("list", list);
      if (!document.getElementById(list)) void offer(element);
    });
  }
}

async function offer(beside: HTMLElement): Promise<void> {
  const made = make("datalist", { id: list });
  beside.append(made);
  const { pages } = await readCourse(siteTop() + `course.${lang.toLowerCase()}.js`).catch(() => ({ pages: [] as CoursePage[] }));
  const acts = pages.filter((page) => page.lang === lang).flatMap(({ scales = [] }) => scales.flatMap(({ items }) => items.map(({ text }) => text)));
  made.append(...[...new Set(acts)].map((value) => make("option", { value })));
}
