// Sharing something of one negotiation: who, what, what for — and nothing leaves
// before it was seen as it leaves.
import { copyOut } from "../copy-out";
import { dayIn } from "../day";
import { download } from "../download";
import { fill, make, type Content } from "../make";
import { rowsOf, type Whole } from "../rows";
import { grouped } from "../progress/parts";
import { unreadDays } from "../negotiations/agreed";
import { shareDraft } from "../negotiations/drafts";
import type { Case } from "../record/fold";
import { canonical } from "../record/canonical";
import { eventId } from "../record/ids";
import type { LearnerRecord } from "../record/open";
import { section } from "../section";
import { say } from "../words";
import { audiences, bodyOf, choices, purposeOf, replaced, wordsOf, type Audience, type Choice } from "./choose";
import { cardShape, type Envelope, type Party, type SentSheet } from "./envelope";
import type { Age } from "./age";
import { sealed, type Sealed } from "./sealing";
import { again, remember, remembered } from "./remembered";
import type { Got, Sent } from "./shared";
import { bodyText, bodyView, button, field, note, onDay, valueLines } from "./view";

export interface Panel {
  record: LearnerRecord;
  course: CourseData;
  id: string;
  one: Case;
  /** What it answers, for a coach; undefined for one's own negotiation. */
  re: Got | undefined;
  /** What of the agreed is done, for whom it was agreed with. */
  ticked: readonly Choice[];
  /** What has left of it, the last one last. */
  sent: readonly Sent[];
  age(): Promise<Age>;
  /** The secret that one's own files are sealed to; made when it is first needed. */
  secret(age: Age): Promise<string>;
  /** Who has answered before, with the card that signed it. */
  known: readonly Party[];
  /** Likely names in a text; and amounts and days, which tell something to many alone, as short ones do. */
  risky(text: string, many: boolean): string[];
}

const validFor = 90; // days, to begin with
const myName = "sharing:me"; // under which it was shared last
const few = 10; // fields that are shown unfolded: what leaves is seen below in any case

