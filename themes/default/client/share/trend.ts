// How what somebody counts has moved, over everything they sent.
import { make, type Content } from "../make";
import { say } from "../words";
import type { Got } from "./shared";
import { checkIns, share } from "./check-ins";
import { onDay } from "./view";

export function trend(newestFirst: readonly Got[]): Content {
  const all = checkIns(newestFirst);
  return all.length > 1 && make("details", { className: "trend" }, make("summary", {}, say("trend", { n: all.length, count: all.length })),
    make("p", { className: "note-line" }, say("trend.label")),
    make("ul", {}, all.map(([day, said, ...more]) => make("li", {}, make("span", {}, onDay(day)), bar(share(said)), make("b", {}, said), more.some(Boolean) && make("small", {}, more.filter(Boolean).join(" \u00b7 "))))));
}

function bar(part: number | undefined): HTMLElement {
  const filled = make("span", { className: "lasting" });
  filled.style.inlineSize = `${(part ?? 0) * 100}%`;
  return make("span", { className: part === undefined ? "bar is-unknown" : "bar", ariaHidden: "true" }, filled);
}
