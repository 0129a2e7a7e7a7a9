// Starts what a page has to practise.
import { make } from "../make";
import { reader } from "../read";
import type { State } from "../record/fold";
import type { LearnerRecord } from "../record/open";
import { isCalm } from "../record/trouble";
import { say } from "../words";
import type { Remind } from "../unsaved";
import { sentence, state } from "./keep";
import { all, ownPage } from "./parts";
import { path } from "./path";
import { quiz } from "./quiz";
import { compare, worked } from "./worked";

const kinds: Record<string, (block: HTMLElement, state: State) => Promise<void> | void> = { compare, path, quiz, worked };

/**
 * Starts every block of the page once the record is open, and says where things are kept.
 * Unsaved is the address of the script that reminds of what is in no file yet.
 */
export async function practise(mine: LearnerRecord, unsaved: string): Promise<void> {
  const blocks = all(document, ".practice[data-block]");
  const record = await state();
  for (const block of blocks) {
    const start = kinds[block.dataset.block!];
    if (start) void Promise.resolve(start(block, record)).then(() => (block.dataset.ready = ""));
  }
  const first = blocks.find((block) => !["path", "cards"].includes(block.dataset.block!));
  if (!first) return;
  const { trouble } = record;
  const wrong = trouble && !isCalm(trouble.kind);
  first.before(make("p", { className: wrong ? "where trouble" : "where" }, trouble ? [sentence(trouble), " ", make("a", { href: ownPage("record") }, say("file"))] : say("where")));
  if (!mine.tab) return;
  await reader()(unsaved, ([name, data]) => (name === "unsaved" ? (data as Remind) : undefined))
    .then((remind) => remind(mine, first.parentElement!), () => undefined); // without it, the sentence has said so
}
