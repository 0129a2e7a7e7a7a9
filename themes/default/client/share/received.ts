// Opening what somebody sent, and everything that came: by sender, the last first.
import { copyOut } from "../copy-out";
import { dayIn } from "../day";
import { fill, make, type Content } from "../make";
import { grouped } from "../progress/parts";
import { settleDrafts } from "../negotiations/drafts";
import { section } from "../section";
import { say } from "../words";
import type { Age } from "./age";
import { briefView } from "./brief";
import { comments } from "./comments";
import type { Desk } from "./desk";
import { earlierOf } from "./earlier";
import { isExpired, Refused, type Envelope, type Refusal } from "./envelope";
import { agreedOf, sessionOf, type Session } from "./session";
import { agreedLine, pending } from "./pending";
import { doneIn } from "./ticked";
import { answered, answersIn, repliedOn, type Got } from "./shared";
import { trend } from "./trend";
import { atTime, bodyText, bodyView, button, field, note, onDay, valueLines } from "./view";

export function openView(desk: () => Desk): HTMLElement {
  const area = make("textarea", { rows: 3, spellcheck: false, autocomplete: "off", placeholder: "-----BEGIN AGE ENCRYPTED FILE-----" });
  const file = make("input", { type: "file", accept: ".txt,.age,text/plain", onchange: () => void read() });
  const phrase = make("input", { type: "text", autocomplete: "off", spellcheck: false, maxLength: 200 });
  const asks = field(say("open.phrase"), phrase, say("open.phrase.help"));
  const status = make("div", { className: "status", role: "status" });
  asks.hidden = true;
  let last: Content; // what was opened, once its text is gone from the field
  const read = async (): Promise<void> => {
    const chosen = file.files?.[0];
    if (chosen && chosen.size > 2_000_000) return refuse(status, "size");
    if (chosen) area.value = await chosen.text();
    await open();
  };
  const open = async (): Promise<void> => {
    fill(status, say("opening"));
    const of = desk();
    let age: Age;
    try {
      age = await of.age();
    } catch {
      return void fill(status, note(say("failed"), true));
    }
    if (!area.value.trim()) return void fill(status, last ?? say("open.first"));
    asks.hidden = !age.asksPhrase(area.value);
    if (!asks.hidden && !phrase.value.trim()) {
      fill(status, say("open.phrase.first"));
      return phrase.focus();
    }
    try {
      if (asks.hidden && age.asksPhrase(area.value) !== undefined && !of.shared.secrets.length) throw new Refused("no-key");
      const { envelope, line } = await age.open(area.value, of.record.site, asks.hidden ? { secrets: of.shared.secrets } : { phrase: phrase.value });
      if (isExpired(envelope, dayIn(0))) return void fill(status, note(say("bad.expired", { day: onDay(envelope.expires), name: envelope.from.name || say("nobody") }), true));
      const known = of.shared.got.has(envelope.id);
      if (!known) await of.record.add({ t: "got", file: envelope.id, line });
      last = note(known ? say("open.again") : say("opened", { name: desk().shared.got.get(envelope.id)?.envelope.from.name || say("nobody") }));
      fill(status, last);
      area.value = phrase.value = file.value = "";
      asks.hidden = true;
      const shown = document.getElementById("_got-" + envelope.id) as HTMLDetailsElement | null;
      if (shown) shown.open = true;
      shown?.scrollIntoView();
    } catch (error) {
      last = undefined;
      // The script that opens files has a Refused of its own.
      const { why = "edited" } = error as Partial<Refused>;
      refuse(status, why === "none" && /AGE-SECRET-KEY-1/i.test(area.value) ? "own-key" : why);
    }
  };
  return section("open", say("open"), make("p", {}, say("open.lead")), field(say("open.file"), file), field(say("open.paste"), area), asks, make("p", { className: "row" }, button(say("open.do"), () => void open(), "button")), status);
}

