// Dates for the learner's own calendar, from a path whose steps have a rhythm. The file
// is made here; nobody else learns of it.
import { dayIn } from "./day";
import { download } from "./download";
import { make } from "./make";
import { calendar } from "./negotiations/ics";
import { say } from "./words";

interface Occasion { title: string; text: string }

for (const block of document.querySelectorAll<HTMLElement>(".path[data-every]")) offer(block, block.dataset.every === "day" ? 1 : 7);

/** days lie between one occasion and the next. */
function offer(block: HTMLElement, days: number): void {
  const all = occasions(block);
  const first = make("input", { type: "date", value: dayIn(days), required: true });
  const done = make("span", { className: "status", role: "status" });
  const name = block.dataset.title ?? document.title;
  const save = (): void => {
    if (!first.reportValidity()) return;
    const from = first.valueAsDate!;
    const dated = all.map(({ text, title }, i) => ({ uid: `${block.dataset.name}-${i + 1}@parley`, day: dayIn(i * days, new Date(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate())), title: `${name}: ${title}`, text: `${text}\n${location.href.replace(/[?#].*/, "")}` }));
    download(`${block.dataset.name}.ics`, "text/calendar", calendar(dated, new Date().toISOString()));
    done.textContent = say("saved");
  };
  block.append(make("div", { className: "plan" },
    make("p", {}, make("b", {}, say("lead", { n: all.length, count: all.length }))),
    make("p", { className: "row" }, make("label", {}, make("span", {}, say("first")), first), make("button", { type: "button", className: "button second", onclick: save }, say("save")), done),
    make("p", {}, make("small", {}, say("why")))));
}

/** One for each heading, or for each step where there are none. */
function occasions(block: HTMLElement): Occasion[] {
  const words = (element: Node | null): string => element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
  // Without the link to itself that a heading has.
  const heading = (head: Element | null): string => [...(head?.childNodes ?? [])].filter((part) => !(part instanceof HTMLAnchorElement)).map(words).join(" ").trim();
  const steps = (list: Element): string[] => [...list.querySelectorAll(".path-step > a, .path-step > :not(p) a")].map(words);
  const lists = [...block.querySelectorAll("ol.steps-of-path")];
  const headed = lists.map((list) => list.previousElementSibling).map((head) => (head && /^H[2-6]$/.test(head.tagName) ? head : null));
  if (headed.some((head, i) => head && i > 0)) return lists.map((list, i) => ({ title: heading(headed[i] ?? null) || steps(list)[0]!, text: steps(list).join("\n") }));
  return lists.flatMap(steps).map((title) => ({ title, text: "" }));
}
