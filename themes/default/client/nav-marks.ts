import { keepMarksOf, marksOf, signOf } from "./marks";

/**
 * Marks in the navigation how far the learner is with each page. Where a record has
 * been begun, this page is noted as opened; whoever keeps none leaves no trace.
 */
export function navMarks(site: string, folder: string, top: string): void {
  const marks = marksOf(site);
  const { page } = document.body.dataset;
  if (!marks || location.protocol === "file:") return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".side a")) {
    const sign = signOf(link.href.slice(top.length + folder.length).replace(/\.html$/, ""), marks);
    if (sign) link.append(sign);
  }
  if (page && !marks[page]) keepMarksOf(site, { ...marks, [page]: "seen" });
}