export async function panel(app: HTMLElement, of: Panel): Promise<void> {
  const { course, one, re, record } = of;
  const earlier = remembered(await record.draft.get(shareDraft(of.id)).catch(() => undefined));
  const coaches = course.coaches ?? [];
  const step = course.pages.flatMap(({ forms = [], id }) => forms.filter(({ name }) => one.forms.includes(`${id}#${name}`))).map(({ step }) => step ?? "")[0] ?? "";
  let audience: Audience = earlier?.audience ?? (step === "request" ? "center" : re || step === "coaching" || coaches.length ? "coach" : "partner");
  const instead = new Map(Object.entries(earlier?.instead ?? {})); // what was put for a word
  /** A word that was replaced once does not come back in what was written since. What somebody else has written is theirs. */
  const veiled = (choice: Choice): Choice => ({ ...choice, value: choice.party === undefined ? [...instead].reduce((value, [word, words]) => replaced(value, word, words), choice.value) : choice.value });
  const chooseFrom = (): Choice[] => [...choices(course, one, audience), ...(audience === "coach" ? of.ticked : [])];
  let plain = chooseFrom(); // the fields as they stood when they were shown
  let own = plain.map(veiled);
  let all = earlier ? again(own, earlier) : own.map((choice) => ({ ...choice }));
  /** Of a coach whom the course lists the card of today counts, whatever it was once. */
  const listed = (party: Party): Party => {
    const now = audience === "coach" ? coaches.find(({ name }) => name === party.name) : undefined;
    return now ? { name: now.name, card: now.card ?? "" } : { ...party };
  };
  const to: Party = re ? { ...re.envelope.from } : listed(earlier?.to ?? { name: "", card: "" });
  let called = earlier?.called?.was === one.name ? earlier.called.now : one.name;
  let until = dayIn(validFor);
  const whole: Whole = new Set();
  const folded = new Set(all.length > few ? all.map(({ form }) => form) : []);
  let half = false; // a card was pasted, and not all of it

  const what = make("div", {});
  const leaving = make("div", {});
  const who = make("div", {});
  const status = make("p", { className: "status", role: "status" });
  const copied = make("span", {});
  const area = make("textarea", { className: "copied", readOnly: true, hidden: true, rows: 8, ariaLabel: say("text") });
  const mine = await record.draft.get(myName).catch(() => undefined);
  const name = typeof mine === "string" ? mine : record.keeper.profile.name || (re?.envelope.to.name ?? ""); // an answer is from whom it went to
  const me = make("input", { type: "text", value: name, maxLength: 200, autocomplete: "off", oninput: () => (void record.draft.set(myName, me.value.trim()), leave()) });

  const body = (): Envelope["body"] => bodyOf(called.trim() || "\u2026", all, one);
  const head = (): string[] => [say(re ? "head.answer" : "head", { name: called.trim() || "\u2026" }), to.name && say("for", { name: to.name }), me.value.trim() && say("by", { name: me.value.trim() }), say("why." + purposeOf(audience, step)), say("until", { day: onDay(until) })].filter(Boolean) as string[];
  const sent = (way: string, file = eventId()): void => void record.add({ t: "sent", file, case: of.id, to: to.name, what: all.filter(({ chosen }) => chosen).map(({ ref }) => ref), way, until }).catch(() => undefined);

  let ready: Promise<Sealed> | undefined; // as it is shown
  const told = new Set<string>(); // the files that are noted as sent
  const leave = (): void => {
    const now = body();
    ready = undefined;
    fill(status, "");
    area.hidden = true;
    if (!now.sheets.length) return void fill(leaving, note(say("nothing")));
    const open = new Set([...leaving.querySelectorAll("details[open] h3")].map(({ textContent }) => textContent));
    fill(leaving, [
      make("div", { className: "leaves" }, make("p", { className: "leaves-head" }, head().map((line) => [line, make("br", {})])), bodyView(now, { folded: had })),
      re && unreadDays(now, course.lang, dayIn(0)).map((said) => note(say("day.unread", { said }), true)),
      riskyView(),
      make("p", { className: "row" },
        button(say("screen"), () => (onScreen(now), sent("screen"))),
        button(say("copy"), () => ((area.hidden = true), copyOut(bodyText(head(), now), area, status), sent("text"))),
        button(say("copy.sealed"), () => void seal(now, "text")),
        button(say("save"), () => void seal(now, "file"), "button")),
      make("p", { className: "note-line" }, half ? say("card.bad") : say(to.card ? "save.sealed" : "save.phrase", { name: to.name }))]);
    for (const sheet of leaving.querySelectorAll<HTMLDetailsElement>("details.shared-sheet")) sheet.open = open.has(sheet.querySelector("h3")!.textContent);
  };

  /** A sheet in which nothing was written since all of it was sent to them, in these words or in others that were put for them then. */
  const had = ({ fields }: SentSheet): string | undefined => {
    const days = fields.map(({ ref, value }) => {
      const sent = of.sent.findLast(({ to: name, what }) => name === to.name && what.includes(ref));
      const as = own.find((choice) => choice.ref === ref)?.value;
      return sent && (one.fields.get(ref)?.lam ?? sent.lam) < sent.lam && as !== undefined && canonical(as) === canonical(value) ? sent.at : "";
    });
    const [first = ""] = days.sort();
    return first && say("sheet.had", { n: fields.length, day: onDay(first), name: to.name || say("nobody") });
  };

  /** Who reads it knows their own name, who it is from, and what they themselves called it. */
  const isKnown = (word: string): boolean => [to.name, me.value.trim(), re?.envelope.body.name ?? ""].some((name) => name === word || name.split(/\s+/).includes(word));

  const riskyView = (): Content => {
    const found = [...new Set(all.filter(({ chosen, party }) => chosen && party === undefined).flatMap(({ value }) => wordsOf(value)).concat(called).flatMap((text) => of.risky(text, audience === "team" || audience === "firm")))].filter((word) => !isKnown(word));
    return found.length > 0 && make("details", { className: "risky", open: true }, make("summary", {}, say("risky", { n: found.length, count: found.length })),
      rowsOf(whole, "risky", "", found, (word) => {
        const other = make("input", { type: "text", ariaLabel: say("risky.by", { word }), placeholder: say("risky.like"), maxLength: 100 });
        return make("li", {}, make("b", {}, word), other, button(say("risky.replace"), () => {
          const words = other.value.trim() || "\u2026";
          instead.set(word, words);
          own = plain.map(veiled);
          for (const choice of all) if (choice.party === undefined) choice.value = replaced(choice.value, word, words);
          named.value = called = replaced(called, word, words) as string;
          changed();
        }));
      }));
  };

  /** What leaves, as everything stands now. */
  const envelopeOf = (body: Envelope["body"]): Envelope => ({
    parley: "envelope", v: 1, site: record.site, id: eventId(), kind: re ? "answer" : step === "request" ? "request" : "case", purpose: purposeOf(audience, step),
    made: new Date().toISOString().replace(/\.\d+Z/, "Z"), expires: until, from: { name: me.value.trim(), card: "" }, to: { ...to }, re: re?.envelope.id ?? "", case: of.id, body,
  });
  const seal = async (now: Envelope["body"], as: "file" | "text"): Promise<void> => {
    // Sealed under words in place of a broken card, it could not be opened by whom it is for.
    if (half) return void fill(status, note(say("card.bad"), true));
    if (until < dayIn(0)) return void fill(status, note(say("until.past"), true));
    fill(status, say("sealing"));
    const envelope = envelopeOf(now);
    const made = (ready ??= of.age().then((age) => sealed(envelope, age, of.secret)));
    const { envelope: { id, kind }, file, words } = await made.catch(() => ({ envelope, file: "", words: "" }));
    if (ready !== made) return; // something was changed meanwhile, and this is no more what is shown
    if (!file) {
      ready = undefined;
      return void fill(status, say("failed"));
    }
    if (as === "file") download(`parley-${kind}-${id.replace(/[^A-Za-z0-9]/g, "").slice(0, 6)}.txt`, "text/plain", file);
    if (!told.has(id)) sent("file", id);
    told.add(id);
    area.hidden = false;
    area.value = file;
    if (as === "text") copyOut(file, area, copied);
    fill(status, [as === "file" ? say("saved") : copied, " ", words]);
  };

  const choose = (): void => {
    const at = (document.activeElement as HTMLElement | null)?.dataset.ref;
    fill(what, grouped(all, ({ form }) => form).map(([, fields]) => sheetView(fields, folded, { changed, typed })));
    // Whoever ticks by the keyboard stays where they are.
    if (at) [...what.querySelectorAll<HTMLElement>("[data-ref]")].find(({ dataset }) => dataset.ref === at)?.focus();
  };
  const show = (): void => {
    choose();
    leave();
  };
  const changed = (): void => {
    keep();
    show();
  };
  const typed = (): void => {
    keep();
    leave();
  };
  const keep = (): void => void record.draft.set(shareDraft(of.id), { ...remember(audience, to, all, own), instead: Object.fromEntries(instead), ...(called !== one.name && { called: { was: one.name, now: called } }) }).catch(() => undefined);
  /** What is private was ticked for somebody else; what was agreed with one coach is for no other. */
  const untick = (): void => {
    const wrong = all.filter((choice) => (choice.private || choice.party !== undefined) && choice.chosen !== (choice.party !== undefined && choice.party === to.name));
    for (const choice of wrong) choice.chosen = !choice.chosen;
    if (wrong.length) changed();
  };
  /** Others are to see it: another choice begins. Words that were changed come along, and leave once they are ticked. */
  const pick = (next: Audience): void => {
    const was = remember(audience, to, all, own);
    audience = next;
    plain = chooseFrom();
    own = plain.map(veiled);
    all = again(own, { ...was, chosen: Object.fromEntries(Object.keys(was.words).map((ref) => [ref, false])) });
    if (!re) Object.assign(to, { name: "", card: "" });
    half = false;
    receiver();
    changed();
  };

  const receiver = (): void => {
    const named = make("input", { type: "text", value: to.name, maxLength: 200, autocomplete: "off", oninput: () => {
      // Another name is somebody else, whose card is another one.
      if (of.known.some((one) => one.card === to.card && one.name === to.name)) to.card = card.value = "";
      to.name = named.value.trim();
      met.value = "-1";
      typed();
    }, onchange: untick });
    const card = make("input", { type: "text", value: to.card, autocomplete: "off", spellcheck: false, oninput: () => {
      const pasted = card.value.trim();
      card.setCustomValidity(!pasted || cardShape.test(pasted) ? "" : say("card.bad"));
      card.reportValidity();
      to.card = cardShape.test(pasted) ? pasted : "";
      half = pasted !== "" && !to.card;
      void checked();
      typed();
    }, onchange: untick });
    const words = make("p", { className: "note-line", role: "status" });
    const checked = async (): Promise<void> => {
      const age = to.card ? await of.age().catch(() => undefined) : undefined;
      fill(words, half ? make("b", {}, say("card.bad")) : age && to.card && say("card.good", { words: age.wordsOf(to.card) }));
    };
    const oneOf = (parties: readonly Party[], isTo: (party: Party) => boolean, words: (party: Party) => string): HTMLSelectElement => {
      const select = make("select", { onchange: () => {
        Object.assign(to, listed(parties[Number(select.value)] ?? { name: "", card: "" }));
        half = false;
        receiver();
        untick();
        typed();
      } }, make("option", { value: "-1" }, say("coach.other")), parties.map((party, i) => make("option", { value: `${i}`, selected: isTo(party) }, words(party))));
      return select;
    };
    const known = oneOf(coaches.map(({ card = "", name }) => ({ name, card })), ({ name }) => name === to.name, ({ name }) => name);
    const isListed = coaches.some((coach) => coach.name === to.name);
    const met = oneOf(of.known, ({ card, name }) => card === to.card && name === to.name, ({ card, name }) => `${name} \u00b7 \u2026${card.slice(-6)}`);
    fill(who, re ? make("p", {}, say("answer-to", { name: to.name || say("nobody") })) : [
      make("fieldset", { className: "chips-of" }, make("legend", {}, say("who")), make("div", { className: "chips" }, audiences.map((word) =>
        make("label", {}, make("input", { type: "radio", name: "_audience", value: word, checked: word === audience, onchange: () => pick(word) }), make("span", {}, say("who." + word)))))),
      make("p", { className: "note-line" }, say("who." + audience + ".why")),
      audience === "coach" && coaches.length > 0 && field(say("coach"), known),
      !(audience === "coach" && isListed) && !["team", "firm"].includes(audience) && [of.known.length > 0 && field(say("met"), met), field(say("name"), named), make("details", { open: to.card !== "" }, make("summary", {}, say("card")), field(say("card.label"), card, say("card.help")), words)],
    ]);
  };

  const named = make("input", { type: "text", value: called, maxLength: 200, autocomplete: "off", oninput: () => ((called = named.value), typed()) });
  const day = make("input", { type: "date", value: until, min: dayIn(0), oninput: () => ((until = day.value || dayIn(validFor)), leave()) });
  fill(app, [
    section("who", say("step.who"), who, field(say("me"), me, say("me.help"))),
    section("what", say("step.what"), make("p", {}, say("what.lead")), field(say("called"), named, say("called.help")), what),
    section("leaving", say("step.leaving"), field(say("until.ask"), day, say("until.help")), leaving, status, area),
  ]);
  for (const choice of all) if (choice.party !== undefined && choice.party === to.name && earlier?.chosen[choice.ref] === undefined) choice.chosen = true;
  receiver();
  show();
}

