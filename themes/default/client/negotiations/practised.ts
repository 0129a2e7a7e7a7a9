// What is being practised: never more than two at a time should be. A partner needs
// no site: a text asks them, and their word comes back by chat or on the telephone.
import { copyOut } from "../copy-out";
import { make, type Content } from "../make";
import type { RecordApi } from "../record/open";
import { say } from "../words";
import { rowsOf, type Whole } from "../rows";
import { checksOf, dayToAsk, isActive, isDay, newCheck, words, type Negotiation, type Sheet } from "./casework";
import { askDraft } from "./drafts";

const most = 2;

/** The texts that were changed, by negotiation: what is drawn anew has them still. */
export type Drafts = Pick<RecordApi["draft"], "get" | "set">;

export function practised(all: readonly Negotiation[], whole: Whole, drafts: Drafts, href: (sheet: Sheet, id: string, means?: string) => string, onDay: (day: string) => string, today: string): Content {
  const active = all.filter(isActive);
  return active.length > 0 && [
    active.length > most && make("p", { className: "callout note" }, say("too-many")),
    rowsOf(whole, "practised", "practised-list", active, (one) => {
      const sheet = one.steps.find(({ sheet: { form } }) => form.step === "commitment")?.sheet;
      const [cue, measure] = [words(one, "cue"), words(one, "measure")];
      const { days: [day], wanted } = checksOf(one, today, document.documentElement.lang);
      const check = day ? say("check", { day: onDay(day) }) : sheet && wanted && make("a", { href: href(sheet, one.id, newCheck) }, say("check.none"));
      return make("li", {}, sheet ? make("a", { href: href(sheet, one.id) }, words(one, "practice")) : make("b", {}, words(one, "practice")), cue && make("span", {}, cue),
        measure && make("small", {}, say("measure", { said: measure })), check && make("small", {}, check), asking(one, drafts, onDay, today, sheet && href(sheet, one.id, "check-date")));
    }),
  ];
}

/** The text for a partner: it is seen before it goes, and says nothing of the negotiation. asks is the line that asks for a day. */
export function textFor(one: Negotiation, asks: string): string {
  const [practice, cue, measure] = ["practice", "cue", "measure"].map((means) => words(one, means).replace(/[\s.]+$/, "")); // each line has a full stop of its own
  return [
    say("ask.practise", { said: practice }),
    cue && say("ask.cue", { said: cue }),
    measure && say("ask.measure", { said: measure }),
    asks,
    say("ask.answer"),
  ].filter(Boolean).join("\n");
}

const asksFor = (day: string, onDay: (day: string) => string): string => (isDay(day) ? say("ask.day", { day: onDay(day) }) : say("ask.soon"));

/** What somebody said who was asked: the first choice is a yes. */
function accepted(one: Negotiation): { label: string; yes: boolean } {
  const field = one.sheets.flatMap(({ form }) => form.fields).find(({ means }) => means === "accepted");
  const said = words(one, "accepted");
  return { label: field?.label ?? "", yes: said !== "" && said === field?.choices?.[0] };
}

/**
 * The text as it was changed, as long as what it was made of says the same. That a day is
 * over by now changes that day alone, and leaves the own words.
 */
function asking(one: Negotiation, drafts: Drafts, onDay: (day: string) => string, today: string, date: string | undefined): HTMLElement {
  const { label, yes } = accepted(one);
  if (yes) return make("small", {}, say("ask.yes"));
  const named = words(one, "check-date") || words(one, "review-date");
  const day = dayToAsk(one, today, document.documentElement.lang);
  const [first, asks] = [asksFor(named, onDay), asksFor(day, onDay)];
  const made = textFor(one, first);
  const area = make("textarea", { rows: 6, ariaLabel: say("ask.text"), value: textFor(one, asks), oninput: () => void drafts.set(askDraft(one.id), { made, asks, text: area.value }).catch(() => undefined) });
  const shown = area.value;
  void drafts.get(askDraft(one.id)).then((kept) => {
    const { asks: asked = first, made: was, text } = (kept ?? {}) as { asks?: string; made?: unknown; text?: unknown };
    if (was === made && typeof text === "string" && area.value === shown) area.value = text.replace(asked, () => asks);
  }, () => undefined);
  const over = isDay(named) && !day && make("p", { className: "note-line" }, say("ask.over", { day: onDay(named) }), " ", date && make("a", { href: date }, say("ask.another")));
  const status = make("span", { className: "status", role: "status" });
  const copy = make("button", { type: "button", className: "quiet", onclick: () => copyOut(area.value, area, status) }, say("ask.copy"));
  const details = make("details", {}, make("summary", {}, say("ask")), make("p", {}, say("ask.lead"), " ", label && say("ask.then", { said: label })), over, area, make("p", { className: "row" }, copy, status));
  details.dataset.key = one.id;
  return details;
}
