// The list of one's negotiations: what is due first, then each with its steps.
import { dayIn } from "../day";
import { download } from "../download";
import { fill, make, type Content } from "../make";
import { eventId } from "../record/ids";
import type { LearnerRecord } from "../record/open";
import { isCalm, type Kind } from "../record/trouble";
import { reading } from "../progress/reading";
import { section } from "../section";
import { say } from "../words";
import { agreedView, doneOf, tick, type Agreed } from "./agreed";
import { answersDue, cameDue, metAgain, promisedDue, type AnswerDue } from "./answers";
import { agreementOf, daysUntil, dueOf, extras, isDay, negotiationsOf, nextOf, sheetsBeside, sheetsOf, shownOf, words, type Due, type Negotiation, type Sheet, type Step } from "./casework";
import { askDraft, cardDraft, fieldDraft, nameDraft, shareDraft } from "./drafts";
import { enough, estimatesOf, type Estimates } from "./estimates";
import { calendar } from "./ics";
import { practised } from "./practised";
import { rowsOf, type Whole } from "../rows";
import { agreedOf, isBehind } from "../share/session";
import { answersIn, replyTo, sharedOf, type Got, type Sent } from "../share/shared";
import { atTime } from "../share/view";

const { lang } = document.documentElement;
const locale = lang === "en" ? "en-GB" : lang;
const dates = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" });
const distance = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

/** Due soon enough to stand on top: what is a fortnight away waits in its own row. */
const soon = 14; // days

/** What is due, with where it leads; key stays the same. */
interface DueRow { key: string; day: string; what: Due["what"] | AnswerDue["what"]; name: string; said?: string | undefined; href: string; made?: string | undefined; undated?: boolean | undefined; done?: (() => void) | undefined }

interface Drawn {
  whole: Whole;
  record: LearnerRecord;
  course: CourseData;
  /** What came back, by the negotiation that it answers. */
  answers: Map<string, Got[]>;
  /** What left last of each negotiation. */
  sent: Map<string, Sent>;
  today: string;
  all: Negotiation[];
  due: DueRow[];
  href(sheet: Sheet, id: string, means?: string): string;
  first: Sheet | undefined;
  beside: readonly Sheet[];
  estimates: Estimates;
}

