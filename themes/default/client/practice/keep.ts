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

const waiting = new Map<string, unknown>(); // drafts that come after the ones being written

/** Keeps a draft. While one is written, only the newest of those that follow waits. */
export async function sketch(line: HTMLElement, key: string, value: unknown): Promise<void> {
  const busy = waiting.has(key);
  waiting.set(key, value);
  if (busy) return;
  try {
    for (let written: unknown; waiting.has(key) && written !== waiting.get(key); ) await drafts().set(key, (written = waiting.get(key)));
  } catch (error) {
    trouble(line, error);
  }
  waiting.delete(key);
}

/** Drops a draft whose words are in the record. Where that fails they are kept twice, which hurts nobody. */
export async function drop(key: string): Promise<void> {
  waiting.delete(key);
  await drafts().clear(key).catch(() => undefined);
}

/** Adds to the record; a line below the work says that it is kept, or why it is not. */
export async function keep(line: HTMLElement, ...events: NewEvent[]): Promise<State | undefined> {
  try {
    const now = await record().add(...events);
    tell(line, say("kept"));
    return now;
  } catch (error) {
    trouble(line, error);
    return undefined;
  }
}

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
