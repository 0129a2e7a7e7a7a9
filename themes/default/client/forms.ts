// Self-assessments and forms, on pages that have some. learn.js comes before and has
// opened the record.
import { forms } from "./practice/form";
import { state } from "./practice/keep";
import { all } from "./practice/parts";
import { scales } from "./practice/scale";

for (const [kind, start] of [["scale", scales], ["form", forms]] as const) {
  const blocks = all(document, `.practice[data-block=${kind}]`);
  if (!blocks.length) continue;
  void state().then((record) => start(blocks, record)).then(() => {
    for (const block of blocks) block.dataset.ready = "";
  });
}
