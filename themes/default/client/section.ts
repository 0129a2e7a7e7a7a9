import { make, type Content } from "./make";

/** A part of a page of one's own, named by its heading. */
export function section(name: string, title: string, ...content: Content[]): HTMLElement {
  const heading = make("h2", { id: "_" + name }, title);
  const made = make("section", { className: "part " + name }, heading, content);
  made.setAttribute("aria-labelledby", heading.id);
  return made;
}
