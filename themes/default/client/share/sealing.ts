// Sealing what is shown: the file to send and the text to paste are one and the same.
import { make, type Content } from "../make";
import { say } from "../words";
import type { Age } from "./age";
import type { Envelope } from "./envelope";

export interface Sealed {
  envelope: Envelope;
  file: string;
  /** What both say to each other: their check words, or the opening phrase. */
  words: Content;
}

/** Seals an envelope to its receiver's card and one's own, or under new words where it has none. */
export async function sealed(envelope: Envelope, age: Age, secretOf: (age: Age) => Promise<string>): Promise<Sealed> {
  if (!envelope.to.card) {
    const phrase = age.newPhrase();
    return { envelope, file: await age.seal(envelope, { phrase }), words: [say("saved.phrase"), " ", make("b", { className: "phrase" }, phrase)] };
  }
  const secret = await secretOf(age);
  const mine = { ...envelope, from: { ...envelope.from, card: await age.cardOf(secret) } };
  return { envelope: mine, file: await age.seal(mine, { secret }), words: say("saved.words", { name: mine.to.name, theirs: age.wordsOf(mine.to.card), mine: age.wordsOf(mine.from.card) }) };
}
