// A question that nobody judges: kept while it is written, its model shown afterwards.
import { make } from "../make";
import type { Answer } from "../record/fold";
import { say } from "../words";
import { chosen, restore } from "./answered";
import { drafts, drop, keep, onDay, sketch, tell } from "./keep";
import { button, hashHere, one, ref } from "./parts";

/** Makes a reflection keep itself. done is called when its model is shown. */
export async function reflection(block: HTMLElement, item: HTMLElement, past: readonly Answer[], done = (): void => undefined): Promise<void> {
  const { hash = "", item: id = "" } = item.dataset;
  const area = one<HTMLTextAreaElement>(item, "textarea")!;
  const key = ref(block, id);
  const draft = "answer:" + key;
  const kept = make("p", { className: "kept" });
  const model = one(block, `[data-for="${id}"]`);
  const shown = make("div", { className: "outcome" });
  shown.ariaLive = "polite";
  area.maxLength = 40_000;

  let stored = "";
  let storing: string | undefined; // on its way
  const store = async (): Promise<void> => {
    const { value } = area;
    if (value === storing) return;
    if (value === stored && storing === undefined) return drop(draft);
    storing = value;
    const done = await keep(kept, { t: "answer", item: key, hash, score: null, chosen: chosen(item) });
    if (storing === value) storing = undefined;
    if (!done) return;
    stored = value;
    if (area.value === value) await drop(draft);
  };
  const show = button(say("model"), () => {
    if (!area.value.trim()) return tell(kept, say("write"));
    show.remove();
    shown.append(...(model ? [...model.childNodes].map((node) => node.cloneNode(true)) : []));
    shown.tabIndex = -1;
    shown.focus();
    void store();
    done();
  });
  area.oninput = () => void sketch(kept, draft, area.value);
  area.onblur = () => void store();
  item.append(make("div", { className: "buttons" }, model?.textContent!.trim() && show), kept, shown);

  const last = past.at(-1);
  if (last) {
    restore(item, last.chosen);
    stored = area.value;
    tell(kept, say(hashHere(item, last.hash) === hash ? "written" : "changed", { day: onDay(last.at) }));
  }
  const written = await drafts().get(draft).catch(() => undefined);
  if (typeof written !== "string" || area.value !== stored) return;
  area.value = written;
  await store();
}
