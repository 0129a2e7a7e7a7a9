// Worked examples and compared cases: what is to be seen comes after one's own work.
import type { State } from "../record/fold";
import { make } from "../make";
import { say } from "../words";
import { all, button, items, one, ref } from "./parts";
import { Question } from "./question";
import { reflection } from "./reflection";

/** The steps of an example, one after the other: what follows an open step waits for it. */
export async function worked(block: HTMLElement, state: State): Promise<void> {
  const found = items(block);
  const steps = all(block, ".steps > *");
  const open: (() => boolean)[] = [];
  const rules = { exam: false, retry: 0, confidence: false };
  const whole = button(say("steps"), () => {
    whole.remove();
    for (const step of steps) step.hidden = false;
  });
  const show = (): void => {
    const stop = whole.isConnected ? open.findIndex((isOpen) => isOpen()) : -1;
    steps.forEach((step, i) => (step.hidden = stop >= 0 && i > stop));
    whole.hidden = !steps.some((step) => step.hidden);
  };
  for (const step of steps) {
    const item = found.find((one) => step.contains(one));
    if (!item) {
      open.push(() => false);
      continue;
    }
    const past = state.answers.get(ref(block, item.dataset.item!)) ?? [];
    const question = new Question(block, item, rules, show);
    let seen = false; // the model of a reflection
    if (question.score === null) await reflection(block, item, past, () => ((seen = true), show()));
    else question.recall(past);
    open.push(() => !(seen || one<HTMLFieldSetElement>(item, "fieldset")!.disabled));
  }
  block.append(make("p", { className: "buttons" }, whole));
  show();
}

export async function compare(block: HTMLElement, state: State): Promise<void> {
  for (const item of items(block)) await reflection(block, item, state.answers.get(ref(block, item.dataset.item!)) ?? []);
}
