// A receipt of what was done, to be printed.
import { make, type Content } from "../make";
import { say } from "../words";
import { number, onDay, part, type Drawn } from "./parts";
import { pathsOf } from "./paths";
import { count } from "./standing";

export function receiptView(found: Drawn): Content {
  const done = found.standings.pages.filter(({ mark, items }) => mark === "done" && items.length > 0);
  if (done.length === 0) return undefined;
  const { course, record, state } = found;
  const finished = pathsOf(found).filter((path) => path.finished);
  const items = done.flatMap((one) => one.items);
  const { known, filled } = count(items);
  const sheet = make("div", { className: "receipt" },
    make("p", { className: "receipt-title" }, course.name),
    finished.map(({ title }) => make("p", {}, make("b", {}, say("receipt.path", { name: title })))),
    record.keeper.profile.name && make("p", {}, record.keeper.profile.name),
    make("p", {}, say("receipt.time", { from: onDay(state.first ?? ""), to: onDay(state.last ?? "") })),
    make("p", {}, say("receipt.sum", { n: known, count: number(known), noted: number(filled) })),
    make("ul", {}, done.map(({ page, items: list }) => make("li", {}, page.title, " ", make("small", {}, say("questions", { n: list.length, count: number(list.length) }))))),
    make("p", { className: "receipt-proves" }, say("receipt.proves")));
  return part("receipt", [make("p", {}, say("receipt.lead")), sheet, make("p", {}, make("button", { type: "button", className: "quiet", onclick: print }, say("receipt.print")))]);
}

/** Prints the receipt alone. */
function print(): void {
  document.documentElement.classList.add("prints-receipt");
  addEventListener("afterprint", () => document.documentElement.classList.remove("prints-receipt"), { once: true });
  window.print();
}
