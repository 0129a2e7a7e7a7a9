// Opens a file: says what is in it and what it would add, and adds it when asked.
import { fill, make, type Content } from "../make";
import { readFile, type FileReport, type Refusal } from "../record/file";
import { merge } from "../record/merge";
import type { LearnerRecord } from "../record/open";
import { say } from "../words";
import { number, onDay, part } from "./parts";
import { pickers, types } from "./saving";

export function opening(record: LearnerRecord, course: string): HTMLElement {
  const result = make("div", { className: "preview" });
  result.tabIndex = -1;
  const take = async (file: File, handle?: FileSystemFileHandle): Promise<void> => {
    fill(result, make("p", {}, say("opening")));
    const report = await readFile(file, record.site).catch(() => ({ refused: "none" as const }));
    fill(result, "refused" in report ? refusal(report, course) : preview(record, report, file.name, handle, result));
    result.focus();
  };
  const input = make("input", { type: "file", accept: ".jsonl,.txt,application/jsonl", id: "_file" });
  input.onchange = () => {
    const file = input.files?.[0];
    if (file) void take(file);
    input.value = ""; // the same file may be chosen again
  };
  const label = make("label", { htmlFor: input.id, className: "button second" }, say("open"));
  const drop = make("div", { className: "drop" }, input, label, make("span", {}, say("open.drop")));
  if (pickers().showOpenFilePicker) {
    // Chosen this way, the file can be written again by one click.
    input.onclick = (event) => {
      event.preventDefault();
      pickers().showOpenFilePicker?.({ types }).then(async ([handle]) => handle && take(await handle.getFile(), handle)).catch((error: Error) => {
        if (error.name === "AbortError") return;
        input.onclick = null;
        input.click();
      });
    };
  }
  drop.ondragover = (event) => event.preventDefault();
  drop.ondrop = (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void take(file);
  };
  return part("open-file", [make("p", {}, say("open.lead")), drop, result]);
}

function refusal({ refused, head }: Refusal, course: string): Content {
  return make("p", { className: "callout warning" }, say("refused." + refused, { name: head?.name ?? "", course }));
}

function preview(record: LearnerRecord, report: FileReport, name: string, handle: FileSystemFileHandle | undefined, result: HTMLElement): Content {
  const { head, entries, badCount, state } = report;
  const { put, drop } = merge(record.keeper.all(), entries);
  const fresh = [...put.values()].flat();
  const all = report.count;
  const kinds = new Map<string, number>();
  for (const { t } of fresh) kinds.set(t, (kinds.get(t) ?? 0) + 1);
  const line = (key: string, n: number): Content => n > 0 && make("li", {}, say(key, { n, count: number(n) }));
  const done = async (): Promise<void> => {
    try {
      await record.keeper.merge(entries, { at: head.saved, name, ...(handle && { file: handle }) });
      fill(result, make("p", { className: "callout tip" }, say("added", { n: fresh.length, count: number(fresh.length) })));
    } catch (error) {
      fill(result, make("p", { className: "callout warning" }, say("trouble." + ((error as { kind?: string }).kind ?? "failed"))));
    }
    result.focus();
  };
  return [
    make("h3", {}, say("preview", { name })),
    make("p", {}, say("preview.saved", { date: onDay(head.saved), n: all, count: number(all) })),
    state !== "whole" && make("p", { className: "callout warning" }, say("preview." + state)),
    badCount > 0 && badLines(report),
    fresh[0] ? make("p", {}, say("preview.new")) : make("p", {}, say("preview.nothing")),
    make("ul", {}, [...kinds].map(([t, n]) => line("count." + (known.includes(t) ? t : "newer"), n)), line("count.gone", drop.size)),
    make("p", {}, say("preview.stays")),
    make("p", { className: "row" }, make("button", { type: "button", className: "button", onclick: () => void done() }, say(fresh[0] || drop.size ? "preview.add" : "preview.use")), make("button", { type: "button", className: "quiet", onclick: () => fill(result, undefined) }, say("cancel"))),
  ];
}

const known: readonly string[] = ["answer", "rating", "field", "case", "lock", "read", "review", "delete", "key", "sent", "got", "ack"];

function badLines({ bad, badCount }: FileReport): HTMLElement {
  return make("details", { className: "callout warning", open: badCount < 4 }, make("summary", {}, say("bad", { n: badCount, count: number(badCount) })),
    make("ul", {}, bad.map(({ line, why, field }) => make("li", {}, say("bad." + why, { line: number(line), field: field ?? "" })))),
    badCount > bad.length && make("p", {}, say("bad.more", { n: badCount - bad.length, count: number(badCount - bad.length) })));
}
