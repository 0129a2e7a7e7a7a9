// Turns what the record says into the marks of pages, and pages seen into the record.
import { keepMarksOf, marksOf, type Marks } from "../marks";
import type { LearnerRecord } from "../record/open";
import type { Standings } from "./standing";

let noted = false;

/** Pages that only the marks know as seen become entries of the record, once a page. */
export async function keepMarks(record: LearnerRecord, { pages }: Standings, course: CourseData): Promise<void> {
  const { profile, state } = record.keeper;
  if (record.tab || profile.lock) return keepMarksOf(record.site, undefined);
  if (!noted && !state.trouble) {
    noted = true;
    const seen = Object.keys(marksOf(record.site) ?? {});
    const news = course.pages.filter(({ id }) => seen.includes(id) && !state.read.has(id));
    if (news.length) return void record.add(...news.map(({ id, hash }) => ({ t: "read" as const, page: id, hash }))).catch(() => undefined);
  }
  const marks: Marks = {};
  for (const { page, mark } of pages) if (mark) marks[page.id] = mark;
  keepMarksOf(record.site, state.count ? marks : undefined);
}
