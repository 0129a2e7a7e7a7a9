// A curriculum: how far one is with each step, and which comes next.
import { make } from "../make";
import type { State } from "../record/fold";
import { say } from "../words";
import { onchange } from "./keep";
import { along, mark, notes, standing } from "./marks";
import { all, one, words } from "./parts";

export function path(block: HTMLElement, state: State): void {
  const { pass = "100" } = block.dataset; // of a hundred steps
  const steps = all(block, ".path-step");
  const next = make("p", { className: "next-step" });
  block.classList.add("is-live");
  block.append(next);
  const show = (state: State): void => {
    const noted = notes(state);
    const found = steps.map(({ dataset: { items = "", page = "", questions = "" } }) => {
      const ids = items.split(" ").filter(Boolean);
      const asked = new Set(questions.split(" "));
      const done = ids.map((id) => ({ standing: standing(state.answers.get(`${page}#${id}`), noted.has(`${page}#${id}`)), asked: asked.has(id) }));
      return { mark: mark(done, state.read.has(page)), asks: ids.length > 0 };
    });
    const { next: first, through } = along(found, Number.parseFloat(pass) || 100);
    steps.forEach((step, i) => {
      const { mark } = found[i]!;
      step.dataset.mark = mark;
      step.ariaCurrent = i === first ? "step" : null;
      one(step, ".step-mark")?.remove();
      if (!mark) return;
      const sign = make("span", { className: "sign", ariaHidden: "true" }, { seen: "\u25cb", begun: "\u25d0", done: "\u2713" }[mark]);
      step.insertBefore(make("span", { className: "step-mark" }, sign, " " + say("path." + mark)), one(step, ":scope > p")); // before what is noted of it
    });
    const link = steps[first] && one<HTMLAnchorElement>(steps[first], "a");
    next.replaceChildren(...(link ? [make("b", {}, say("path.next")), " ", make("a", { href: link.href }, words(link))] : through ? [say("path.all")] : []));
  };
  onchange(show);
  show(state);
}
