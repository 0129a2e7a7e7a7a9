// Keeping what a learner did, and saying whether it is kept.
import { fill, make } from "../make";
import type { State } from "../record/fold";
import type { RecordApi } from "../record/open";
import type { NewEvent } from "../record/schema";
import type { Trouble } from "../record/trouble";
import { say } from "../words";
import { locale } from "./parts";

const record = (): RecordApi => window.parley!.record!;

/** The record as it is now. */
export const state = (): Promise<State> => record().ready;

export const drafts = (): RecordApi["draft"] => record().draft;

export const onchange = (f: (state: State) => void): void => record().onchange(f);

/** Keeps a draft. */
export async function sketch(line: HTMLElement, key: string, value: unknown): Promise<void> {
  await drafts().set(key, value).catch((error) => trouble(line, error));
}

/** Drops a draft whose words are in the record. Where that fails they are kept twice, which hurts nobody. */
export async function drop(key: string): Promise<void> {
  await drafts().clear(key).catch(() => undefined);
}

/** Adds to the record; a line below the work says that it is kept, or why it is not. */
export const keep = (line: HTMLElement, ...events: NewEvent[]): Promise<State | undefined> => keepSaying(() => say("kept"), line, ...events);

/** The same in other words. */
export async function keepSaying(words: () => string, line: HTMLElement, ...events: NewEvent[]): Promise<State | undefined> {
  const mine = {};
  newest.set(line, mine);
  if (!line.classList.contains("trouble")) fill(line, "\u00a0"); // "Kept" was said of something earlier; the place stays
  try {
    const now = await record().add(...events);
    if (newest.get(line) === mine) tell(line, words());
    return now;
  } catch (error) {
    trouble(line, error);
    return undefined;
  }
}

const newest = new WeakMap<HTMLElement, object>(); // what a line waits for

/** Puts words into a line that is read out only where it tells of trouble. */
export function tell(line: HTMLElement, words: string): void {
  line.classList.remove("trouble");
  fill(line, words);
}

/** Says why something could not be kept, once. */
export function trouble(line: HTMLElement, error: unknown): void {
  line.classList.add("trouble");
  fill(line, make("span", { role: "alert" }, sentence(error as Partial<Trouble>)));
}

/** The sentence for a trouble; a general one for what nobody has foreseen. */
export function sentence({ key }: Partial<Trouble> = {}): string {
  return say((key ?? "").replace("record.", "")) || say("unkept");
}

export const now = (): string => new Date().toISOString().slice(0, 19) + "Z";

const date = new Intl.DateTimeFormat(locale, { dateStyle: "long" });

/** A day in words. */
export const onDay = (at: string): string => date.format(new Date(at));
