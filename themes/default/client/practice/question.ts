// One question of a quiz or a worked example: asked, judged, answered below itself.
import { fill, make } from "../make";
import type { Answer } from "../record/fold";
import type { NewEvent } from "../record/schema";
import { say } from "../words";
import { chosen, clear, first, makeMovable, markParts, read, restore, unmark, untouched } from "./answered";
import { triesLeft } from "./exam";
import { isComplete, judge, type Key, type Verdict } from "./judge";
import { keep, now, onDay, tell } from "./keep";
import { all, button, group, hashHere, lang, one, ref, sign } from "./parts";

/** How a block asks; retry is the number of tries, 0 for any. */
export interface Rules {
  exam: boolean;
  retry: number;
  confidence: boolean;
}

export class Question {
  readonly ref: string;
  readonly weight: number;
  /** Of the last answer: null where nobody judges, undefined where there is none. */
  score: number | null | undefined;

  private readonly hash: string;
  private readonly kind: string;
  private readonly key: Key;
  private readonly answer: HTMLElement | null; // what is right, and why
  private readonly body: HTMLFieldSetElement;
  private readonly verdict = make("div", { className: "outcome" });
  private readonly kept = make("p", { className: "kept" });
  private readonly main = button("", () => (this.body.disabled ? this.again() : this.check()), true);
  private readonly give = button(say("show"), () => this.giveUp());
  private readonly sure: HTMLFieldSetElement | false;
  private past: Omit<Answer, "id">[] = [];

  constructor(block: HTMLElement, readonly item: HTMLElement, private readonly rules: Rules, private readonly changed: () => void) {
    const { hash = "", item: id = "", kind = "", weight } = item.dataset;
    this.ref = ref(block, id);
    this.hash = hash;
    this.kind = kind;
    this.answer = one(block, `[data-for="${id}"]`);
    this.key = readKey(kind, this.answer);
    this.weight = kind === "reflection" ? 0 : Number(weight ?? 1);
    if (kind === "reflection") this.score = null;
    this.body = one<HTMLFieldSetElement>(item, "fieldset")!;
    this.sure = rules.confidence && kind !== "reflection" && confidence(id);
    this.verdict.ariaLive = "off"; // until something is asked
    makeMovable(item, () => this.touched());
    hintsInTurn(item);
    if (kind === "reflection") return;
    this.body.oninput = () => this.touched();
    item.onkeydown = (event) => {
      if (event.key !== "Enter" || event.isComposing || rules.exam || !(event.target as HTMLElement).matches("input[type=text]")) return;
      event.preventDefault(); // or else it presses the button that gets the focus
      this.check();
    };
    item.append(...(this.sure ? [this.sure] : []), ...(rules.exam ? [] : [make("div", { className: "buttons" }, this.main, this.give)]), this.verdict, this.kept);
    this.open();
  }

  /** Shows the question, and its answer where answers are printed, or neither. */
  show(shown: boolean): void {
    this.item.hidden = !shown;
    if (this.answer) this.answer.hidden = !shown;
  }

  /** Shows what the record knows of the question. */
  recall(past: readonly Answer[]): void {
    this.past = past.filter((answer) => !answer.exam).map((answer) => ({ ...answer, hash: hashHere(this.item, answer.hash) }));
    const last = this.past.findLast((answer) => answer.hash === this.hash);
    if (last) {
      this.score = last.score;
      if (last.score === 1 || !this.left()) this.review(last);
      tell(this.kept, say("answered." + state(last.score), { day: onDay(last.at) }));
    } else if (past.length) {
      tell(this.kept, say("changed", { day: onDay(past.at(-1)!.at) }));
    }
  }

  /** Shows an earlier answer with all that belongs to it. */
  review({ chosen, score, sure }: Pick<Answer, "chosen" | "score" | "sure">): void {
    restore(this.item, chosen);
    this.sureness = `${sure ?? ""}`;
    this.score = score;
    this.close({ ...judge(this.key, read(this.item), lang), score });
  }

