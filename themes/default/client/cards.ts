// Cards: spaced repetition of what a learner has met. My progress loads this when
// it wants to know how many are due, pages with a block of cards at once.
import { fill, make } from "./make";
import { deal, playable, type Asked, type Questions, type Table } from "./progress/dealing";
import { deck } from "./progress/deck";
import { readCourse, reader } from "./read";
import type { State } from "./record/fold";
import { say } from "./words";

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLES);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const top = new URL("../", (document.currentScript as HTMLScriptElement).src).href;

/** What can be asked of the questions of a course; nothing where there are none. */
async function questionsOf(course: CourseData): Promise<Questions> {
  if (!course.questions) return new Map();
  return new Map(Object.entries(await reader()(top + course.questions, ([said]) => said as Record<string, Asked>)));
}

async function table(given: CourseData | undefined, address: string): Promise<Table> {
  const { record } = window.parley as Parley;
  if (!record) throw new Error("no record");
  const course = given ?? (await readCourse(address));
  return { record, course, questions: await questionsOf(course).catch(() => new Map()), top };
}

/** How many cards are due that can be dealt. */
async function due(course: CourseData, state: State, now: number): Promise<number> {
  const questions = await questionsOf(course).catch((): Questions => new Map());
  return playable(deck(course, state, now), questions).filter((one) => one.due <= now && !one.fresh).length;
}

/** Deals cards in a place. */
async function start(place: HTMLElement, course?: CourseData, lengths?: number[], address = ""): Promise<void> {
  try {
    await deal(place, await table(course, address), lengths);
  } catch {
    fill(place, make("p", {}, say("missing")));
  }
}

export type Dealer = { due: typeof due; start: typeof start };

window.parley?.shard?.("cards", { due, start } satisfies Dealer);

// The record is opened by learn.js, which may come after this script.
document.addEventListener("DOMContentLoaded", () => {
  for (const block of document.querySelectorAll<HTMLElement>('.practice[data-block="cards"]')) {
    const lengths = (block.dataset.minutes ?? "5 10 15").split(/[ ,]+/).map(Number).filter((n) => n > 0);
    const place = make("div", {});
    block.replaceChildren(place);
    void start(place, undefined, lengths, new URL(block.dataset.course ?? "", document.baseURI).href);
  }
});