export async function list(app: HTMLElement, record: LearnerRecord): Promise<void> {
  const read = await reading(app, record);
  if (!read) return;
  const { course, top } = read;
  const [sheets, beside] = [sheetsOf(course), sheetsBeside(course)];
  const fresh = eventId(); // of the negotiation that may be begun from here
  const whole: Whole = new Set();
  const draw = (): void => {
    const { state } = record.keeper;
    if (state.trouble?.kind === "locked") {
      fill(app, make("p", { className: "callout note" }, say("locked"), " ", make("a", { href: app.dataset.record ?? "" }, say("open-it"))));
    } else {
      const today = dayIn(0);
      const all = negotiationsOf(sheets, state, beside);
      const href = ({ page, form }: Sheet, id: string, means?: string): string => {
        const [, plain, fresh] = /^(.*?)(\+?)$/.exec(means ?? "")!;
        const field = plain && form.fields.find((field) => field.means === plain)?.id;
        return `${new URL(page.path, top).href}#case=${id}.${form.name}${field ? "." + field + fresh : ""}`;
      };
      const shared = sharedOf(record.keeper.all().values(), record.site);
      const stands = (id: string): "none" | "unsent" | "sent" => (!state.cases.has(id) ? "none" : isBehind(course, state.cases.get(id), replyTo(shared, { id })) ? "unsent" : "sent");
      const isDone = (of: string, { item, said }: Agreed): boolean => doneOf(state.cases.get(of), item, record.keeper.moves).includes(said);
      const older = metAgain(shared, new Set(all.flatMap(({ id, meeting }) => (isDay(meeting) ? id : []))));
      const due = [
        ...all.flatMap((one) => dueOf(one, today, lang)).filter(({ of, what }) => what !== "meeting" || !older.has(of.id)).map(({ at, day, n, of, said, sheet, what }): DueRow => ({ key: `${of.id}-${what}${n ?? ""}`, day, what, name: of.name, said, href: href(sheet, of.id, at) })),
        ...[...answersDue(shared, today, lang, isDone), ...promisedDue(shared, (id) => agreedOf(course, id, state.cases.get(id), lang), today, isDone), ...cameDue(shared, stands, today)].map(({ agreed, day, file, made, n, name, of, said, undated, what }): DueRow => ({
          key: `${what === "with" ? of : file}-${what}${n ?? ""}`, day, what, name: name || say("nobody"), href: `sharing.html#file=${file}`, made, undated,
          said: what === "answer" ? (state.cases.get(of)?.name ?? shared.got.get(file)?.envelope.body.name) : said,
          // What was deleted takes no tick.
          done: agreed && state.cases.has(of) ? () => void tick(record, course, of, agreed, true).then(() => app.querySelector<HTMLElement>(".due-list a")?.focus()) : undefined,
        })),
      ].sort((a, b) => (a.day < b.day ? -1 : 1));
      const answers = new Map<string, Got[]>();
      for (const { got, of } of answersIn(shared)) answers.set(of, [...(answers.get(of) ?? []), got]);
      const drawn = { whole, record, course, answers, sent: new Map(shared.sent.map((one) => [one.case, one])), today, all, due, href, first: sheets[0], beside, estimates: estimatesOf(course, state, lang, record.keeper.moves) };
      const active = practised(all, whole, record.draft, href, onDay, today);
      const open = new Set([...app.querySelectorAll<HTMLElement>("details[open]")].map(({ dataset }) => dataset.key));
      fill(app, [keeping(state.trouble?.kind), all.length || due.length ? [dueView(drawn), active && section("practised", say("practised"), active), judged(drawn), rows(drawn, fresh)] : nothingYet(drawn, fresh)]);
      for (const details of app.querySelectorAll<HTMLDetailsElement>("details[data-key]")) details.open = open.has(details.dataset.key);
    }
    app.dataset.ready = "true";
  };
  draw();
  record.onchange(draw);
}

/** Where the record is not kept as the page says above: from a disk, or in trouble. */
function keeping(kind: Kind | undefined): Content {
  for (const said of document.querySelectorAll<HTMLElement>(".kept > span")) said.hidden = kind !== undefined;
  return kind !== undefined && make("p", { className: isCalm(kind) ? "callout note" : "callout warning" }, say("trouble." + kind));
}

const onDay = (day: string): string => dates.format(Date.parse(day));

function away(day: string, today: string): string {
  const days = daysUntil(day, today);
  const weeks = Math.trunc(days / 7);
  return Math.abs(days) < 14 ? distance.format(days, "day") : distance.format(weeks, "week");
}

function nothingYet({ first, href }: Drawn, fresh: string): Content {
  return make("section", { className: "part first-one" },
    make("h2", {}, say("empty")),
    make("ol", {}, ["before", "after", "next"].map((step) => make("li", {}, say("empty." + step)))),
    first && make("p", { className: "row" }, make("a", { className: "button", href: href(first, fresh) }, say("prepare"))),
    make("p", {}, make("a", { href: "sharing.html" }, say("sharing")))); // a coach may have none
}