/** What is to be done when a tick was set, and while other words are typed. */
interface On { changed(): void; typed(): void }

/** folded has the sheets of which no fields are seen. */
function sheetView(fields: Choice[], folded: Set<string>, on: On): HTMLElement {
  const [{ form, title }] = fields as [Choice];
  const open = fields.filter((choice) => !choice.private);
  const whole = make("input", { type: "checkbox", checked: open.length > 0 && open.every(({ chosen }) => chosen), onchange: () => {
    for (const choice of open) choice.chosen = whole.checked;
    on.changed();
  } });
  whole.dataset.ref = form;
  whole.indeterminate = !whole.checked && open.some(({ chosen }) => chosen);
  const sheet = make("details", { open: !folded.has(form), ontoggle: () => void (sheet.open ? folded.delete(form) : folded.add(form)) },
    make("summary", {}, title, make("small", {}, say("sheet.leaves", { n: fields.filter(({ chosen }) => chosen).length, all: fields.length }))),
    open.length > 1 && make("label", { className: "whole" }, whole, make("span", {}, say("whole"))),
    make("ul", {}, fields.map((choice) => make("li", {}, choiceView(choice, on)))));
  return make("fieldset", { className: "choices" }, make("legend", { className: "visually-hidden" }, title), sheet);
}

