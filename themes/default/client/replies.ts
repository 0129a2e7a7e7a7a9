// On a sheet: who has answered what was shared of its negotiation, and what was said of
// single answers. forms.js loads this where something came.
import { fill, make, type Content } from "./make";
import type { Field } from "./practice/fields";
import { all, one, ownPage } from "./practice/parts";
import type { State } from "./record/fold";
import type { LearnerRecord } from "./record/open";
import { about, seenLines } from "./share/seen";
import { answersIn, sharedOf } from "./share/shared";
import { onDay } from "./share/view";
import { say } from "./words";

function replies(block: HTMLElement, fields: readonly Field[]): { show(state: State, id: string): void } {
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
      const came = answersIn(shared).filter(({ of }) => of === id).map(({ got }) => got.envelope);
      fill(place, first && came.length > 0 && make("aside", { className: "earlier" }, came.slice(-1).map(({ from, id, made }) => // the earlier ones stand in My negotiations
        make("p", {}, make("a", { href: `${ownPage("sharing")}#file=${id}` }, say("answered", { name: from.name || say("nobody"), day: onDay(made) }))))));
      for (const old of all(block, ".reply")) old.remove();
      for (const { body, from, made } of came) {
        for (const { means, value } of body.sheets.flatMap(({ fields }) => fields)) {
          if (means !== "seen" || !Array.isArray(value)) continue;
          const [head = [], ...rows] = value;
          for (const row of rows) {
            const field = about(fields, row[0]);
            field?.element.append(make("aside", { className: "reply" }, make("p", {}, [from.name || say("nobody"), onDay(made)].join(", ")), saidThen(field, row[0]!), seenLines(head, row)));
          }
        }
      }
    },
  };
}

/** The words that a comment is about, where others stand there by now. */
function saidThen(field: Field, words: string): Content {
  const [was, is] = [words.slice(field.label.length).trim(), field.read()];
  return was !== "" && (field.kind === "short" || field.kind === "long") && typeof is === "string" && !is.replace(/\s+/g, " ").startsWith(was.replace(/\u2026$/, "")) && make("q", {}, was);
}

export type Replies = typeof replies;

window.parley?.shard?.("replies", replies);
