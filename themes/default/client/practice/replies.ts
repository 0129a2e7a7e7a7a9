// On top of a sheet: who has answered what was shared of its negotiation.
import { fill, make } from "../make";
import type { State } from "../record/fold";
import type { LearnerRecord } from "../record/open";
import { answered, sharedOf } from "../share/shared";
import { say } from "../words";
import { onDay } from "./keep";
import { one, ownPage } from "./parts";

/** On one's own sheets of a negotiation; a coach's leads to what it is about by itself. */
export function replies(block: HTMLElement): { show(state: State, id: string): void } | undefined {
  const { step } = block.dataset;
  if (step === undefined || step === "coaching" || one(document.body, ".practice[data-step]") !== block) return undefined; // once on a page
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
      const all = [...shared.got.values()].filter(({ envelope }) => answered(shared, envelope) === id);
      fill(place, all.length > 0 && make("aside", { className: "earlier" }, all.map(({ envelope: { from, id, made } }) =>
        make("p", {}, make("a", { href: `${ownPage("sharing")}#file=${id}` }, say("answered", { name: from.name || say("nobody"), day: onDay(made) }))))));
    },
  };
}
