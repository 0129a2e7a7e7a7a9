// My file: what is kept here, taken along and brought back.
import { fill, make, type Content } from "../make";
import { readCourse } from "../read";
import type { State } from "../record/fold";
import type { LearnerRecord } from "../record/open";
import { say } from "../words";
import { erasing } from "./erasing";
import { notice } from "./notice";
import { opening } from "./opening";
import { number, onDay, part } from "./parts";
import { persons, unlocking } from "./persons";
import { pickers, save } from "./saving";

export async function filePage(app: HTMLElement, record: LearnerRecord): Promise<void> {
  const [course] = await Promise.all([readCourse(new URL(app.dataset.course ?? "", document.baseURI).href).catch(() => undefined), record.ready]);
  const name = course?.name ?? document.title;
  const head = make("div", {});
  const mine = make("div", {});
  const ways = make("div", {});
  const status = make("p", { role: "status", className: "status" }); // outlives what is drawn anew
  let drawnFor = "";

  const draw = (state: State): void => {
    const { profile } = record.keeper;
    const locked = state.trouble?.kind === "locked";
    fill(head, notice(record, state, undefined, name));
    const asked = mine.querySelector(".ask"); // a question that waits for its answer stays
    if (locked || !asked) fill(mine, locked ? undefined : kept(record, state, name, status));
    // The other parts hold what somebody is typing: they are drawn anew for another person alone.
    const key = `${profile.id} ${profile.name} ${!!profile.lock} ${locked}`;
    if (key === drawnFor) return;
    drawnFor = key;
    fill(ways, [locked ? unlocking(record) : opening(record, name), !record.tab && persons(record), erasing(record, name), how(record)]);
  };
  fill(app, [head, mine, ways]);
  draw(record.keeper.state);
  app.dataset.ready = "true";
  record.onchange(draw);
}

function kept(record: LearnerRecord, state: State, course: string, status: HTMLElement): Content {
  const { saved, profile } = record.keeper;
  const done = async (anew: boolean): Promise<boolean> => {
    try {
      const file = await save(record, course, anew);
      if (file) fill(status, say("saved." + file.how, { name: file.name }));
      return !!file;
    } catch {
      fill(status, say("save.failed"));
      return false;
    }
  };
  const row = make("p", { className: "row" });
  const button = make("button", { type: "button", className: "button" }, say("save"));
  button.onclick = async () => {
    if (saved || record.tab || (await record.note("forgets")) !== undefined) return void done(false);
    fill(row, question(record, (advice) => {
      fill(row, button);
      void done(false).then((came) => came && status.append(" ", advice));
    }));
    row.querySelector("button")?.focus();
  };
  fill(row, [button, saved?.file && pickers().showSaveFilePicker && make("button", { type: "button", className: "quiet", onclick: () => void done(true) }, say("save.anew"))]);
  const lines = [
    state.count === 0 ? say("kept.none") : say(record.tab ? "kept.tab" : "kept.here", { n: state.count, count: number(state.count) }),
    state.unsaved > 0 && say("unsaved", { n: state.unsaved, count: number(state.unsaved) }),
    saved ? say("saved.last", { date: onDay(saved.at), name: saved.name }) : state.count > 0 && say("saved.never"),
    profile.lock && say("saved.open"),
  ];
  return part("mine", [make("p", {}, lines.filter(Boolean).join(" ")), state.count > 0 && row, status, forgetful() && make("p", { className: "note-line" }, say("forgetful"))]);
}

/** Asked once, before the first file: the answer says how urgent files are here. */
function question(record: LearnerRecord, then: (advice: string) => void): Content {
  const answer = (key: "yes" | "no" | "unsure"): HTMLElement =>
    make("button", { type: "button", className: "quiet", onclick: () => {
      void record.putNote("forgets", key);
      then(say("forgets.advice-" + key));
    } }, say("forgets." + key));
  return [make("b", { className: "ask" }, say("forgets")), answer("yes"), answer("no"), answer("unsure"), make("span", { className: "note-line" }, say("forgets.why"))];
}

/** Safari deletes what a site keeps after a week without a visit. */
const forgetful = (): boolean => "GestureEvent" in window && location.protocol !== "file:";

function how(record: LearnerRecord): HTMLElement {
  const { keeper, site } = record;
  return make("details", { className: "made how" }, make("summary", {}, say("how")),
    ["how.what", "how.order", "how.file", "how.lock"].map((key) => make("p", {}, say(key))),
    make("dl", {}, [["how.site", site], ["how.profile", keeper.profile.id], ["how.unreadable", number(keeper.unreadable)]].flatMap(([key = "", value = ""]) => [make("dt", {}, say(key)), make("dd", {}, value)])));
}
