// Below a list of terms that depend on something: whether both can want each, and
// what is still to be asked of it.
import { fill, make, type Content } from "../make";
import { say } from "../words";
import { clauses, type Clause } from "./contingent";
import type { Field } from "./fields";
import { lang, locale } from "./parts";

const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });

export function clauseCheck(fields: readonly Field[]): { show(): void } | undefined {
  const field = fields.find(({ element }) => element.dataset.means === "contingent");
  if (!field) return undefined;
  const place = make("div", { className: "clauses", role: "status" });
  field.element.after(place);
  let drawn = "";
  return {
    show() {
      const found = clauses(field.read(), lang);
      const said = JSON.stringify(found);
      if (said !== drawn) fill(place, found.map(view));
      drawn = said;
    },
  };
}

function view({ fair, mine, questions, term, theirs }: Clause): Content {
  return [
    make("p", {}, make("b", {}, term), " ", mine !== undefined && theirs !== undefined && verdict(mine, theirs, fair)),
    questions.length > 0 && make("ul", {}, questions.map((key) => make("li", {}, say("clause.ask." + key)))),
  ];
}

function verdict(mine: number, theirs: number, fair: Clause["fair"]): string {
  const [own, other] = [mine, theirs].map((n) => figure.format(Math.abs(n)));
  if (!fair) return say("clause.none");
  const between = say("clause.between", { low: figure.format(fair[0]), high: figure.format(fair[1]) });
  if (mine > 0 && theirs > 0) return `${say("clause.fair", { own, other })} ${between}`;
  return `${say(mine <= 0 ? "clause.loses.mine" : "clause.loses.theirs", { n: mine <= 0 ? own : other })} ${between}`;
}