  /** How sure somebody says to be, in per cent; "" where nothing was said. */
  get sureness(): string {
    return (this.sure && one<HTMLInputElement>(this.sure, ":checked")?.value) || "";
  }

  set sureness(value: string) {
    for (const input of this.sure ? all<HTMLInputElement>(this.sure, "input") : []) input.checked = input.value === value;
  }

  /** Whether it is asked how sure one is, and nothing was said. */
  get isUnsure(): boolean {
    return !!this.sure && !this.sureness;
  }

  /** The answer as it stands, for an exam; one that is not complete earns nothing. */
  asEvent(exam: string): NewEvent {
    const { score } = judge(this.key, read(this.item), lang);
    return { ...this.event(this.isComplete || score === null ? score : untouched(this.item) || score === 1 ? 0 : score), exam };
  }

  /** Whether something was answered, and what in words. */
  get isComplete(): boolean {
    return !untouched(this.item) && isComplete(this.kind, read(this.item), lang);
  }

  /** Empties the question for another round. */
  open(): void {
    this.body.disabled = false;
    if (this.sure) this.sure.disabled = this.sure.hidden = false;
    unmark(this.item);
    fill(this.verdict, "");
    fill(this.kept, "");
    this.main.textContent = say("check");
    this.main.className = "button";
    this.main.hidden = false;
    this.give.hidden = true;
  }

  private event(score: number | null): Extract<NewEvent, { t: "answer" }> {
    const hints = all<HTMLDetailsElement>(this.item, "details.hint[open]").length;
    return { t: "answer", item: this.ref, hash: this.hash, score, chosen: chosen(this.item), ...(this.sureness && { sure: Number(this.sureness) }), ...(hints && { hints }) };
  }

  private check(): void {
    if (this.body.disabled) return;
    this.verdict.ariaLive = "polite";
    if (!this.isComplete) return this.ask(say(incomplete[this.kind] ?? "choose"));
    if (this.isUnsure) return this.ask(say("sure.first"));
    const verdict = judge(this.key, read(this.item), lang);
    this.score = verdict.score;
    const event = this.event(verdict.score);
    const { chosen, hash, score } = event;
    this.past.push({ at: now(), chosen, hash, score });
    void keep(this.kept, event);
    if (score === 1 || !this.left()) this.close(verdict);
    else this.half(verdict);
    this.seen();
    this.changed();
  }

  private ask(words: string): void {
    fill(this.verdict, make("p", { className: "ask-first" }, words));
  }

  private left(): number {
    return triesLeft(this.past, this.hash, this.rules.retry, now());
  }

  /** Not right, and there are tries left: what helps, but neither the answer nor its reason. */
  private half(verdict: Verdict): void {
    markParts(this.item, verdict.wrong, []);
    const left = this.left();
    fill(this.verdict, [
      this.headline(verdict.score, left < Infinity ? say("left", { n: left }) : say("retry")),
      this.feedback(true), copy(this.answer, ".see"),
    ]);
    this.give.hidden = false;
  }

  /** What came of it stands below the button, and the button may be the last thing in sight. */
  private seen(): void {
    one(this.verdict, ".verdict")?.scrollIntoView({ block: "nearest" });
  }

  /** The question is done: all that belongs to its answer stands below it. */
  private close(verdict: Verdict): void {
    markParts(this.item, verdict.wrong, this.key.right);
    const focused = this.body.contains(document.activeElement) || document.activeElement === this.give;
    this.body.disabled = true;
    if (this.sure) {
      this.sure.disabled = true;
      this.sure.hidden = this.isUnsure; // in an exam nobody has to say it
    }
    this.give.hidden = true;
    this.main.textContent = say("again");
    this.main.className = "quiet";
    const spent = !this.left();
    this.main.hidden = spent && verdict.score !== 1;
    fill(this.verdict, [
      this.headline(verdict.score, spent && verdict.score !== 1 && !this.rules.exam ? say("spent") : ""),
      this.feedback(true), verdict.score !== 1 && rightWords(this.answer), copy(this.answer, ".why"), copy(this.answer, ".see"), this.feedback(false),
    ]);
    if (!focused) return;
    if (this.main.hidden) this.verdict.tabIndex = -1;
    (this.main.hidden ? this.verdict : this.main).focus();
  }

