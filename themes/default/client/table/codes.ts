// Result codes: what was agreed, in a few letters that one can say on the telephone.
// They hold an agreement, or that there is none, who has confirmed it, and nobody's name.

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** What a negotiation came to. */
export interface Result {
  /** Options by index; undefined where there is no deal. */
  outcome: readonly number[] | undefined;
  /** The roles that say so, by index, in order. */
  by: readonly number[];
}

/** What a code is read by: the page, how many roles there are, and options of each issue. */
export interface Exercise {
  page: string;
  roles: number;
  sizes: readonly number[];
}

/** A number that says which exercise a code belongs to: FNV-1a, 15 bits of it. */
function mark(page: string): bigint {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(page)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return BigInt((hash ^ (hash >>> 15)) & 0x7fff);
}

/** The code of a result. */
export function encode({ page, roles, sizes }: Exercise, { outcome, by }: Result): string {
  let number = 0n;
  if (outcome) {
    for (const [i, size] of sizes.entries()) number = number * BigInt(size) + BigInt(outcome[i]!);
    number += 1n; // 0 is no deal
  }
  number = (number << BigInt(roles)) | by.reduce((set, role) => set | (1n << BigInt(role)), 0n);
  number = (number << 15n) | mark(page);
  let letters = "";
  do {
    letters = alphabet[Number(number & 31n)] + letters;
    number >>= 5n;
  } while (number);
  letters = letters.padStart(5, "0");
  return groups(letters + checks(letters));
}

/** What a code says; which part of it is wrong, where it says nothing here. */
export function decode({ page, roles, sizes }: Exercise, code: string): Result | { wrong: "typed" | "other" } {
  const letters = code.toUpperCase().replace(/[-\s\u2010\u2011\u2013]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  if (letters.length < 7 || [...letters].some((letter) => !alphabet.includes(letter))) return { wrong: "typed" };
  const body = letters.slice(0, -2);
  if (checks(body) !== letters.slice(-2)) return { wrong: "typed" };
  let number = [...body].reduce((sum, letter) => (sum << 5n) | BigInt(alphabet.indexOf(letter)), 0n);
  if ((number & 0x7fffn) !== mark(page)) return { wrong: "other" };
  number >>= 15n;
  const by = Array.from({ length: roles }, (_, role) => role).filter((role) => (number >> BigInt(role)) & 1n);
  number >>= BigInt(roles);
  if (number === 0n) return { outcome: undefined, by };
  number -= 1n;
  const outcome: number[] = [];
  for (const size of [...sizes].reverse()) {
    outcome.unshift(Number(number % BigInt(size)));
    number /= BigInt(size);
  }
  return number === 0n ? { outcome, by } : { wrong: "other" };
}

/** Two letters that tell wrong ones: the rest by 1021, the largest prime that two letters hold. */
function checks(letters: string): string {
  let rest = 1; // so that zeros at the head count
  for (const letter of letters) rest = (rest * 32 + alphabet.indexOf(letter)) % 1021;
  return alphabet[rest >> 5]! + alphabet[rest & 31]!;
}

const groups = (letters: string): string => letters.replace(/(.{4})(?=.)/g, "$1-");
