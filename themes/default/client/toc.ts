/** Marks in "On this page" the section that is being read. */
export function whereInPage(): void {
  const links = new Map<string, HTMLAnchorElement>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".toc a")) {
    links.set(decodeURIComponent(link.hash.slice(1)), link);
  }
  const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
  if (headings.length === 0) return;

  let current: HTMLAnchorElement | undefined;
  const mark = (): void => {
    // The last heading above the upper third is the one being read.
    const line = innerHeight / 3;
    const heading = headings.findLast((h) => h.getBoundingClientRect().top < line) ?? headings[0];
    const link = heading && links.get(heading.id);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
  };
  // Sections cross the line one at a time: no listener on every scroll.
  const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  for (const heading of headings) observer.observe(heading);
  mark();
}