function dueView(drawn: Drawn): Content {
  const { due, today } = drawn;
  const near = due.filter(({ day }) => daysUntil(day, today) <= soon);
  const ahead = due.filter(({ day, undated, what }) => day >= today && !undated && !noDay.includes(what));
  const later = due.filter(({ day }) => daysUntil(day, today) > soon).slice(0, 3);
  if (!due.length) return undefined;
  return section("due", say("due"), [
    near.length
      ? rowsOf(drawn.whole, "due", "due-list", near, (one, i) => make("li", one.day < today && !noDay.includes(one.what) ? { className: "is-late" } : {},
        make("a", { className: i ? "button second" : "button", href: one.href }, say("due." + one.what, one)),
        !asking.includes(one.what) && !one.undated && make("span", {}, isTwin(one, near) ? atTime(one.made!) : `${onDay(one.day)}, ${away(one.day, today)}`),
        one.done && make("button", { type: "button", className: "quiet", ariaLabel: say("agreed.done.of", one), onclick: one.done }, say("agreed.done"))))
      : make("p", {}, say("due.none"), " ", make("a", { href: due[0]!.href }, say("due." + due[0]!.what, due[0])), !due[0]!.undated && ` (${onDay(due[0]!.day)})`),
    near.length > 0 && later.length > 0 && make("p", { className: "note-line" }, say("due.later"), later.map((one, i) => [i ? ", " : " ", make("a", { href: one.href }, say("due." + one.what, one)), !one.undated && ` (${onDay(one.day)})`])),
    ahead.length > 0 && make("p", { className: "row" }, make("button", { type: "button", className: "quiet", onclick: () => remind(ahead) }, say("calendar")), make("small", {}, say("calendar.why"))),
  ]);
}

/** Whether another answer of the same day is called the same: then each says when it was written, as it does where it is read. */
const isTwin = (one: DueRow, all: readonly DueRow[]): boolean =>
  one.made !== undefined && all.some((other) => other !== one && other.what === one.what && ["day", "name", "said"].every((key) => other[key as "day"] === one[key as "day"]));

/** What asks for something, and has no day of its own. */
const asking: DueRow["what"][] = ["commit", "date"];

/** What waits, and is not of a day. */
const noDay: DueRow["what"][] = ["answer", "came", "unsent", ...asking];

function remind(due: readonly DueRow[]): void {
  const reminders = due.map((one) => ({ uid: `${one.key}@parley`, day: one.day, title: say("due." + one.what, one), text: say("calendar." + one.what) }));
  download("negotiations.ics", "text/calendar", calendar(reminders, new Date().toISOString()));
}

/** How good the estimates were: how many there are is said, and no verdict on a few. */
function judged({ estimates: { inside, n, sure, verdict } }: Drawn): Content {
  return n > 0 && section("estimates", say("estimates"), [
    make("p", {}, say("estimates.inside", { n, inside, count: n }), " ", sure !== undefined && say("estimates.sure", { sure: Math.round(sure) })),
    make("p", { className: "note-line" }, say("estimates." + verdict, { enough })),
  ]);
}

function rows(drawn: Drawn, fresh: string): Content {
  const { all, first, href } = drawn;
  return section("all", say("all"), [
    first && make("p", { className: "row" }, make("a", { className: drawn.due.length ? "button second" : "button", href: href(first, fresh) }, say("prepare"))),
    make("p", {}, make("a", { href: "sharing.html" }, say("sharing"))),
    rowsOf(drawn.whole, "all", "negotiations", all, (one) => make("li", {}, row(one, drawn))),
  ]);
}

function row(one: Negotiation, drawn: Drawn): Content {
  const next = nextOf(one, drawn.today);
  const isReviewed = one.steps.some(({ done, sheet }) => done && sheet.form.step === "review");
  const sent = drawn.sent.get(one.id);
  const [tries, from] = [words(one, "next"), words(one, "next-date")];
  const [agreed, talks] = [isReviewed ? undefined : agreementOf(one), words(one, "talk-date")];
  return [
    make("h3", {}, one.name),
    make("p", { className: "note-line" }, agreed ? say("filled-in", { said: called(agreed.sheet) }) : talks && !isReviewed ? say("talks-on", { day: onDay(talks) }) : say("touched", { day: onDay(one.touched.slice(0, 10)) }), sent && ` \u00b7 ${say(sent.to ? "shared.with" : "shared", { name: sent.to, day: onDay(sent.at.slice(0, 10)) })}`),
    drawn.answers.get(one.id)?.map(({ envelope }) => [
      make("p", { className: "answer" }, make("a", { href: `sharing.html#file=${envelope.id}` }, say("answer", { name: envelope.from.name })), ` (${onDay(envelope.made.slice(0, 10))})`),
      agreedView(envelope, drawn.record, drawn.course, one.id, lang, onDay),
    ]),
    make("ol", { className: "casework" }, shownOf(one).map((step) => make("li", {}, stepLink(step, step === next, drawn.href(step.sheet, one.id), one)))),
    tries && make("p", { className: "note-line" }, say("tries", { said: tries }), isDay(from) && ` (${onDay(from)})`),
    more(one, drawn),
    make("p", { className: "row" }, make("a", { className: "share", href: `sharing.html#case=${one.id}` }, say("share"), make("span", { className: "visually-hidden" }, ` (${one.name})`)), removing(one, drawn.record)),
  ];
}

