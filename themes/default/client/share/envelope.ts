// The envelope: what travels in a file, as docs/files.md says. No cryptography here.
import { canonical } from "../record/canonical";
import type { FieldValue } from "../record/schema";

export type Kind = "case" | "answer" | "request";
export type Purpose = "coaching" | "check-in" | "pairing";

/** Somebody with a name, and the card of a key: "" where there is none. */
export interface Party { name: string; card: string }

export interface SentField { ref: string; label: string; kind: string; means: string; value: FieldValue }
export interface SentSheet { form: string; title: string; step: string; fields: SentField[] }
export interface SentLock { form: string; code: string; at: string }
export interface Body { name: string; sheets: SentSheet[]; locks: SentLock[] }

export interface Envelope {
  parley: "envelope";
  v: 1;
  site: string;
  id: string;
  kind: Kind;
  purpose: Purpose;
  made: string; // to the second, in UTC
  expires: string; // YYYY-MM-DD
  from: Party;
  to: Party;
  re: string; // the id of the file that it answers; ""
  case: string;
  body: Body;
}

/** Why a file is not read. */
export type Refusal = "none" | "cut" | "edited" | "key" | "no-key" | "phrase" | "site" | "newer" | "signature" | "passed-on" | "size" | "content" | "own-key";

export class Refused extends Error {
  constructor(readonly why: Refusal) {
    super(why);
  }
}

export const largest = 1_000_000; // characters of a file

export const lineOf = (envelope: Envelope): string => canonical(envelope);

const id = /^[A-Za-z0-9_-]{22}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
export const cardShape = /^parley1\.age1[02-9ac-hj-np-z]{58}\.[A-Za-z0-9_-]{43}$/;

type Check = (value: unknown) => boolean;

const text = (most: number): Check => (value) => typeof value === "string" && value.length <= most && !/\p{Surrogate}/u.test(value);
const like = (shape: RegExp, empty = false): Check => (value) => typeof value === "string" && (shape.test(value) || (empty && value === ""));
const among = (...words: string[]): Check => (value) => words.includes(value as string);
const list = (of: Check, most: number): Check => (value) => Array.isArray(value) && value.length <= most && value.every(of);
const object = (shape: Record<string, Check>, ...optional: string[]): Check => (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) &&
  Object.keys(value).every((key) => Object.hasOwn(shape, key)) &&
  Object.entries(shape).every(([key, check]) => (Object.hasOwn(value, key) ? check((value as Record<string, unknown>)[key]) : optional.includes(key)));

const party = object({ name: text(200), card: like(cardShape, true) });
const held: Check = (value) => [text(20_000), list(list(text(2_000), 20), 200), object({ low: text(2_000), high: text(2_000), sure: text(2_000) }, "sure")].some((check) => check(value));
const field = object({ ref: text(400), label: text(2_000), kind: text(40), means: text(40), value: held });
const sheet = object({ form: text(400), title: text(2_000), step: text(40), fields: list(field, 500) });
const lock = object({ form: text(400), code: text(80), at: like(moment) });
const envelope = object({
  parley: among("envelope"), v: (value) => value === 1, site: text(200), id: like(id), kind: among("case", "answer", "request"), purpose: among("coaching", "check-in", "pairing"),
  made: like(moment), expires: like(day), from: party, to: party, re: like(id, true), case: like(id),
  body: object({ name: text(200), sheets: list(sheet, 50), locks: list(lock, 50) }),
});

/** Reads the line of an envelope. It throws a Refused for what is none, or none of this site. */
export function readLine(line: string, site: string): Envelope {
  let value: { parley?: unknown; v?: unknown; site?: unknown };
  try {
    value = JSON.parse(line) as typeof value;
  } catch {
    throw new Refused("content");
  }
  if (value?.parley !== "envelope") throw new Refused("content");
  if (typeof value.v === "number" && value.v > 1) throw new Refused("newer");
  if (!envelope(value)) throw new Refused("content");
  if (value.site !== site) throw new Refused("site");
  return value as unknown as Envelope;
}

/** Whether a file may still be used. today is YYYY-MM-DD. */
export const isExpired = ({ expires }: Envelope, today: string): boolean => expires < today;
