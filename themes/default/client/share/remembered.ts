// What was chosen and changed of a negotiation for somebody, kept until it is shared the
// next time: a page that is left, or a call in between, loses none of it.
import { canonical } from "../record/canonical";
import type { FieldValue } from "../record/schema";
import { audiences, type Audience, type Choice } from "./choose";
import type { Party } from "./envelope";

export interface Remembered {
  audience: Audience;
  to: Party;
  /** What they read as its name, and the name that it stands for: a negotiation that was named anew has its own again. */
  called?: { was: string; now: string } | undefined;
  /** By the names of fields: whether each leaves. */
  chosen: Record<string, boolean>;
  /** The words that stand for a field's own, and those they were made of. */
  words: Record<string, { was: FieldValue; now: FieldValue }>;
  /** What was put for single words, wherever they stand. */
  instead?: Record<string, string>;
}

/** What a draft says, as far as it is one. */
export function remembered(draft: unknown): Remembered | undefined {
  const { audience, called, chosen, instead, to, words } = (draft ?? {}) as Partial<Remembered>;
  return audiences.includes(audience!) && chosen && words && typeof to?.name === "string" && typeof to.card === "string" ? { audience: audience!, to, chosen, words, ...(isWords(instead) && { instead }), ...(typeof called?.was === "string" && typeof called.now === "string" && { called: { was: called.was, now: called.now } }) } : undefined;
}

/** Chooses and changes as it was. A field whose words were changed and that was written anew meanwhile has its own words again, and stays out until it is ticked; what is private is ticked anew each time. */
export function again(all: readonly Choice[], { chosen, words }: Remembered): Choice[] {
  return all.map((choice) => {
    const edit = words[choice.ref];
    const same = edit !== undefined && canonical(edit.was) === canonical(choice.value);
    return { ...choice, value: same ? edit.now : choice.value, chosen: (same || !edit) && !choice.private && (chosen[choice.ref] ?? choice.chosen) };
  });
}

/** What is to be kept; before is what the fields themselves say. */
export function remember(audience: Audience, to: Party, all: readonly Choice[], before: readonly Choice[]): Remembered {
  const own = new Map(before.map(({ ref, value }) => [ref, value]));
  return {
    audience, to: { ...to },
    chosen: Object.fromEntries(all.map(({ chosen, ref }) => [ref, chosen])),
    words: Object.fromEntries(all.flatMap(({ ref, value }) => {
      const was = own.get(ref);
      return was !== undefined && canonical(was) !== canonical(value) ? [[ref, { was, now: value }]] : [];
    })),
  };
}

const isWords = (of: unknown): of is Record<string, string> => typeof of === "object" && of !== null && Object.values(of).every((put) => typeof put === "string");
