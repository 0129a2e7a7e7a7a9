// What is being practised: never more than two at a time should be. A partner needs
// no site: a text asks them, and their word comes back by chat or on the telephone.
import { copyOut } from "../copy-out";
import { make, type Content } from "../make";
import type { RecordApi } from "../record/open";
import { say } from "../words";
import { rowsOf, type Whole } from "../rows";
import { checksOf, isActive, newCheck, words, type Negotiation, type Sheet } from "./casework";
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
        measure && make("small", {}, say("measure", { said: measure })), check && make("small", {}, check), asking(one, drafts, onDay));
    }),
  ];
}

/** The text for a partner: it is seen before it goes, and says nothing of the negotiation. */
export function textFor(one: Negotiation, onDay: (day: string) => string): string {
  const [practice, cue, measure] = [words(one, "practice"), words(one, "cue"), words(one, "measure")];
  const day = words(one, "check-date") || words(one, "review-date");
  return [
    say("ask.practise", { said: practice }),
    cue && say("ask.cue", { said: cue }),
    measure && say("ask.measure", { said: measure }),
    /^\d{4}-\d{2}-\d{2}$/.test(day) ? say("ask.day", { day: onDay(day) }) : say("ask.soon"),
    say("ask.answer"),
  ].filter(Boolean).join("\n");
}

/** What somebody said who was asked: the first choice is a yes. */
function accepted(one: Negotiation): { label: string; yes: boolean } {
  const field = one.sheets.flatMap(({ form }) => form.fields).find(({ means }) => means === "accepted");
  const said = words(one, "accepted");
  return { label: field?.label ?? "", yes: said !== "" && said === field?.choices?.[0] };
}

/** The text as it was changed, as long as what it was made of says the same. */
function asking(one: Negotiation, drafts: Drafts, onDay: (day: string) => string): HTMLElement {
  const { label, yes } = accepted(one);
  if (yes) return make("small", {}, say("ask.yes"));
  const made = textFor(one, onDay);
  const area = make("textarea", { rows: 6, ariaLabel: say("ask.text"), value: made, oninput: () => void drafts.set(askDraft(one.id), { made, text: area.value }).catch(() => undefined) });
  void drafts.get(askDraft(one.id)).then((kept) => {
    const { made: was, text } = (kept ?? {}) as { made?: unknown; text?: unknown };
    if (was === made && typeof text === "string" && area.value === made) area.value = text;
  }, () => undefined);
  const status = make("span", { className: "status", role: "status" });
  const copy = make("button", { type: "button", className: "quiet", onclick: () => copyOut(area.value, area, status) }, say("ask.copy"));
  const details = make("details", {}, make("summary", {}, say("ask")), make("p", {}, say("ask.lead"), " ", label && say("ask.then", { said: label })), area, make("p", { className: "row" }, copy, status));
  details.dataset.key = one.id;
  return details;
}
