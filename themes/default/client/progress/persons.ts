// Several people on one computer.
import { fill, make, type Content } from "../make";
import type { LearnerRecord } from "../record/open";
import { addPerson, change, people, rename, setPassphrase, shut, unlock } from "../record/people";
import { say } from "../words";
import { part } from "./parts";

export function persons(record: LearnerRecord): HTMLElement {
  const { keeper } = record;
  const list = make("ul", { className: "people" });
  const draw = async (): Promise<void> => {
    const all = await people(record).catch(() => []);
    fill(list, all.map((p) => make("li", {},
      make("span", {}, p.name || say("person.unnamed"), p.lock && make("small", {}, " · " + say("person.locked"))),
      p.id === keeper.profile.id ? make("b", {}, say(keeper.state.trouble?.kind === "locked" ? "person.shut" : "person.now")) : make("button", { type: "button", className: "quiet", onclick: () => void change(record, p) }, say("person.open")))));
  };
  void draw();
  const { lock, name } = keeper.profile;
  const locked = keeper.state.trouble?.kind === "locked";
  const one: Content = !locked && [
    field("person.name", name, "text", say("person.rename"), async (words) => rename(record, words)),
    lock ? [make("p", {}, say("pass.is")), make("p", { className: "row" },
      make("button", { type: "button", className: "quiet", onclick: () => void shut(record) }, say("pass.shut")),
      make("button", { type: "button", className: "quiet", onclick: () => void setPassphrase(record, "") }, say("pass.remove")))] : passphrase(record),
  ];
  return part("people", [make("p", {}, say("people.lead")), list,
    make("details", { className: "made" }, make("summary", {}, say("person.add")), field("person.new", "", "text", say("person.add-now"), (words) => addPerson(record, words))),
    !locked && make("details", { className: "made" }, make("summary", {}, say("person.this")), one)]);
}

/** A field with its button; done says what went wrong, if anything. */
function field(key: string, value: string, type: "text" | "password", button: string, act: (words: string) => Promise<string | void>): HTMLElement {
  const input = make("input", { type, value, required: true, maxLength: 200, id: "_" + key });
  input.autocomplete = type === "password" ? "current-password" : "off";
  const status = make("span", { role: "status" });
  const send = make("button", { className: "quiet" }, button);
  const form = make("form", { className: "field-row" }, make("label", { htmlFor: input.id }, say(key)), input, send, status);
  form.onsubmit = async (event) => {
    event.preventDefault();
    send.disabled = true;
    fill(status, say("wait"));
    const said = await act(input.value.trim()).catch(() => say("save.failed"));
    fill(status, said ?? "");
    send.disabled = false;
    if (said) input.focus();
  };
  return form;
}

export function unlocking(record: LearnerRecord): HTMLElement {
  return part("unlock", [make("p", {}, say("unlock.lead", { name: record.keeper.profile.name || say("person.unnamed") })),
    field("unlock.words", "", "password", say("unlock.now"), async (words) => ((await unlock(record, words)) ? undefined : say("unlock.wrong"))),
    make("details", { className: "made" }, make("summary", {}, say("unlock.forgotten")), make("p", {}, say("unlock.lost")))]);
}

const shortest = 12;

function passphrase(record: LearnerRecord): HTMLElement {
  const one = make("input", { type: "password", id: "_pass1", required: true, minLength: shortest, autocomplete: "new-password" });
  const two = make("input", { type: "password", id: "_pass2", required: true, autocomplete: "new-password" });
  const lost = make("input", { type: "checkbox", id: "_lost", required: true });
  const status = make("p", { role: "status" });
  const send = make("button", { className: "quiet" }, say("pass.set"));
  const form = make("form", { className: "passphrase" },
    make("p", {}, say("pass.lead")),
    make("label", { htmlFor: one.id }, say("pass.words")), one,
    make("label", { htmlFor: two.id }, say("pass.again")), two,
    make("p", { className: "lost" }, lost, make("label", { htmlFor: lost.id }, say("pass.lost"))), send, status);
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (one.value !== two.value) {
      fill(status, say("pass.differ"));
      two.focus();
      return;
    }
    send.disabled = true;
    fill(status, say("wait"));
    await setPassphrase(record, one.value).catch(() => {
      send.disabled = false;
      fill(status, say("save.failed"));
    });
  };
  return form;
}
