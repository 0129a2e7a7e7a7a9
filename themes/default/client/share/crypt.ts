// Keys, cards, sealing and opening, by age and Ed25519: docs/files.md. Everything here
// comes from npm; this only puts it together.
import { Decrypter, Encrypter, armor, generateX25519Identity, identityToRecipient } from "age-encryption";
import { ed25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { Refused, cardShape, largest, lineOf, readLine, type Envelope } from "./envelope";
import { proquints } from "./proquint";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const words6 = 12; // bytes of six words
const work = 15; // scrypt's, of a phrase that has 96 random bits anyhow

/** Plain http has no crypto.subtle, and age falls back only on this error. */
export function withoutSubtle(): void {
  if ((crypto as { subtle?: SubtleCrypto }).subtle) return;
  const missing = (): Promise<never> => Promise.reject(new DOMException("no Web Crypto", "NotSupportedError"));
  Object.defineProperty(crypto, "subtle", { configurable: true, value: { importKey: missing, deriveBits: missing } });
}

export const newSecret = (): Promise<string> => generateX25519Identity();

/** The secret in what somebody typed, pasted or saved; undefined where there is none. */
export function secretIn(text: string): string | undefined {
  const found = /AGE-SECRET-KEY-1[0-9A-Z]{58}/.exec(text.replace(/^#.*$/gm, "").toUpperCase().replace(/(?<=[0-9A-Z-])[\s\u00a0]+(?=[0-9A-Z-])/g, ""));
  return found?.[0];
}

const signer = (secret: string): Uint8Array => hkdf(sha256, bytes(secret), undefined, bytes("parley sign 1"), 32);

/** The public card of a secret; it throws for what only looks like one. */
export async function cardOf(secret: string): Promise<string> {
  return `parley1.${await identityToRecipient(secret)}.${base64url(ed25519.getPublicKey(signer(secret)))}`;
}

/** The six words by which two people compare a card. */
export const wordsOf = (card: string): string => proquints(sha256(bytes("parley card 1\n" + card)).subarray(0, words6)).join(" ");

/** A phrase to be told on the telephone. */
export const newPhrase = (): string => proquints(crypto.getRandomValues(new Uint8Array(words6))).join("-");

const plainPhrase = (typed: string): string => typed.toLowerCase().match(/[a-z]+/g)?.join("").match(/.{5}/g)?.join("-") ?? "";

/** Seals to the receiver's card and one's own, or under a phrase. */
export async function seal(envelope: Envelope, by: { secret: string } | { phrase: string }): Promise<string> {
  const line = lineOf(envelope);
  const signature = "secret" in by ? base64url(ed25519.sign(bytes("parley envelope 1\n" + line), signer(by.secret))) : "";
  const age = new Encrypter();
  if ("secret" in by) for (const card of new Set([envelope.to.card, envelope.from.card])) age.addRecipient(card.split(".")[1]!);
  else {
    age.setPassphrase(by.phrase);
    age.setScryptWorkFactor(work);
  }
  return armor.encode(await age.encrypt(`${line}\n${signature}\n`));
}

/** Whether a file opens with a phrase; undefined where it is no file of Parley's. */
export function asksPhrase(file: string): boolean | undefined {
  try {
    return new TextDecoder("latin1").decode(unarmoured(file).subarray(0, 200)).includes("-> scrypt ");
  } catch {
    return undefined;
  }
}

const [begin, end] = ["-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"];

/** Mail programs quote, indent and add lines of their own: what stands between the marks counts. */
function unarmoured(file: string): Uint8Array {
  if (file.length > largest) throw new Refused("size");
  const from = file.indexOf(begin);
  if (from < 0) throw new Refused("none");
  const to = file.indexOf(end, from);
  if (to < 0) throw new Refused("cut");
  const body = file.slice(from + begin.length, to).replace(/[\s>\u00a0]+/g, "");
  try {
    return armor.decode([begin, ...(body.match(/.{1,64}/g) ?? []), end].join("\n"));
  } catch {
    throw new Refused("edited");
  }
}

/** What opening gives: the envelope, its line as it was sealed. */
export interface Opened { envelope: Envelope; line: string }

/** Opens a file. It throws a Refused that says why it does not. */
export async function open(file: string, site: string, by: { secrets: readonly string[] } | { phrase: string }): Promise<Opened> {
  const sealed = unarmoured(file);
  const age = new Decrypter();
  if ("phrase" in by) age.addPassphrase(plainPhrase(by.phrase));
  else by.secrets.forEach((secret) => age.addIdentity(secret));
  let plain: Uint8Array;
  try {
    plain = await age.decrypt(sealed);
  } catch (error) {
    if (/no identity matched/.test(String(error))) throw new Refused("phrase" in by ? "phrase" : "key");
    throw new Refused("edited");
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(plain);
  } catch {
    throw new Refused("content");
  }
  const [line = "", signature = "", rest, more] = text.split("\n");
  if (rest !== "" || more !== undefined) throw new Refused("cut");
  const envelope = readLine(line, site);
  if (!signed(line, signature, envelope.from.card)) throw new Refused("signature");
  // What is signed for one person can be sealed anew, by that person, to another.
  if ("secrets" in by && !(await Promise.all(by.secrets.map(cardOf))).some((card) => card === envelope.to.card || card === envelope.from.card)) throw new Refused("passed-on");
  return { envelope, line };
}

function signed(line: string, signature: string, card: string): boolean {
  if (!card || !signature) return !card && !signature;
  try {
    return cardShape.test(card) && ed25519.verify(fromBase64url(signature), bytes("parley envelope 1\n" + line), fromBase64url(card.split(".")[2]!));
  } catch {
    return false;
  }
}

function base64url(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}
