// Bytes as words that can be read aloud in any language (Wilkerson 2009, "A proposal
// for proquints"): sixteen bits a word, a consonant and a vowel in turn.
const consonants = "bdfghjklmnprstvz";
const vowels = "aiou";

/** Two bytes a word. */
export function proquints(bytes: Uint8Array): string[] {
  const out: string[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const n = (bytes[i]! << 8) | bytes[i + 1]!;
    out.push(consonants[n >> 12]! + vowels[(n >> 10) & 3]! + consonants[(n >> 6) & 15]! + vowels[(n >> 4) & 3]! + consonants[n & 15]!);
  }
  return out;
}
