// A form: kept from the first keystroke, filled once for each negotiation.
import { fill, make } from "../make";
import { fieldDraft, nameDraft, openCase, openSession } from "../negotiations/drafts";
import type { Case, State } from "../record/fold";
import { eventId } from "../record/ids";
import type { NewEvent } from "../record/schema";
import { say } from "../words";
import { toMarkdown, toText, type Entry, type Section } from "./copy-text";
import { alternatives } from "./alternatives";
import { anchors } from "./anchors";
import { carried } from "./carried";
import { coaching } from "./coaching";
import { copyOut } from "../copy-out";
import { estimates, type Estimates } from "./estimates";
import { Field } from "./fields";
import { lessonCard } from "./lesson-card";
import { offerLog } from "./offer-log";
import { drafts, drop, keepSaying, now, onchange, onDay, sketch } from "./keep";
import { isEmpty, type Value } from "./lock";
import { all, button, locale, one, ownPage, ref, words } from "./parts";
import { paper } from "./paper";
import { promises } from "./promises";
import { replies } from "./replies";
import { said } from "./said";

const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });

/** Where My negotiations leads to: a case, and the form of the page that is wanted, or a field of it; with a + its next row. */
const wanted = /^#case=([\w-]{22})\.([^.]+)(?:\.(.+?)(\+)?)?$/;

/** The forms of a page show the same case. */
export async function forms(blocks: HTMLElement[], state: State): Promise<void> {
  const [, asked, name, item, next] = wanted.exec(decodeURIComponent(location.hash)) ?? [];
  const keys = blocks.map((block) => ref(block, block.dataset.name ?? ""));
  const last = blocks.some(({ dataset }) => dataset.step === "coaching") ? openSession : openCase;
  const enter = async (id: string): Promise<void> => {
    await drafts().set(last, id).catch(() => undefined);
    await Promise.all(opened.map((enter) => enter(id)));
  };
  const opened = blocks.map((block, i) => form(block, keys[i]!, state, (id) => void enter(id)));
  const worked = await drafts().get(last).catch(() => undefined);
  const mine = [...state.cases].filter(([, { forms }]) => forms.some((form) => keys.includes(form)));
  await enter(asked ?? (typeof worked === "string" ? worked : (mine.at(-1)?.[0] ?? eventId())));
  if (!asked) return;
  history.replaceState(history.state, "", location.pathname + location.search); // a link of it would open nothing elsewhere
  const block = blocks.find((block) => block.dataset.name === name);
  const field = item === undefined ? undefined : all(block ?? document.body, ".field[data-item]").find(({ dataset }) => dataset.item === item);
  if (!field) return block?.scrollIntoView();
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.scrollIntoView();
  // Where to write: the first free place, of rows in the last one, or where a row is added.
  const place = all(field, "tbody tr:not(.on-paper)").at(-1) ?? field;
  const cells = all<HTMLInputElement>(place, "input, textarea");
  if (next && cells.some(({ value }) => value.trim())) return one(field, "button.quiet")?.click();
  const free = cells.find(({ value }) => !value.trim());
  (free ?? one(field, "button.quiet") ?? one(field, "input, textarea, select"))?.focus();
}

