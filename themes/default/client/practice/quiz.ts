// A quiz: questions checked one by one, or as an exam all at the end.
import { fill, make, type Content } from "../make";
import type { Answer, State } from "../record/fold";
import { eventId } from "../record/ids";
import { say } from "../words";
import { chosen, restore } from "./answered";
import { draw } from "./draw";
import { day, lastAttempt, result, type Result } from "./exam";
import { drafts, drop, keep, now, onDay, sketch, tell } from "./keep";
import { button, items, lang, ref, sign } from "./parts";
import { Question, type Rules } from "./question";
import { reflection } from "./reflection";

export async function quiz(block: HTMLElement, state: State): Promise<void> {
  const { confidence, draw: count, exam, name = "", pass, retry } = block.dataset;
  const rules: Rules = { exam: exam !== undefined, retry: Number(retry ?? 0), confidence: confidence !== undefined };
  const sum = make("div", { className: "sum" });
  const mark = pass === undefined ? undefined : Number(pass);
  let asked: Question[] = [];
  const show = (): void => summary(sum, result(asked, mark), mark);
  const questions = items(block).map((item) => new Question(block, item, rules, () => show()));
  const key = ref(block, name);
  block.append(sum);

  const round = Number(await drafts().get("round:" + key).catch(() => 0)) || 0;
  asked = count ? draw(questions, Number(count), key, round) : questions;
  const wanted = questions.find(({ item }) => "#" + item.id === decodeURIComponent(location.hash));
  if (wanted && !asked.includes(wanted)) asked = questions.filter((one) => one === wanted || asked.includes(one));
  for (const one of questions) one.show(asked.includes(one));
  const next = async (): Promise<void> => {
    await drafts().set("round:" + key, round + 1).catch(() => undefined);
    location.reload();
  };

  const past = (one: Question): readonly Answer[] => state.answers.get(one.ref) ?? [];
  if (rules.exam) return examine(block, questions, asked, past, { key, mark, next, sum });
  for (const one of asked) {
    if (one.score === null) await reflection(block, one.item, past(one));
    else one.recall(past(one));
  }
  if (asked.some((one) => one.score !== undefined && one.score !== null)) show();
  if (asked.length < questions.length) sum.after(make("p", { className: "buttons" }, button(say("draw"), () => void next())));
}

/** What the questions come to so far. */
function summary(sum: HTMLElement, of: Result, mark: number | undefined): void {
  sum.role = "status";
  const whole = !of.open;
  fill(sum, [
    make("p", {}, whole && of.passed !== undefined && sign(of.passed), make("b", {}, say(of.part ? "sum.part" : "sum", { n: of.right, of: of.judged, part: of.part }))),
    mark !== undefined && make("p", {}, whole ? say(of.passed ? "passed" : "failed", { got: of.percent, pass: mark }) : say("pass", { pass: mark })),
  ]);
}

interface Exam {
  key: string;
  mark: number | undefined;
  next: () => Promise<void>;
  sum: HTMLElement;
}

/** Under which a draft holds how sure one is. */
const sureOf = (one: Question): string => "sure:" + one.ref;

/** Under which it holds the id of an attempt that was handed in. */
const attempt = "attempt";

/** One attempt: nothing is judged before the end, then everything is shown. */
async function examine(block: HTMLElement, questions: Question[], asked: Question[], past: (one: Question) => readonly Answer[], { key, mark, next, sum }: Exam): Promise<void> {
  const draft = "exam:" + key;
  const kept = make("p", { className: "kept" });
  const status = make("div", { className: "outcome" });
  const finish = button(say("finish"), () => void end(), true);
  status.ariaLive = "polite";
  block.append(status, make("p", { className: "buttons" }, finish), kept);

  const held = await drafts().get(draft).catch(() => undefined) as Record<string, string[]> | undefined;
  const last = lastAttempt(questions.flatMap(past));
  if (last && (!held || held[attempt]?.[0] === last.id)) {
    if (held) void drop(draft); // the page was left when it was handed in
    return review(last.at, (one) => past(one).findLast((answer) => answer.exam === last.id));
  }
  fill(sum, make("p", {}, say("exam", { n: asked.length }), mark !== undefined && " " + say("pass", { pass: mark })));
  block.prepend(sum);
  for (const one of asked) {
    const was = held?.[one.ref];
    if (was) restore(one.item, was);
    one.sureness = held?.[sureOf(one)]?.[0] ?? "";
  }
  const written = (): Record<string, string[]> => Object.fromEntries(asked.flatMap((one) => [[one.ref, chosen(one.item)], ...(one.sureness ? [[sureOf(one), [one.sureness]]] : [])]));
  const save = (): void => void sketch(kept, draft, written());
  block.addEventListener("input", save);
  block.addEventListener("click", save); // an order has moved

  /** A sentence about questions, with links to them. */
  const ask = (key: string, those: Question[]): Content => {
    const [before, after] = say(key, { n: those.length, list: "\n" }).split("\n");
    const list = new Intl.ListFormat(lang).formatToParts(those.map((one) => `${asked.indexOf(one)}`));
    return make("p", { className: "ask-first" }, before, list.map(({ type, value }) => (type === "literal" ? value : make("a", { href: "#" + asked[+value]!.item.id }, `${+value + 1}`))), after);
  };

  let warned = false;
  async function end(): Promise<void> {
    const open = asked.filter((one) => !one.isComplete);
    const unsure = asked.filter((one) => one.isComplete && one.isUnsure);
    if (open.length + unsure.length && !warned) {
      warned = true;
      return void fill(status, [open[0] && ask("open", open), unsure[0] && ask("unsure", unsure)]);
    }
    const id = eventId();
    const events = asked.map((one) => one.asEvent(id));
    block.removeEventListener("input", save);
    block.removeEventListener("click", save);
    finish.hidden = true;
    fill(status, "");
    const at = now();
    void sketch(kept, draft, { ...written(), [attempt]: [id] });
    const done = await keep(kept, ...events);
    if (done) await drop(draft);
    review(at, (one) => events.find((event) => event.t === "answer" && event.item === one.ref) as Answer | undefined);
    sum.tabIndex = -1;
    sum.focus();
  }

  function review(at: string, answer: (one: Question) => Answer | undefined): void {
    finish.hidden = true;
    for (const one of questions) {
      const found = answer(one);
      one.show(!!found);
      if (found && one.score !== null) one.review(found);
      else if (found) restore(one.item, found.chosen);
    }
    block.prepend(sum);
    summary(sum, result(questions.filter((one) => !one.item.hidden), mark), mark);
    sum.append(make("p", { className: "buttons" }, day(at) === day(now()) ? say("exam.later", { day: onDay(at) }) : button(say("exam.again"), () => void again())));
    if (!kept.textContent) tell(kept, say("exam.on", { day: onDay(at) }));
  }

  async function again(): Promise<void> {
    await drafts().set(draft, {}).catch(() => undefined);
    await next();
  }
}