const refuse = (status: HTMLElement, why: Refusal): void => void fill(status, note(say("bad." + why), true));

export interface Received {
  content: Content;
  /** Shows what the record says by now of sessions; the rest has to be drawn anew. */
  renew(): void;
}

/** What a list of what came depends on: as long as it is the same, nothing is drawn anew below somebody's hands. */
export const lookOf = ({ caseName, shared }: Desk, age: Age | undefined): string =>
  JSON.stringify([age !== undefined, [...shared.got.values()].map(({ envelope }) => {
    const { id } = envelope;
    return [id, shared.read.get(id), repliedOn(shared, envelope), caseName(answered(shared, envelope) ?? ""), isExpired(envelope, dayIn(0)), isOwn(shared, id)];
  })]);

const isOwn = ({ sent }: Desk["shared"], id: string): boolean => sent.some(({ file }) => file === id);

export function receivedView(desk: Desk, age: Age | undefined): Received {
  const all = [...desk.shared.got.values()].sort((a, b) => (a.at < b.at ? 1 : -1));
  if (!all.length) return { content: undefined, renew: () => undefined };
  const renewing: (() => void)[] = [];
  const by = grouped(all, ({ envelope: { from } }) => from.card || from.name);
  const content = section("received", say("received"), by.map(([, files]) => {
    const { card, name } = files[0]!.envelope.from;
    const open = make("div", {});
    const look = (): void => void fill(open, pending(files, desk));
    renewing.push(look);
    look();
    return make("div", { className: "sender" }, make("h3", {}, name || say("nobody")),
      card && age && make("p", { className: "note-line" }, say("words-of", { words: age.wordsOf(card) })),
      open, trend(files), files.map((got, i) => gotView(got, desk, renewing, files.slice(i + 1))));
  }));
  return { content, renew: () => renewing.forEach((renew) => renew()) };
}

/** One file; what has to look at the record again goes to renewing. Before it came what is in earlier, the last first. */
function gotView(got: Got, desk: Desk, renewing: (() => void)[], earlier: readonly Got[]): HTMLElement {
  const { envelope } = got;
  const mine = answered(desk.shared, envelope);
  const replaced = mine !== undefined && !answersIn(desk.shared).some(({ got }) => got.envelope.id === envelope.id);
  const over = isExpired(envelope, dayIn(0));
  const own = isOwn(desk.shared, envelope.id);
  const session = own ? undefined : sessionOf(envelope, desk);
  const place = session?.comments(desk.lines(envelope.id).typed);
  const commented = place && comments(place);
  if (commented) renewing.push(commented.renew);
  const round = own ? undefined : earlierOf(envelope, earlier, desk);
  const replied = repliedOn(desk.shared, envelope);
  const before = session ? [...earlier].reverse().flatMap(({ envelope: { id } }) => agreedOf(desk.course, id, desk.record.keeper.state.cases.get(id), desk.course.lang)) : [];
  const made = make("details", { className: "got", id: "_got-" + envelope.id },
    make("summary", {}, make("b", {}, mine === undefined ? envelope.body.name : say("answer.from", { name: envelope.from.name || say("nobody") })), " ", make("small", {}, [say("kind." + envelope.kind), atTime(envelope.made), replied && say("replied", { day: onDay(replied) }), replaced && say("replaced"), over && say("over")].filter(Boolean).join(" \u00b7 "))),
    make("p", { className: "note-line" }, say("why." + envelope.purpose), " ", say("until", { day: onDay(envelope.expires) }), round && [" ", round.news]),
    mine !== undefined && make("p", {}, say("answers"), " ", make("a", { href: desk.caseLink(mine) }, desk.caseName(mine) ?? "")),
    own && note(say("own")),
    over && note(say("over.why")),
    before.length > 0 && make("div", { className: "last-time" }, make("b", {}, say("last-time")), make("ul", {}, before.map((one) => agreedLine(one, doneIn(envelope.body).has(one.said))))),
    briefView(envelope.body, (field) => round?.field(field).mark),
    bodyView(envelope.body, {
      field: (field) => {
        const [{ answered, isNew, mark } = {}, now] = [round?.field(field), commented?.beside(field)];
        return { isNew, mark, asked: now && [" ", now.asked], answered: [answered, now?.answered] };
      },
      folded: (sheet) => round?.folded(sheet),
    }),
    actions(got, desk, own ? "own" : session, renewing));
  made.dataset.key = envelope.id;
  // What was typed last on the session's sheet stands here, too.
  if (session) made.addEventListener("toggle", () => void settleDrafts(desk.record, desk.course, envelope.id), { once: true });
  return made;
}

