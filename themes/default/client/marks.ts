// Marks of pages in the navigation and in the search: a short copy of what the
// record says, since a page that only shows them must not open it.

import { make } from "./make";

type Mark = "seen" | "begun" | "done";
export type Marks = Record<string, Mark>;

/** The marks that this browser keeps for a site; none on a disk, nor with a passphrase. */
export function marksOf(site: string): Marks | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem("parley-marks:" + site) ?? "");
    return typeof kept === "object" && kept !== null ? (kept as Marks) : undefined;
  } catch {
    return undefined;
  }
}

export function keepMarksOf(site: string, marks: Marks | undefined): void {
  try {
    if (marks) localStorage.setItem("parley-marks:" + site, JSON.stringify(marks));
    else localStorage.removeItem("parley-marks:" + site);
  } catch {
    // No marks, then.
  }
}

/** The script that says whose site this is, and what a mark is called. */
const core = (): HTMLElement | null => document.querySelector<HTMLElement>("script[data-site]");

/** The mark of a page, for the eye and in words; nothing where there is none. */
export function signOf(page: string, marks = marksOf(core()?.dataset.site ?? "")): HTMLElement | undefined {
  const mark = marks?.[page];
  const words = mark && core()?.dataset[mark];
  if (!words) return undefined;
  const sign = make("span", { className: "mark", title: words }, make("span", { className: "visually-hidden" }, ` (${words})`));
  sign.dataset.mark = mark;
  return sign;
}