function choiceView(choice: Choice, on: On): Content {
  const tick = make("input", { type: "checkbox", checked: choice.chosen, onchange: () => {
    choice.chosen = tick.checked;
    on.changed();
  } });
  tick.dataset.ref = choice.ref;
  const short = (): string => {
    const text = valueLines(choice).join("\n");
    return text.length > 200 ? text.slice(0, 199) + "\u2026" : text;
  };
  const shown = make("small", {}, short());
  const edit = make("textarea", { rows: 3, value: typeof choice.value === "string" ? choice.value : "", ariaLabel: say("change.label", { label: choice.label }), oninput: () => {
    choice.value = edit.value;
    shown.textContent = short();
    on.typed();
  } });
  return [
    make("label", {}, tick, make("span", {}, make("b", {}, choice.label), choice.private && make("em", {}, say("private")), shown)),
    choice.chosen && typeof choice.value === "string" && ["short", "long"].includes(choice.kind) && make("details", {}, make("summary", {}, say("change")), edit, make("small", {}, say("change.why"))),
  ];
}

/** Only what was chosen, over everything else: for a screen that others see. */
function onScreen(body: Envelope["body"]): void {
  const sheet = make("dialog", { className: "on-screen", ariaLabel: say("screen") }, make("h2", {}, body.name), bodyView(body),
    make("p", { className: "row" }, button(say("screen.end"), () => sheet.close())));
  sheet.onclose = () => sheet.remove();
  document.body.append(sheet);
  sheet.showModal();
}
