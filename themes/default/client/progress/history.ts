// What was done, by day, the last first; each entry can be deleted for good.
import { fill, make, type Content } from "../make";
import type { Event } from "../record/schema";
import { renamed } from "../record/refs";
import { say } from "../words";
import { grouped, number, onDay, part, type Drawn } from "./parts";

const daysAtOnce = 5;

export function historyView(found: Drawn): Content {
  const events = [...found.record.keeper.all().values()].filter((kept): kept is Event => !Array.isArray(kept) && kept.t !== "delete" && kept.t !== "read").reverse();
  if (events.length === 0) return undefined;
  events.sort((a, b) => b.lam - a.lam); // most of them are in their order
  const list = make("div", { className: "history" });
  const left = grouped(events, (event) => event.at.slice(0, 10));
  const button = make("button", { type: "button", className: "quiet", onclick: () => more() }, say("history.more"));
  const more = (): void => {
    for (const [, those] of left.splice(0, daysAtOnce)) list.append(make("h3", {}, onDay(those[0]?.at ?? "")), ...pages(those, found));
    button.hidden = left.length === 0;
  };
  more();
  return part("history", [list, button], say("history.made", { n: events.length, count: number(events.length) }));
}

/** What was done on a day, by page; single entries show when one asks for them. */
function pages(events: readonly Event[], found: Drawn): HTMLElement[] {
  return grouped(events, (event) => about(event, found)).map(([title, those]) => {
    const answers = those.filter((event) => event.t === "answer");
    const right = answers.filter((event) => (event as Event & { t: "answer" }).score === 1).length;
    const line = make("details", {}, make("summary", {}, title, " ", make("small", {}, [say("entries", { n: those.length, count: number(those.length) }), right && say("right-ones", { n: right, count: number(right) })].filter(Boolean).join(" · "))));
    line.dataset.key = `${those[0]?.at.slice(0, 10)} ${title}`;
    line.ontoggle = () => {
      line.ontoggle = null; // thousands of rows are made only where they are looked at
      line.append(make("ul", {}, those.map((event) => row(event, found))));
    };
    return line;
  });
}

/** The page that an entry is about, or what else it is. */
function about(event: Event, { title }: Drawn): string {
  if (event.v > 1) return say("event.newer");
  switch (event.t) {
    case "answer":
    case "rating":
    case "field":
      return title((event as Event & { item: string }).item);
    case "lock":
      return title((event as Event & { form: string }).form);
    case "case":
      return say("event.case");
    case "key":
    case "sent":
    case "got":
    case "ack":
      return say("event.files");
    case "review":
      return say("cards");
    default:
      return say("event.newer");
  }
}

function row(event: Event, found: Drawn): HTMLElement {
  const line = make("li", {});
  const words = told(event, found);
  const remove = make("button", { type: "button", className: "quiet", ariaLabel: say("delete.one", { what: words }) }, say("delete"));
  remove.onclick = () => {
    const cancel = make("button", { type: "button", className: "quiet", onclick: () => (fill(line, [make("span", {}, words), remove]), remove.focus()) }, say("cancel"));
    const sure = make("button", { type: "button", className: "danger", onclick: () => {
      document.getElementById("_history")?.focus();
      void found.record.add({ t: "delete", ids: [event.id] }).catch(() => undefined);
    } }, say("delete.sure"));
    fill(line, [make("span", {}, say("delete.ask")), sure, cancel]); // a second click where Delete was harms nothing
    cancel.focus();
  };
  return fill(line, [make("span", {}, words), remove]);
}

/** An entry in words. What a newer Parley wrote is named as such. */
function told(event: Event, found: Drawn): string {
  const { title } = found;
  const id = (ref: string): string => named(ref, found);
  switch (event.v > 1 ? "" : event.t) {
    case "answer": {
      const { item, score, chosen } = event as Event & { t: "answer" };
      const result = score === null ? "noted" : score === 1 ? "right" : score > 0 ? "partly" : "wrong";
      return `${say("result." + result)}${chosen[0] ? ` · ${quoted(chosen.join(", "))}` : ""} (${id(item)})`;
    }
    case "rating": {
      const { item, value } = event as Event & { t: "rating" };
      return `${rated(item, value, found)} (${id(item)})`;
    }
    case "field": {
      const { item, value } = event as Event & { t: "field" };
      return `${say("event.field")} · ${quoted(typeof value === "string" ? value : Object.values(value).flat().join(", "))} (${id(item)})`;
    }
    case "case":
      return quoted((event as Event & { t: "case" }).name);
    case "lock":
      return `${say("event.lock")} · ${(event as Event & { t: "lock" }).code}`;
    case "key":
    case "got":
    case "ack":
      return say("event." + event.t);
    case "sent": {
      const { to, way } = event as Event & { t: "sent" };
      return say("event.sent", { to, way: say("event.way." + way) });
    }
    case "review": {
      const { card } = event as Event & { t: "review" };
      return title(card.slice(card.indexOf(":") + 1));
    }
    default:
      return say("event.newer");
  }
}

/** How somebody rated themselves, with the ends of the scale: a number alone says nothing. */
function rated(ref: string, value: number | null, { course, record }: Drawn): string {
  if (value === null) return say("event.rating.none");
  const [page = "", item = ""] = renamed(ref, record.keeper.moves).split("#");
  const scale = course.pages.find(({ id }) => id === page)?.scales?.find(({ items }) => items.some(({ id }) => id === item));
  return scale ? say("event.rating.of", { value: number(value), min: number(scale.min), max: number(scale.max) }) : `${say("event.rating")} · ${number(value)}`;
}

/** What an entry is about: the words of a statement or a field, the number of a question. */
function named(ref: string, { course, record }: Drawn): string {
  const [page = "", item = ""] = renamed(ref, record.keeper.moves).split("#");
  const found = course.pages.find(({ id }) => id === page);
  const words = found?.scales?.flatMap(({ items }) => items).find(({ id }) => id === item)?.text ?? found?.forms?.flatMap(({ fields }) => fields).find(({ id }) => id === item)?.label;
  if (words) return cut(words);
  const at = found?.items?.indexOf(item) ?? -1;
  return at < 0 ? item : say("history.question", { n: number(at + 1) });
}

const quoted = (text: string): string => say("quoted", { text: cut(text) });

const cut = (text: string): string => (text.length > 80 ? text.slice(0, 79) + "…" : text);