/** Starts a form; what it returns opens a case in it. */
function form(block: HTMLElement, key: string, state: State, change: (id: string) => void): (id: string) => Promise<void> {
  block.classList.add("is-live");
  const kept = make("p", { className: "kept" });
  const fields = all(block, ".field[data-item]").map((element) => new Field(element, ref(block, element.dataset.item!), () => void store(field(element))));
  const field = (within: Element | null): Field => fields.find(({ element }) => element.contains(within))!;
  let id = "";
  const open = (): Case | undefined => state.cases.get(id);

  const bar = caseBar(() => state, key, {
    change,
    rename: async (name) => {
      if (await save(caseEvent(name))) await drop(nameDraft(id));
    },
    sketch: (name) => void sketch(kept, nameDraft(id), name),
  }, block.dataset.step);
  const beside = [coaching(block, fields), alternatives(fields), offerLog(fields), lessonCard(fields), carried(fields), promises(block, fields), replies(block, fields)];
  anchors(fields);
  const folded = one<HTMLDetailsElement>(block, "details.more");
  addEventListener("beforeprint", () => folded && (folded.open = true));
  folded?.addEventListener("toggle", () => fields.forEach((one) => one.seen())); // what is folded has no height to measure
  paper(block, fields);
  const next = onwards(block.dataset.step, fields);
  const look = (): void => {
    bar.draw(id);
    next.show(open()?.forms.includes(key) ?? false, id);
    locks.show(open());
    for (const one of beside) one?.show(state, id);
  };
  const locks: Estimates = estimates(block, fields, { add: (event) => save(...pending(), event), id: () => id, form: key });

  /** The event that makes the case, or that adds this form to it. */
  function caseEvent(name?: string): NewEvent {
    const { forms = [], name: was = bar.name() } = open() ?? {};
    return { t: "case", case: id, name: name ?? was, forms: [...new Set([...forms, key])] };
  }

  const event = (one: Field): NewEvent => ({ t: "field", item: one.ref, hash: one.hash, case: id, value: one.read() });
  const pending = (): NewEvent[] => fields.filter((one) => one.dirty && !one.keeping).map(event);

  async function save(...events: NewEvent[]): Promise<boolean> {
    const known = open()?.forms.includes(key) || events.some(({ t }) => t === "case");
    const words = (): string => say("kept-at", { time: time.format(new Date()) });
    const newer = await keepSaying(words, kept, ...(known ? [] : [caseEvent()]), ...events);
    if (!newer) return false;
    state = newer;
    look();
    return true;
  }

  async function store(one: Field): Promise<void> {
    if (!id) return; // no case is open yet; what is written waits in its field
    const value = one.read();
    const was = open()?.fields.get(one.ref)?.value;
    const text = JSON.stringify(value);
    // While another value is written, what was there before is a change, too.
    if (!one.keeping && (text === JSON.stringify(was) || (was === undefined && isEmpty(value)))) return clear(one);
    const at = id;
    if (one.keeping === at + text) return;
    one.keeping = at + text;
    const done = await save(event(one));
    if (one.keeping === at + text) one.keeping = "";
    if (done && at === id && JSON.stringify(one.read()) === text) await clear(one);
  }

  async function clear(one: Field): Promise<void> {
    one.dirty = false;
    await drop(fieldDraft(id, one.ref));
  }

  /** Opens a filled copy, or an empty one; what was not kept yet comes before what was. */
  async function enter(to: string): Promise<void> {
    const first = id === "";
    await Promise.all(fields.filter((one) => one.dirty).map(store));
    id = to;
    const written = await Promise.all(fields.map((one) => drafts().get(fieldDraft(to, one.ref)).catch(() => undefined)));
    const named = await drafts().get(nameDraft(to)).catch(() => undefined);
    if (to !== id) return; // another one was opened meanwhile
    bar.begin(typeof named === "string" ? named : "");
    fields.forEach((one, i) => {
      if (first && one.dirty) return; // somebody was faster than the record
      const draft = written[i] as Value | undefined;
      one.write(draft ?? open()?.fields.get(one.ref)?.value);
      one.dirty = draft !== undefined;
    });
    if (folded) folded.open ||= fields.some(({ element }) => folded.contains(element) && element.classList.contains("is-filled"));
    look();
    fill(kept, "");
    for (const one of fields) if (one.dirty) await store(one);
  }

  /** Fields and the headings between them, in their order. */
  const entries = (): (Entry | Section)[] => all(block, ".field[data-item]:not([hidden]), .between :is(h2, h3, h4, h5, h6)").map((element) => {
    const at = fields.find((one) => one.element === element);
    return at ? { label: at.label, value: at.read(), columns: at.columns() } : { heading: headingWords(element) };
  });

  const started = one(block, "form")!;
  started.before(bar.onPaper, bar.element);
  started.onsubmit = () => false;
  started.oninput = ({ target }) => {
    const at = field(target as Element);
    if (!at) return;
    at.dirty = true;
    at.seen();
    if (id) void sketch(kept, fieldDraft(id, at.ref), at.read());
  };
  started.addEventListener("focusout", ({ relatedTarget, target }) => {
    const at = field(target as Element);
    // From the last cell of a row Tab leads to its ×: what was written is kept by then.
    if (!at || (at.element.contains(relatedTarget as Node | null) && !(relatedTarget as Element).matches(".remove"))) return;
    at.note();
    for (const one of beside) one?.show(state, id);
    if (at.dirty) void store(at);
  });
  started.onchange = ({ target }) => {
    const at = field(target as Element);
    if (at?.dirty && (target as Element).matches("select, [type=radio], [type=date]") && at.whole()) void store(at);
  };
  // A page that is left, or lies behind another one, keeps what stands in its fields.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const one of fields) if (one.dirty) void store(one);
  });
  block.append(kept, next.element, tools(block, () => [heading(block, bar.name()), entries()]));

  onchange((newer) => {
    state = newer;
    for (const one of fields) {
      if (!one.dirty && !one.element.contains(document.activeElement)) one.write(open()?.fields.get(one.ref)?.value);
    }
    look();
  });
  return enter;
}

/** Where one goes on from a sheet of a negotiation that is begun: a coach sends the answer, others share. What is sent as a whole tells what it lacks. */
function onwards(step: string | undefined, fields: readonly Field[]): { element: HTMLElement; show(open: boolean, id: string): void } {
  const isCoach = step === "coaching";
  const next = make("a", { href: ownPage("negotiations"), hidden: isCoach }, say("next"));
  const share = make("a", { className: isCoach ? "button" : "" }, say(isCoach ? "answer" : "share"));
  const lacks = make("div", { className: "gaps", role: "status" });
  const element = make("div", { className: "onwards", hidden: true }, lacks, make("p", {}, next, share));
  let drawn = "";
  return { element, show(open, id) {
    element.hidden = !open || step === undefined;
    share.href = `${ownPage("sharing")}#case=${id}`;
    const missing = isCoach || step === "request" ? fields.filter((one) => one.element.dataset.required !== undefined && isEmpty(one.read())) : [];
    const now = missing.map(({ ref }) => ref).join();
    if (now === drawn) return; // a button that is being pressed stays
    drawn = now;
    fill(lacks, missing.length > 0 && [make("p", {}, say("lacks")), make("ul", {}, missing.map((one) => make("li", {}, make("button", { type: "button", className: "link", onclick: () => one.controls()[0]?.focus() }, one.label))))]);
  } };
}

