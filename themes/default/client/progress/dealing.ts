// A session with cards: one after the other, shown, turned, graded.
import { fill, make, type Content } from "../make";
import { readCard } from "../read";
import type { RecordApi } from "../record/open";
import { say } from "../words";
import { deck, intervals, session, type Due } from "./deck";

/** What stands on a card. */
interface Face {
  ask: string;
  text: string;
  more?: Content;
  answer: Content;
  href: string;
  hash: string;
}

/** A question as the course's script of questions tells it: questionData in site/render/questions.go. */
export interface Asked {
  prompt: string;
  more?: string[];
  options?: string[];
  right: string[];
  why?: string;
}

/** Questions by their names page#id. */
export type Questions = ReadonlyMap<string, Asked>;

export interface Table {
  record: RecordApi;
  course: CourseData;
  questions: Questions;
  /** The address of the site. */
  top: string;
}

const grades = ["again", "hard", "good", "easy"] as const;

/** Offers sessions in a place, and holds them there. */
export async function deal(place: HTMLElement, table: Table, lengths: readonly number[] = [5, 10, 15]): Promise<void> {
  const state = await table.record.ready;
  let now = state;
  table.record.onchange((next) => (now = next));
  const offer = (): void => {
    const time = Date.now();
    const all = playable(deck(table.course, now, time), table.questions);
    const due = all.filter((one) => !one.fresh && one.due <= time).length;
    const fresh = all.filter((one) => one.fresh).length;
    place.className = "dealing";
    if (due + fresh === 0) {
      const next = Math.min(...all.map((one) => one.due));
      fill(place, make("p", {}, all[0] ? say("later", { days: inDays((next - time) / 86_400_000) }) : say("none")));
      return;
    }
    fill(place, [
      make("p", {}, say("offer", { due: `${due}`, fresh: `${fresh}` })),
      make("p", { className: "row" }, lengths.map((n, i) => make("button", { type: "button", className: i ? "quiet" : "button", onclick: () => void run(session(all, time, n)) }, say("minutes", { n })))),
    ]);
  };
  const run = async (cards: Due[]): Promise<void> => {
    const waiting = [...cards];
    const count = cards.length;
    let done = 0;
    for (let card = waiting.shift(); card; card = waiting.shift()) {
      const face = await faceOf(card, table, now.reviews.get(card.card)?.length ?? 0).catch(() => undefined);
      if (!face) continue;
      const grade = await show(place, face, intervals(now.reviews.get(card.card) ?? [], Date.now()), say("place", { n: done + 1, count: `${Math.max(count, done + waiting.length + 1)}` }));
      if (grade === 0) break;
      done++;
      await table.record.add({ t: "review", card: card.card, grade, hash: face.hash }).catch(() => undefined); // it counts on this page
      if (grade === 1) waiting.push(card);
    }
    const end = make("p", { tabIndex: -1 }, say("done", { n: done, count: `${done}` }));
    fill(place, [end, make("p", { className: "row" }, make("button", { type: "button", className: "quiet", onclick: offer }, say("more")))]);
    end.focus();
  };
  offer();
}

export const playable = (all: readonly Due[], questions: Questions): Due[] => all.filter(({ card }) => card.startsWith("term:") || questions.has(card.slice(5)));

/** Shows a card; resolves with its grade from 1 to 4, or 0 where the learner stops. */
function show(place: HTMLElement, face: Face, days: readonly number[], where: string): Promise<number> {
  return new Promise((done) => {
    const text = make("h3", { tabIndex: -1, className: "card-text" }, face.text);
    const turn = make("button", { type: "button", className: "button", onclick: () => turned() }, say("turn"));
    const row = make("p", { className: "row" }, turn);
    const answer = make("div", { className: "card-answer" });
    answer.ariaLive = "polite";
    const end = (grade: number): void => {
      removeEventListener("keydown", keys);
      done(grade);
    };
    const turned = (): void => {
      fill(answer, [face.answer, make("p", {}, make("a", { href: face.href }, say("read")))]);
      fill(row, grades.map((grade, i) => make("button", { type: "button", className: "grade", onclick: () => end(i + 1) }, make("b", {}, say(grade)), make("small", {}, inDays(days[i] ?? 0)))));
      row.className = "row grades";
      row.querySelectorAll("button")[2]?.focus();
    };
    const keys = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || !place.contains(document.activeElement)) return;
      const grade = turn.isConnected ? 0 : Number(event.key);
      if (event.key === "Escape") end(0);
      else if (grade >= 1 && grade <= 4) end(grade);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", keys);
    fill(place, make("div", { className: "card-face" },
      make("p", { className: "card-where" }, make("span", {}, where), make("button", { type: "button", className: "quiet", onclick: () => end(0) }, say("stop"))),
      make("p", { className: "card-ask" }, face.ask), text, make("div", { className: "card-more" }, face.more), answer, row, make("p", { className: "card-keys" }, say("keys"))));
    turn.focus();
  });
}

/** What a card says. A term is asked for in turn by its name, its meaning and what it is confused with. */
async function faceOf({ card }: Due, { course, questions, top }: Table, times: number): Promise<Face> {
  const name = card.slice(5);
  const id = name.split("#")[0] ?? "";
  const page = course.pages.find((one) => one.id === id);
  if (!page) throw new Error("no page " + id);
  const href = top + page.path;
  if (card.startsWith("item:")) {
    const found = questions.get(name);
    if (!found) throw new Error("no question " + name);
    const item = name.slice(id.length + 1);
    return {
      ask: page.title, text: found.prompt,
      more: [found.more?.map((words) => make("p", {}, words)), found.options && make("ul", {}, found.options.map((words) => make("li", {}, words)))],
      href: `${href}#${item}`, hash: page.hashes?.[page.items?.indexOf(item) ?? -1]?.split(" ")[0] ?? "",
      answer: [make("ul", {}, found.right.map((line) => make("li", {}, line))), found.why && make("p", {}, found.why)],
    };
  }
  const data = await readCard(href);
  const other = data.confused?.[Math.floor(times / 3) % data.confused.length];
  const whole = [make("p", {}, make("b", {}, data.name, data.abbr ? ` (${data.abbr})` : "")), make("p", {}, data.definition)];
  if (times % 3 === 1) return { ask: say("ask.name"), text: hidden(data), answer: whole, href, hash: page.hash };
  if (times % 3 === 2 && other) return { ask: say("ask.differ"), text: `${data.name} – ${other.name}`, answer: [make("p", {}, other.how), whole], href, hash: page.hash };
  return { ask: say("ask.meaning"), text: data.name, answer: whole, href, hash: page.hash };
}

/** A definition that does not give its own term away. */
function hidden({ definition, name, abbr }: CardData): string {
  return [name, abbr].reduce((text: string, word) => (word ? text.replaceAll(new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu"), "____") : text), definition);
}

/** A time in words: minutes on the same day, days, months. */
function inDays(days: number): string {
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  if (days < 1 / 24) return words.format(Math.max(1, Math.round(days * 1440)), "minute");
  if (days < 1) return words.format(Math.round(days * 24), "hour");
  return days < 60 ? words.format(Math.round(days), "day") : words.format(Math.round(days / 30), "month");
}
