// "Receive files": a key is made, saved, printed and proved before anybody is told of it.
import { copyOut } from "../copy-out";
import { download } from "../download";
import { fill, make } from "../make";
import type { LearnerRecord } from "../record/open";
import { section } from "../section";
import { say } from "../words";
import type { Age } from "./age";
import { button, field, note } from "./view";

export interface Keys {
  record: LearnerRecord;
  /** That of the record, as it is now. */
  secret(): string | undefined;
  age(): Promise<Age>;
}

/** Under which this browser remembers that the recovery sheet of a card was tried. */
const proved = (card: string): string => "proved:" + card;

export function keycard(app: HTMLElement, keys: Keys): void {
  const place = make("div", {});
  let busy = false;
  fill(app, section("key", say("key"), make("p", {}, say("key.lead")), place));
  fill(place, make("div", { className: "row" },
    button(say(keys.secret() ? "key.show" : "key.make"), () => {
      if (busy) return; // a second tap makes no second key
      busy = true;
      void keys.age().then(async (age) => begin(place, keys, age, keys.secret() ?? (await age.newSecret()))).catch(() => undefined).then(() => (busy = false));
    }, "button second"),
    button(say("key.recover"), () => void keys.age().then((age) => recover(place, keys, age)))));
}

async function begin(place: HTMLElement, keys: Keys, age: Age, secret: string): Promise<void> {
  const card = await age.cardOf(secret);
  // From now on it is in the record: a page that is left before the proof loses no key.
  if (keys.secret() !== secret) {
    try {
      await keys.record.add({ t: "key", secret });
    } catch {
      return void fill(place, note(say("failed"), true));
    }
  } else if (await keys.record.note(proved(card))) return shown(place, age, card, secret);
  const steps = make("ol", { className: "key-steps" });
  const saved = make("span", { className: "status", role: "status" });
  fill(steps, [
    make("li", {}, make("b", {}, say("key.save")), " ", say("key.save.why"), make("p", { className: "row" },
      button(say("key.save.file"), () => (saveFile(age, card, secret), fill(saved, say("key.saved")))), button(say("key.print"), () => print(age, card, secret)), saved)),
    make("li", {}, make("b", {}, say("key.prove")), " ", say("key.prove.why"), proof(age, secret, async () => {
      await keys.record.putNote(proved(card), true);
      shown(place, age, card, secret);
    })),
  ]);
  fill(place, steps);
}

/** The secret has to come back from paper or from the file before its card is offered. */
function proof(age: Age, secret: string, then: () => Promise<void>): HTMLElement {
  const area = make("textarea", { rows: 2, autocomplete: "off", spellcheck: false });
  const file = make("input", { type: "file", accept: ".txt,text/plain", onchange: () => void file.files?.[0]?.text().then((text) => ((area.value = text), check())) });
  const status = make("p", { className: "status", role: "status" });
  const check = (): void => {
    const found = age.secretIn(area.value);
    if (found === secret) return void then().catch(() => fill(status, say("failed")));
    fill(status, say(found ? "key.prove.other" : "key.prove.none"));
  };
  return make("div", {}, field(say("key.type"), area), field(say("key.open"), file), make("p", { className: "row" }, button(say("key.check"), check, "button")), status);
}

function shown(place: HTMLElement, age: Age, card: string, secret: string): void {
  const area = make("textarea", { className: "copied", readOnly: true, rows: 2, value: card, ariaLabel: say("key.card") });
  const status = make("p", { className: "status", role: "status" });
  fill(place, [
    make("p", {}, say("key.card.lead")), area,
    make("p", { className: "row" }, button(say("copy.text"), () => copyOut(card, area, status), "button"), button(say("key.save.file"), () => (saveFile(age, card, secret), fill(status, say("key.saved")))), button(say("key.print"), () => print(age, card, secret))), status,
    make("p", {}, say("key.words"), " ", make("b", { className: "phrase" }, age.wordsOf(card))),
    note(say("key.lost")),
  ]);
  area.focus();
}

function recover(place: HTMLElement, keys: Keys, age: Age): void {
  const area = make("textarea", { rows: 2, autocomplete: "off", spellcheck: false });
  const file = make("input", { type: "file", accept: ".txt,text/plain", onchange: () => void file.files?.[0]?.text().then((text) => (area.value = text)) });
  const status = make("p", { className: "status", role: "status" });
  fill(place, [field(say("key.type"), area), field(say("key.open"), file), make("p", { className: "row" }, button(say("key.back"), () => {
    const secret = age.secretIn(area.value);
    if (!secret) return void fill(status, say("key.prove.none"));
    // A slip of the pen does not fit the checksum that the secret ends with.
    void age.cardOf(secret).then(async (card) => {
      await keys.record.add({ t: "key", secret });
      await keys.record.putNote(proved(card), true);
      shown(place, age, card, secret);
    }).catch(() => fill(status, say("key.prove.none")));
  }, "button")), status]);
  area.focus();
}

const saveFile = (age: Age, card: string, secret: string): void =>
  download("parley-key.txt", "text/plain", `# ${say("key.file")}\n# ${say("key.words")} ${age.wordsOf(card)}\n# ${card}\n${secret}\n`);

/** Prints the recovery sheet alone. */
function print(age: Age, card: string, secret: string): void {
  const sheet = make("section", { className: "recovery" }, make("h2", {}, say("key.sheet")), make("p", {}, say("key.file")),
    make("p", { className: "secret" }, (secret.match(/.{1,8}/g) ?? []).map((part) => make("span", {}, part + " "))),
    make("p", {}, say("key.words"), " ", age.wordsOf(card)), make("p", {}, say("key.sheet.how")));
  document.body.append(sheet);
  document.documentElement.classList.add("prints-recovery");
  addEventListener("afterprint", () => {
    document.documentElement.classList.remove("prints-recovery");
    sheet.remove(); // a secret does not stay on a page
  }, { once: true });
  window.print();
}
