/** Puts a link to itself behind each heading of a page's text. */
export function headingAnchors(): void {
  for (const heading of document.querySelectorAll<HTMLElement>(".prose :is(h2, h3, h4)[id]")) {
    const link = document.createElement("a");
    link.className = "anchor";
    link.href = "#" + heading.id;
    link.textContent = "#";
    link.ariaHidden = "true"; // the contents list has these links for everybody
    link.tabIndex = -1;
    heading.append(" ", link);
  }
}
