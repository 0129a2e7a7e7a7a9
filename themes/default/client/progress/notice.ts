// What a learner should know about the keeping of the record, and one click to save it.
import { fill, make, type Content } from "../make";
import type { State } from "../record/fold";
import type { LearnerRecord } from "../record/open";
import { isCalm } from "../record/trouble";
import { say } from "../words";
import { number, onDay } from "./parts";
import { save } from "./saving";

const day = 86_400_000;
const oldBackup = 14 * day;

/** Whether a backup is due: enough was done since the last one, or since the beginning. */
export function backupDue(state: State, saved: string | undefined, now: number): boolean {
  const since = Date.parse(saved ?? state.first ?? "");
  return state.unsaved >= 10 && now - since > (saved ? oldBackup : 7 * day);
}

/** Without an address of My file this is that page, where saving has a part of its own. */
export function notice(record: LearnerRecord, state: State, href: string | undefined, course: string): Content {
  const { trouble, unsaved } = state;
  const { saved } = record.keeper;
  const due = href !== undefined && (backupDue(state, saved?.at, Date.now()) || (record.tab && unsaved > 0));
  // The layout says where a record is kept; here it is elsewhere, or shut.
  for (const said of document.querySelectorAll<HTMLElement>(".kept > span")) said.hidden = !!trouble && trouble.kind !== "clock" && trouble.kind !== "unreadable";
  if (!trouble && !due) return undefined;
  const kind = trouble?.kind;
  const calm = !kind || isCalm(kind) || kind === "clock";
  const status = make("span", { role: "status" });
  const button = make("button", { type: "button", className: "button small" }, say("save"));
  button.onclick = async () => {
    const done = await save(record, course).catch(() => undefined);
    if (done) fill(status, say("saved." + done.how, { name: done.name }));
  };
  return make("div", { className: calm ? "callout note" : "callout warning" },
    trouble && make("p", {}, say("trouble." + trouble.kind)),
    due && make("p", {}, saved ? say("backup.old", { n: unsaved, count: number(unsaved), date: onDay(saved.at) }) : say("backup.none", { n: unsaved, count: number(unsaved) })),
    make("p", { className: "row" }, href !== undefined && [unsaved > 0 && kind !== "locked" && button, make("a", { href }, say("file"))], status));
}
