// A curriculum: how far one is with each step, and which comes next.
import { make } from "../make";
import type { State } from "../record/fold";
import { say } from "../words";
import { onchange } from "./keep";
import { mark, type Mark } from "./marks";
import { all, one, words } from "./parts";

export function path(block: HTMLElement, state: State): void {
  const { pass = "100" } = block.dataset; // of a hundred steps
  const steps = all(block, ".path-step");
  const next = make("p", { className: "next-step" });
  block.classList.add("is-live");
  block.append(next);
  const show = ({ answers, cases, ratings, read }: State): void => {
    const begun = new Set([answers, ...[...cases.values()].map(({ fields }) => fields), ...[...ratings.values()].map(({ items }) => items)].flatMap((of: ReadonlyMap<string, unknown>) => [...of.keys()]));
    const marks = steps.map((step): Mark => {
      const { items = "", page = "", questions = "" } = step.dataset;
      const refs = (ids: string): string[] => (ids ? ids.split(" ").map((id) => `${page}#${id}`) : []);
      const found = mark(refs(questions), answers, read.has(page));
      return found === "done" || !refs(items).some((item) => begun.has(item)) ? found : "begun";
    });
    // A page without questions is never done, and holds nobody up once it was seen.
    const asks = steps.map((step) => !!step.dataset.questions);
    const done = marks.filter((found) => found === "done").length;
    const through = done > 0 && done * 100 >= asks.filter(Boolean).length * (Number.parseFloat(pass) || 100);
    const first = through ? -1 : marks.findIndex((found, i) => (asks[i] ? found !== "done" : !found));
    steps.forEach((step, i) => {
      const found = marks[i]!;
      step.dataset.mark = found;
      step.ariaCurrent = i === first ? "step" : null;
      one(step, ".step-mark")?.remove();
      if (found) step.append(make("span", { className: "step-mark" }, make("span", { className: "sign", ariaHidden: "true" }, { seen: "\u25cb", begun: "\u25d0", done: "\u2713" }[found]), " " + say("path." + found)));
    });
    const link = steps[first] && one<HTMLAnchorElement>(steps[first], "a");
    next.replaceChildren(...(link ? [make("b", {}, say("path.next")), " ", make("a", { href: link.href }, words(link))] : through ? [say("path.all")] : []));
  };
  onchange(show);
  show(state);
}