/** A heading without the link to itself. */
function headingWords(element: HTMLElement): string {
  const plain = element.cloneNode(true) as HTMLElement;
  one(plain, ".anchor")?.remove();
  return words(plain);
}

const heading = (block: HTMLElement, name: string): string => [block.dataset.title, name].filter(Boolean).join(": ");

interface CaseBar {
  element: HTMLElement;
  onPaper: HTMLElement; // the name
  name(): string;
  /** A name that was typed and not kept yet. */
  begin(named: string): void;
  draw(id: string): void;
}

/** Chooses among the filled copies, names one, begins another. */
function caseBar(state: () => State, form: string, on: { change(id: string): void; rename(name: string): unknown; sketch(name: string): void }, step: string | undefined): CaseBar {
  const negotiation = step !== undefined;
  const select = make("select", { onchange: () => on.change(select.value) });
  const name = make("input", { type: "text", maxLength: 100, autocomplete: "off", oninput: () => on.sketch(name.value.trim()), onchange: () => on.rename(name.value.trim() || fallback()) });
  const back = make("a", { hidden: step !== "coaching" }, say("sent")); // a coach's sheet is about a file, and has its id
  const chooser = make("label", {}, make("span", {}, say(negotiation ? "copy.negotiation" : "copy")), select);
  const element = make("div", { className: "case-bar" },
    chooser,
    make("label", {}, make("span", {}, say(step === "coaching" ? "name.session" : negotiation ? "name.negotiation" : "name")), name),
    button(say(step === "coaching" ? "new.session" : negotiation ? "new.negotiation" : "new"), () => {
      on.change(eventId());
      name.focus();
    }),
    negotiation && make("a", { href: ownPage("negotiations") }, say("mine")),
    back,
  );
  // A name that Parley made up gives way to the first letter. The browser puts its caret after
  // the focus, and again when the pointer lets go; whoever has gone on is not called back.
  const offer = (): void => {
    if (document.activeElement === name && name.value === fallback()) name.select();
  };
  name.onfocus = () => {
    offer();
    setTimeout(offer);
  };
  name.onclick = offer;
  const onPaper = make("p", { className: "case-name" });
  let drawn = "";
  let begun = "";
  /** A name for a copy that has none, unlike the others'. */
  const fallback = (): string => {
    const plain = say("unnamed", { day: onDay(now()) });
    const taken = new Set([...state().cases].flatMap(([id, { name }]) => (id === drawn ? [] : name)));
    let free = plain;
    for (let n = 2; taken.has(free); n++) free = `${plain} (${n})`;
    return free;
  };
  return {
    element,
    onPaper,
    name: () => name.value.trim() || fallback(),
    begin: (named) => void (begun = named),
    draw(id) {
      const { cases } = state();
      const other = id !== drawn;
      const typed = !drawn && name.value !== ""; // before the record was open
      drawn = id;
      back.href = `${ownPage("sharing")}#file=${id}`;
      const names = [...cases].map(([key, { forms, name }]): [string, string] => [key, forms.includes(form) ? name : say("other", { said: name })]);
      if (!cases.has(id)) names.push([id, fallback()]);
      fill(select, names.map(([value, text]) => make("option", { value }, text)));
      select.value = id;
      chooser.hidden = names.length < 2;
      const focused = document.activeElement === name;
      if ((other || !focused) && !typed) name.value = (begun || cases.get(id)?.name) ?? fallback();
      begun = "";
      if (other && focused && !typed) name.select();
      onPaper.textContent = cases.get(id)?.name ?? "";
    },
  };
}

/** Printing, and copying as text. */
function tools(block: HTMLElement, filled: () => [string, (Entry | Section)[]]): HTMLElement {
  const status = make("p", { className: "kept", role: "status" });
  const area = make("textarea", { className: "copied", readOnly: true, hidden: true, ariaLabel: say("text"), rows: 8 });
  const copy = (write: typeof toMarkdown): void => copyOut(write(...filled(), said), area, status);
  return make("div", { className: "tools" },
    make("p", { className: "buttons" },
      button(say("print"), () => {
        block.classList.add("is-printed"); // the others stay off the paper
        print();
        block.classList.remove("is-printed");
      }),
      button(say("markdown"), () => copy(toMarkdown)),
      button(say("plain"), () => copy(toText))),
    status, area);
}
