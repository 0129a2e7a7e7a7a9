// Erases a record from this browser, a backup offered first.
import { fill, make } from "../make";
import { keepMarksOf } from "../marks";
import type { LearnerRecord } from "../record/open";
import { erase } from "../record/people";
import { say } from "../words";
import { leave } from "./asking";
import { part } from "./parts";
import { save } from "./saving";

export function erasing(record: LearnerRecord, course: string): HTMLElement {
  const row = make("p", { className: "row" });
  const gone = async (): Promise<void> => {
    await erase(record);
    leave();
    keepMarksOf(record.site, undefined);
    // Firefox, from a disk, would lose what a page keeps that was loaded twice in a row: see frame.ts.
    if (record.onDisk) location.search = location.search ? "" : "again";
    else location.reload();
  };
  const button = make("button", { type: "button", className: "quiet", onclick: () => ask() }, say("erase"));
  const ask = (): void => {
    const locked = record.keeper.state.trouble?.kind === "locked";
    const status = make("span", { role: "status" });
    const backup = make("button", { type: "button", className: "button" }, say("erase.save"));
    backup.onclick = async () => {
      const file = await save(record, course).catch(() => undefined);
      if (file) fill(status, say("saved." + file.how, { name: file.name }));
    };
    fill(row, [make("b", { className: "ask" }, say("erase.ask")), !locked && backup,
      make("button", { type: "button", className: "danger", onclick: () => void gone() }, say("erase.now")),
      make("button", { type: "button", className: "quiet", onclick: () => (fill(row, button), button.focus()) }, say("cancel")), status]);
    (locked ? row.querySelectorAll("button")[1] : backup)?.focus();
  };
  fill(row, button);
  return part("erasing", [make("p", {}, say("erase.lead")), row]);
}