function actions(got: Got, { lines, record, shared }: Desk, about: Session | "own" | undefined, renewing: (() => void)[]): HTMLElement {
  const { envelope } = got;
  const { area, status } = lines(envelope.id);
  /** It is kept that it was read, and told to its sender by a text. */
  const acknowledge = async (): Promise<void> => {
    if (!shared.read.has(envelope.id)) await record.add({ t: "ack", file: envelope.id });
    area.value = ackOf(envelope); // nothing is copied unseen
    area.hidden = false;
    copyOut(area.value, area, status, say("ack.copied", { name: envelope.from.name || say("nobody") }));
  };
  const remove = button(say("delete"), () => {
    const cancel = button(say("cancel"), () => (fill(row, buttons), remove.focus()));
    fill(row, [make("span", {}, say("delete.ask")), button(say("delete.sure"), () => void record.add({ t: "delete", ids: [got.event] }).catch(() => undefined), "danger"), cancel]);
    cancel.focus();
  });
  const read = shared.read.get(envelope.id);
  const isAnswer = envelope.kind === "answer" && about !== "own";
  const session = about === "own" ? undefined : about;
  const send = make("a", { className: "button second", href: `#case=${envelope.id}` }, say("session.send"));
  const unsent = make("p", { className: "note-line", role: "status" });
  const begun = (): void => {
    send.hidden = !session?.begun();
    const { behind = false, day = "" } = session?.sent() ?? {};
    fill(unsent, behind && say(day ? "session.behind" : "session.unsent", { day: onDay(day), name: envelope.from.name || say("nobody") }));
  };
  renewing.push(begun);
  begun();
  const buttons: Content[] = [
    session && button(say("session.write"), () => void session.open(), "button"),
    send,
    isAnswer && button(say("ack"), () => void acknowledge(), read === undefined ? "button" : "quiet"),
    button(say("copy.text"), () => copyOut(bodyText([envelope.body.name], envelope.body), area, status)),
    button(say("print"), () => printed(envelope.id)), remove, status,
  ];
  const row = make("p", { className: "row" }, buttons);
  return make("div", { className: "desk-actions" }, read !== undefined && make("p", { className: "note-line" }, say("ack.on", { day: onDay(read) })), unsent, row, area);
}

/** That it was read, with the actions that stand in it. */
function ackOf({ body, made }: Envelope): string {
  const agreed = body.sheets.flatMap(({ fields }) => fields).flatMap((field) => (field.means === "agreed" ? valueLines(field) : []));
  return [say("ack.text", { name: body.name, day: onDay(made) }), ...(agreed.length ? [say("ack.agreed"), ...agreed] : [])].join("\n");
}

/** Prints one file alone: the brief of a session. */
function printed(id: string): void {
  const root = document.documentElement;
  const one = document.getElementById("_got-" + id)!;
  for (const sheet of one.querySelectorAll<HTMLDetailsElement>("details.shared-sheet")) sheet.open = true; // paper has nothing to open
  one.classList.add("to-print");
  root.classList.add("prints-brief");
  addEventListener("afterprint", () => {
    one.classList.remove("to-print");
    root.classList.remove("prints-brief");
  }, { once: true });
  window.print();
}
