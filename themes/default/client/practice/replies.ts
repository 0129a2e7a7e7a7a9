// On a sheet: who has answered what was shared of its negotiation, and what was said of single answers.
import { fill, make } from "../make";
import type { State } from "../record/fold";
import type { LearnerRecord } from "../record/open";
import { answered, sharedOf } from "../share/shared";
import { say } from "../words";
import { seenLines } from "../share/seen";
import type { Field } from "./fields";
import { onDay } from "./keep";
import { all, one, ownPage } from "./parts";

/** On one's own sheets of a negotiation; a coach's leads to what it is about by itself. */
export function replies(block: HTMLElement, fields: readonly Field[]): { show(state: State, id: string): void } | undefined {
  const { step } = block.dataset;
  if (step === undefined || step === "coaching") return undefined;
  const first = one(document.body, ".practice[data-step]") === block; // once on a page
  const place = make("div", {});
  one(block, "form")!.before(place);
  let drawn = "";
  return {
    show({ count }, id) {
      const look = `${count} ${id}`;
      if (look === drawn) return; // all entries are looked through
      drawn = look;
      const { keeper, site } = window.parley!.record as LearnerRecord;
      const shared = sharedOf(keeper.all().values(), site);
      const came = [...shared.got.values()].filter(({ envelope }) => answered(shared, envelope) === id);
      fill(place, first && came.length > 0 && make("aside", { className: "earlier" }, came.map(({ envelope: { from, id, made } }) =>
        make("p", {}, make("a", { href: `${ownPage("sharing")}#file=${id}` }, say("answered", { name: from.name || say("nobody"), day: onDay(made) }))))));
      for (const old of all(block, ".reply")) old.remove();
      for (const { envelope: { body, from } } of came) {
        for (const { means, value } of body.sheets.flatMap(({ fields }) => fields)) {
          if (means !== "seen" || !Array.isArray(value)) continue;
          const [head = [], ...rows] = value;
          for (const row of rows) about(fields, row[0])?.element.append(make("aside", { className: "reply" }, make("p", {}, from.name || say("nobody")), seenLines(head, row)));
        }
      }
    },
  };
}

/** The field that a comment is about: it begins with what the field asks; the longest question, where one begins like another. */
const about = (fields: readonly Field[], words = ""): Field | undefined =>
  fields.filter(({ label }) => label && `${words} `.startsWith(`${label} `)).sort((a, b) => b.label.length - a.label.length)[0];
