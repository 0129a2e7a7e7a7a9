// Locked estimates, and fields that are settled with them.
import { sha256 } from "@noble/hashes/sha2.js";
import { fill, make, type Content } from "../make";
import type { Case, Lock } from "../record/fold";
import { eventId } from "../record/ids";
import type { NewEvent } from "../record/schema";
import { say } from "../words";
import type { Field } from "./fields";
import { now, onDay } from "./keep";
import { canonical, code, isEmpty, settle, unsealed, type Value } from "./lock";
import { button, lang, one } from "./parts";
import { said } from "./said";

interface Sealed {
  at: string;
  nonce: string;
  fields: Record<string, Value>;
}

export interface Estimates {
  show(open: Case | undefined): void;
}

interface Place {
  add(event: NewEvent): Promise<boolean>;
  id(): string;
  form: string;
}

/** Lets one lock what was estimated in a form, and compares in the form that comes after. */
export function estimates(block: HTMLElement, fields: Field[], place: Place): Estimates {
  const mine = block.dataset.lock === undefined ? [] : fields.filter(({ element }) => element.dataset.estimate !== undefined);
  const settling = fields.filter(({ element }) => element.dataset.settles);
  const box = make("div", { className: "lock", role: "status" });
  if (mine.length) one(block, "form")!.after(box);
  let opened = ""; // a case whose estimates are written anew
  let asking = ""; // a case of which it is asked whether they shall be
  let last: Case | undefined;
  let drawn = "";

  const lock = async (): Promise<void> => {
    const filled = mine.filter((field) => !isEmpty(field.read()));
    const faulty = mine.filter((field) => field.fault() || field.half());
    for (const field of faulty) {
      field.strict = true;
      field.note();
    }
    if (!filled.length || faulty[0]) {
      one(box, ".ask-first")?.remove();
      box.append(make("p", { className: "ask-first" }, say(faulty[0] ? "lock.mend" : "lock.empty")));
      return faulty[0]?.controls()[0]?.focus();
    }
    const sealed: Sealed = { at: now(), nonce: eventId(), fields: Object.fromEntries(filled.map((field) => [field.ref, field.read()])) };
    const json = canonical(sealed);
    opened = "";
    await place.add({ t: "lock", case: place.id(), form: place.form, json, code: code(sha256(new TextEncoder().encode(json))) });
  };

  const show = (open: Case | undefined): void => {
    last = open;
    const locks = (open?.locks ?? []).filter(({ form }) => form === place.form);
    const newest = locks.at(-1);
    const locked = !!newest && opened !== place.id();
    for (const field of mine) field.lock(locked);
    // A button that is being pressed stays: leaving a field has kept it, and led here.
    const look = String([place.id(), locked, asking, locks.map(({ id }) => id)]);
    if (look !== drawn) fill(box, mine.length > 0 && [
      locks.map(told),
      locked
        ? anew(asking === place.id())
        : [make("p", {}, say("lock.why")), make("p", { className: "buttons" }, button(say("lock"), () => void lock(), true))],
    ]);
    drawn = look;
    for (const field of settling) compare(field, open);
  };
  const anew = (asked: boolean): Content => {
    const turn = (to: string): void => {
      asking = to;
      show(last);
      one(box, "button")?.focus();
    };
    if (!asked) return make("p", { className: "buttons" }, button(say("lock.again"), () => turn(place.id())));
    return [make("p", { className: "ask-first" }, say("lock.both")), make("p", { className: "buttons" }, button(say("lock.change"), () => {
      asking = "";
      opened = place.id();
      show(last);
      mine[0]!.controls()[0]?.focus();
    }), button(say("lock.leave"), () => turn("")))];
  };
  for (const field of settling) field.element.addEventListener("input", () => compare(field, last));
  return { show };
}

function told({ at, code }: Lock): HTMLElement {
  return make("p", { className: "locked" }, make("b", {}, say("lock.on", { day: onDay(at) })), " ", make("code", {}, code), " ",
    make("small", {}, say("lock.how")));
}

/** Below a field: what was expected, and how far off it was. */
function compare(field: Field, open: Case | undefined): void {
  const { settles = "", was = "" } = field.element.dataset;
  // What is locked keeps the names that its page had then.
  const names = [settles, ...was.split("|").map((old) => old + settles.slice(settles.indexOf("#")))];
  const expectedIn = (lock: Lock): Value | undefined => names.map((name) => unsealed(lock.json)[name]).find((value) => value !== undefined);
  const locks = (open?.locks ?? []).filter((lock) => expectedIn(lock) !== undefined);
  const [first, newest] = [locks[0], locks.at(-1)];
  const differ = first && newest && canonical(expectedIn(first)) !== canonical(expectedIn(newest));
  const old = one(field.element, ".settled");
  const line = old ?? make("div", { className: "settled" });
  const parts = differ ? [expectation("first", expectedIn(first), first), expectation("later", expectedIn(newest), newest)]
    : first ? expectation("locked", expectedIn(first), first) : expectation("open", open?.fields.get(settles)?.value);

  function expectation(how: string, expected: Value | undefined, lock?: Lock): Content {
    if (isEmpty(expected) || Array.isArray(expected)) return false;
    const found = settle(expected, field.read(), lang);
    return [
      make("p", {}, say("settle." + how, { said: said(expected!).replace(digits, (all) => number.format(Number(all))), day: onDay(lock?.at ?? now()) })),
      found && found.how !== "words" && make("p", {}, make("b", {}, say("settle." + found.how, { off: number.format(Math.abs(found.off)), unit: field.unit() }).trim())),
    ];
  }
  fill(line, parts);
  if (!old) field.element.append(line);
}

/** A whole number as it was typed, in one run; it is read in groups. */
const digits = /(?<![\d.,])[1-9]\d{4,14}(?!\d|[.,]\d)/g;

const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 });
