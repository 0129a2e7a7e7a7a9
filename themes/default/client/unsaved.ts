// Where a tab alone keeps the record: how much of it is in no file yet, and a button
// that saves it, on every page with something to do. learn.js loads this there.
import { fill, make } from "./make";
import { save } from "./progress/saving";
import { readCourse } from "./read";
import type { State } from "./record/fold";
import type { LearnerRecord } from "./record/open";
import { say } from "./words";

const top = new URL("../", (document.currentScript as HTMLScriptElement).src).href;
const { lang } = document.documentElement;
const { folder } = document.querySelector<HTMLElement>("script[data-site]")?.dataset ?? {};

/** Puts the line at the end of what holds the work; it stays at the foot of the window. */
function remind(record: LearnerRecord, work: HTMLElement): void {
  const course = readCourse(`${top}course.${lang.toLowerCase()}.js`).then(({ name }) => name, () => document.title);
  const words = make("span", {});
  const status = make("span", { role: "status" });
  const button = make("button", { type: "button", className: "button" }, say("save"));
  button.onclick = async () => {
    try {
      const file = await save(record, await course);
      if (file) fill(status, say("saved." + file.how, { name: file.name }));
    } catch {
      fill(status, say("save.failed"));
    }
    line.hidden = false;
  };
  const line = make("aside", { className: "unsaved", ariaLabel: say("file") }, words, button, make("a", { href: `${top}${folder ? folder + "/" : ""}record.html` }, say("file")), status);
  const draw = ({ trouble, unsaved }: State): void => {
    fill(words, unsaved > 0 && say("backup.none", { n: unsaved, count: new Intl.NumberFormat(lang).format(unsaved) }));
    if (unsaved > 0) fill(status, ""); // it told of a file that lacks them
    line.hidden = trouble?.kind === "locked" || (unsaved === 0 && !status.textContent);
  };
  draw(record.keeper.state);
  work.append(line);
  record.onchange(draw);
}

export type Remind = typeof remind;

window.parley?.shard?.("unsaved", remind);
