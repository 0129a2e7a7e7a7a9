// What a learner's own page is drawn from: the course and the record, under the names of today.
import { fill, make } from "../make";
import { readCourse } from "../read";
import { movesOf } from "../record/refs";
import type { LearnerRecord } from "../record/open";
import { say } from "../words";

/** The course and its address; a sentence on the page, and nothing, where it cannot be had. */
export async function reading(app: HTMLElement, record: LearnerRecord): Promise<{ course: CourseData; top: URL } | undefined> {
  const top = new URL(app.dataset.course ?? "", document.baseURI);
  try {
    const [course] = await Promise.all([readCourse(top.href), record.ready]);
    record.keeper.move(movesOf(course.pages));
    return { course, top };
  } catch {
    fill(app, make("p", { className: "callout warning", role: "alert" }, say("missing")));
    return undefined;
  }
}