  private headline(score: number | null, more: string): HTMLElement | false {
    if (score === null) return false;
    const how = state(score);
    return make("p", { className: `verdict is-${how}` }, sign(score === 1), make("b", {}, say("verdict." + how)), more && " " + more);
  }

  /** What is said to the options that were chosen, or to the others; of rows to be sorted, to those in a wrong class. */
  private feedback(toChosen: boolean): HTMLElement | undefined {
    const given = read(this.item);
    const picks = this.kind === "classify" ? judge(this.key, given, lang).wrong : given.picks;
    const said = all(this.answer ?? this.item, ".feedback > [data-option]").filter((row) => picks.includes(Number(row.dataset.option)) === toChosen);
    if (!said.length) return undefined;
    const list = make("ul", { className: "feedback", role: "list" }, said.map((row) => row.cloneNode(true)));
    return toChosen ? list : make("details", { className: "others" }, make("summary", {}, say("others")), list);
  }

  private giveUp(): void {
    this.verdict.ariaLive = "polite";
    const verdict = judge(this.key, read(this.item), lang);
    this.close(verdict);
    this.seen();
    this.changed();
  }

  private again(): void {
    clear(this.item);
    this.sureness = "";
    this.open();
    first(this.item)?.focus();
  }

  private touched(): void {
    if (this.body.disabled) return;
    unmark(this.item);
    fill(this.verdict, "");
    fill(this.kept, "");
  }
}

/** What to say where an answer is missing. */
const incomplete: Record<string, string> = { numeric: "number", blanks: "fill", text: "write", match: "rows", classify: "rows", order: "order" };

/** How an answer was, in a word. */
const state = (score: number | null): string => (score === 1 ? "right" : score ? "part" : "wrong");

function readKey(kind: string, answer: HTMLElement | null): Key {
  const { accept, right, value, within } = answer?.dataset ?? {};
  return {
    kind,
    right: right ? right.split(" ").map(Number) : [],
    value: Number(value),
    within: Number(within ?? 0),
    accept: JSON.parse(accept ?? "[]") as string[][],
  };
}

function copy(answer: HTMLElement | null, selector: string): Node | undefined {
  return (answer && one(answer, selector))?.cloneNode(true);
}

function rightWords(answer: HTMLElement | null): Node | false {
  const found = answer ? all(answer, ":scope > .right") : [];
  return found.length > 0 && make("div", { className: "rights" }, make("p", {}, say("is")), found.map((one) => one.cloneNode(true)));
}

const percent = new Intl.NumberFormat(lang, { style: "percent" });

/** How sure one is, in steps of ten per cent. */
function confidence(id: string): HTMLFieldSetElement {
  const step = (value: number): HTMLElement =>
    make("label", {}, make("input", { type: "radio", name: "_sure-" + id, value: `${value}` }), make("span", {}, percent.format(value / 100)));
  return group("sure", say("sure"), make("div", { className: "chips" }, [50, 60, 70, 80, 90, 100].map(step)));
}

/** One hint after the other. */
function hintsInTurn(item: HTMLElement): void {
  const hints = all<HTMLDetailsElement>(item, "details.hint");
  hints.forEach((hint, i) => {
    hint.hidden = i > 0;
    hint.ontoggle = () => {
      const next = hints[i + 1];
      if (hint.open && next) next.hidden = false;
    };
  });
}
