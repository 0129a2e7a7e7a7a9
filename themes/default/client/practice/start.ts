// Starts what a page has to practise.
import { make } from "../make";
import type { State } from "../record/fold";
import { say } from "../words";
import { sentence, state } from "./keep";
import { all } from "./parts";
import { path } from "./path";
import { quiz } from "./quiz";
import { compare, worked } from "./worked";

const kinds: Record<string, (block: HTMLElement, state: State) => Promise<void> | void> = { compare, path, quiz, worked };

/** Starts every block of the page once the record is open, and says where things are kept. */
export async function practise(): Promise<void> {
  const blocks = all(document, ".practice[data-block]");
  const record = await state();
  for (const block of blocks) {
    const start = kinds[block.dataset.block!];
    if (start) void Promise.resolve(start(block, record)).then(() => (block.dataset.ready = ""));
  }
  const first = blocks.find((block) => !["path", "cards"].includes(block.dataset.block!));
  if (!first) return;
  const { trouble } = record;
  const wrong = trouble && !["file", "tab"].includes(trouble.kind);
  first.before(make("p", { className: wrong ? "where trouble" : "where" }, trouble ? sentence(trouble) : say("where")));
}
