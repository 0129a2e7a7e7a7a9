// Learning paths: how many steps are done, and which comes next.
import { make, type Content } from "../make";
import { along } from "../practice/marks";
import { say } from "../words";
import { number, part, type Drawn } from "./parts";

export interface PathStanding {
  page: CoursePage;
  title: string;
  steps: string[]; // pages
  done: number;
  finished: boolean;
}

export function pathsOf({ course, standings }: Pick<Drawn, "course" | "standings">): PathStanding[] {
  return course.pages.flatMap((page) => (page.paths ?? []).map((path) => {
    const steps = path.steps.map((step) => step.page);
    const found = steps.map((id) => {
      const { items = [], mark = "" } = standings.byPage.get(id) ?? {};
      return { mark, asks: items.length > 0 };
    });
    return { page, title: path.title ?? page.title, steps, done: found.filter(({ mark }) => mark === "done").length, finished: along(found, path.pass).through };
  }));
}

export function pathsView(found: Drawn): Content {
  const paths = pathsOf(found);
  if (!paths[0]) return undefined;
  const rows = paths.map(({ page, title, steps, done, finished }) => {
    const line = make("span", { className: "bar", ariaHidden: "true" });
    const piece = make("span", { className: "lasting" });
    piece.style.inlineSize = `${(done / Math.max(1, steps.length)) * 100}%`;
    line.append(piece);
    return make("li", { className: "competency" }, make("a", { href: found.href(page) }, title), line,
      make("span", { className: "tally" }, finished ? say("path.finished") : say("path.steps", { n: steps.length, done: number(done), count: number(steps.length) })));
  });
  return part("paths", make("ul", { className: "route" }, rows), say("path.made"));
}