/** Sheets that are not begun and that nobody has to fill in. */
function more(one: Negotiation, { beside, href }: Drawn): Content {
  const rest = beside.filter((sheet) => extras.includes(sheet.form.step ?? "") && !one.besides.some((step) => step.sheet === sheet));
  if (!one.steps.length || !rest.length) return undefined;
  const details = make("details", { className: "more-sheets" }, make("summary", {}, say("more-sheets")), make("ul", {}, rest.map((sheet) => make("li", {}, make("a", { href: href(sheet, one.id) }, called(sheet))))));
  details.dataset.key = `more-${one.id}`;
  return details;
}

/** Deletes all of a negotiation, at the second press. What left the device is out of reach. */
function removing(one: Negotiation, record: LearnerRecord): HTMLElement {
  const place = make("span", { className: "row" });
  const ask = make("button", { type: "button", className: "quiet removal", ariaLabel: `${say("delete")} (${one.name})`, onclick: () => {
    const cancel = make("button", { type: "button", className: "quiet", onclick: () => (fill(place, ask), ask.focus()) }, say("cancel"));
    fill(place, [make("span", {}, say("delete.ask", { name: one.name })), make("button", { type: "button", className: "danger", onclick: () => void Promise.all([record.add({ t: "delete", ids: entriesOf(one.id, record) }), ...draftsOf(one).map((key) => record.draft.clear(key))]).catch(() => undefined) }, say("delete.sure")), cancel]);
    cancel.focus();
  } }, say("delete"));
  return fill(place, ask);
}

/** What is written of a negotiation and not in the record: texts for others, what was typed last. */
function draftsOf({ id, sheets }: Negotiation): string[] {
  const fields = sheets.flatMap(({ form, page }) => form.fields.map((field) => fieldDraft(id, `${page.id}#${field.id}`)));
  return [shareDraft(id), askDraft(id), cardDraft(id), nameDraft(id), ...fields];
}

/** The entries of a negotiation: its name, fields, locks and what is noted of sharing it. */
function entriesOf(id: string, record: LearnerRecord): string[] {
  return [...record.keeper.all().values()].flatMap((kept) => (!Array.isArray(kept) && (kept as { case?: unknown }).case === id ? kept.id : []));
}

/** A step has a short name; what stands beside the steps is called by its sheet. */
const called = ({ form, page }: Sheet): string => (extras.includes(form.step ?? "") ? form.title || page.title : say("step." + form.step));

function stepLink({ begun, done, sheet }: Step, next: boolean, href: string, one: Negotiation): HTMLElement {
  const state = done ? "done" : begun ? "begun" : "none";
  const link = make("a", { className: `is-${state}${next ? " is-next" : ""}`, href },
    make("span", { className: "tick", ariaHidden: "true" }, done ? "\u2713" : begun ? "\u2026" : "\u00b7"), called(sheet),
    make("span", { className: "visually-hidden" }, ` (${one.name}: ${say("state." + state)})`));
  if (next) link.setAttribute("aria-current", "step");
  return link;
}
