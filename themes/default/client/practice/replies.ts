// Loads what shows the answers to what was shared, where something came: most records
// hold nothing of the kind.
import { reader } from "../read";
import type { State } from "../record/fold";
import type { LearnerRecord } from "../record/open";
import type { Replies } from "../replies";
import type { Field } from "./fields";

const address = new URL(REPLIES, (document.currentScript as HTMLScriptElement).src).href;

/** On one's own sheets of a negotiation; a coach's leads to what it is about by itself. */
export function replies(block: HTMLElement, fields: readonly Field[]): ReturnType<Replies> | undefined {
  const { step } = block.dataset;
  if (step === undefined || step === "coaching") return undefined;
  let last: [State, string];
  let asked: Promise<ReturnType<Replies>> | undefined;
  const came = (): boolean => {
    for (const kept of (window.parley!.record as LearnerRecord).keeper.all().values()) if ((kept as { t?: unknown }).t === "got") return true;
    return false;
  };
  return { show(...now) {
    last = now;
    if (!asked && !came()) return;
    asked ??= reader()(address, ([name, made]) => (name === "replies" ? (made as Replies) : undefined)).then((made) => made(block, fields));
    void asked.then((made) => made.show(...last), () => (asked = undefined));
  } };
}
