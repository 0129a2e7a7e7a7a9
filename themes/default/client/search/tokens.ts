// The words of a query, found as site/search/tokens.go finds those of a text.

const dropped = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200d\u180b-\u180d\u180f\ufe00-\ufe0f]|\udb40[\udd00-\uddef]/g;
const spelled: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ" };

/** Brings a text to the letters it is searched by. */
const fold = (text: string): string =>
  text.normalize("NFKD").toLowerCase().replace(dropped, "").normalize("NFC").replace(/[ßæœøłđıς]/g, (c) => spelled[c]!);

// Scripts that put no space between words.
export const dense = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}ー";
const words = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;
const elided = /^((?:[\p{L}\p{M}\p{N}]|qu)['’])*/u;
const runs = new RegExp(`[${dense}]+|[^${dense}]+`, "gu");
const isDense = new RegExp(`^[${dense}]{2,}`, "u");

/** The words of a text, folded; letters of dense scripts two by two. */
export function tokens(text: string): string[] {
  const out: string[] = [];
  for (const [found] of fold(text).matchAll(words)) {
    const before = elided.exec(found)![0];
    const parts = before.split(/['’]/);
    parts[parts.length - 1] = found.slice(before.length).replace(/['’]/g, "");
    for (const [run] of parts.join(" ").matchAll(runs)) out.push(...pieces(run));
  }
  return out;
}

function pieces(run: string): string[] {
  if (!isDense.test(run)) return run.split(" ").filter(Boolean).map((word) => [...word].slice(0, 40).join(""));
  const letters = [...run];
  return letters.slice(1).map((letter, i) => letters[i]! + letter);
}
