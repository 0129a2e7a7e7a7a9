// Codes that open what is sealed, as people type them: see site/seal/code.go.

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 17;

/** What is wrong with a code: nothing of it was tried yet. */
export type Wrong = "length" | "letter" | "typed";

/** Reads a code: in any case, with or without hyphens and blanks, O for 0, I and L for 1. */
export function parseCode(text: string): { code: string } | { wrong: Wrong } {
  const code = text.toUpperCase().replace(/[-\s\u2010\u2011\u2013]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  if ([...code].some((letter) => !alphabet.includes(letter))) return { wrong: "letter" };
  if (code.length !== length) return { wrong: "length" };
  let sum = 0;
  for (const letter of code.slice(0, -1)) sum = (sum * 32 + alphabet.indexOf(letter)) % 37;
  return alphabet[sum] === code.at(-1) ? { code } : { wrong: "typed" };
}
