// What is next.
import { make, type Content } from "../make";
import { say } from "../words";
import { begun, number, type Drawn } from "./parts";
import { pathsOf } from "./paths";
import { next, type Step } from "./standing";

export function nextView(found: Drawn): HTMLElement {
  const today = new Date().toISOString();
  const steps = next(found.standings, found.due ?? 0, today, found.state, pathsOf(found).flatMap((path) => path.steps));
  const heading = make("h2", { id: "_next" }, say(begun(found) ? "next" : "start"));
  const section = make("section", { className: "part next-steps" }, heading,
    !begun(found) && make("p", {}, say("empty")),
    steps[0] ? make("ul", { className: "steps-next" }, steps.map((step, i) => make("li", {}, stepView(step, found, i === 0)))) : make("p", {}, say(begun(found) ? "all-done" : "none-yet")));
  section.setAttribute("aria-labelledby", heading.id);
  return section;
}

function stepView(step: Step, found: Drawn, first: boolean): Content {
  const className = first ? "button" : "";
  if (step.what === "cards") return [make("a", { className, href: "#_cards" }, say("cards.go", { n: step.count, count: number(step.count) })), make("span", {}, say("cards.why"))];
  const { page } = step.page;
  return [
    make("a", { className, href: found.href(page) }, page.title),
    make("span", {}, say("step." + step.what, { n: step.count, count: number(step.count) }), page.minutes ? ` · ${say("minutes", { n: page.minutes })}` : ""),
  ];
}
