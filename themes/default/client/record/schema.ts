// What an entry of the record is. Written by `make update` from site/record/schema.go.

/** What every entry has. */
export interface Head {
  /** 16 random bytes: one event, wherever it is copied to. */
  id: string;
  /** 8 random bytes: one profile in one browser; says nothing of either. */
  dev: string;
  /** Counts the events of that browser. */
  seq: number;
  /** Lamport counter: orders events without a clock. */
  lam: number;
  /** When, to the second, in UTC: for display and distances in days. */
  at: string;
  /** The version of that kind. */
  v: number;
}

/** What a field holds: text, a range, rows. */
export type FieldValue = string | { low: string; high: string; sure?: string } | string[][];

/** What an entry says, before it has a head. */
export type NewEvent =
  | { t: "answer"; item: string; hash: string; score: number | null; chosen: string[]; sure?: number; exam?: string; hints?: number } // a question was answered
  | { t: "rating"; item: string; hash: string; round: string; value: number | null } // a statement of a self-assessment was rated
  | { t: "field"; item: string; hash: string; case: string; value: FieldValue } // a field of a worksheet was filled
  | { t: "case"; case: string; name: string; forms: string[] } // a filled copy of worksheets was made, or named anew
  | { t: "lock"; case: string; form: string; json: string; code: string } // estimates were locked
  | { t: "read"; page: string; hash: string } // a page was opened
  | { t: "review"; card: string; grade: number; hash: string } // a card was judged
  | { t: "key"; secret: string } // a key to receive files with was made, or brought back
  | { t: "sent"; file: string; case: string; to: string; what: string[]; way: string; until: string } // something left the device
  | { t: "got"; file: string; line: string } // a file was opened
  | { t: "ack"; file: string } // what somebody sent was read, and acknowledged
  | { t: "delete"; ids: string[] }; // events were deleted

export type Event = NewEvent & Head;

/** What a value has to be; a kind that is not named here is one of patterns. */
export interface Rule { kind: string; min?: number; max?: number; of?: Rule; null?: true; optional?: true }
export type Fields = Record<string, Rule>;

/** Lengths of texts are in UTF-16 units, those of lines and files in bytes. */
export const limits = {
  version: 1,
  count: 1_000_000_000_000_000,
  event: 300_000,
  depth: 16,
  line: 1_000_000,
  file: 100_000_000,
  bad: 1_000,
  gone: 10_000,
  value: 20_000,
  short: 2_000,
  rows: 200,
  cells: 20,
} as const;

export const patterns: Record<string, RegExp> = {
  card: /^(term:[^#\x00-\x1f\x7f]{1,200}|item:[^#\x00-\x1f\x7f]{1,200}#[A-Za-z0-9._-]{1,100})$/u,
  code: /^[0-9A-Z-]{16,80}$/u,
  device: /^[A-Za-z0-9_-]{11}$/u,
  hash: /^[0-9a-f]{8,64}$/u,
  id: /^[A-Za-z0-9_-]{22}$/u,
  moment: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/u,
  page: /^[^#\x00-\x1f\x7f]{1,200}$/u,
  ref: /^[^#\x00-\x1f\x7f]{1,200}#[A-Za-z0-9._-]{1,100}$/u,
  secret: /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/u,
  type: /^[a-z][a-z0-9-]{0,39}$/u,
};

export const head: Fields = {
  id: { kind: "id" },
  dev: { kind: "device" },
  seq: { kind: "whole", min: 1, max: 1_000_000_000_000_000 },
  lam: { kind: "whole", min: 1, max: 1_000_000_000_000_000 },
  at: { kind: "moment" },
  t: { kind: "type" },
  v: { kind: "whole", min: 1, max: 1_000_000_000_000_000 },
};

export const types: Record<string, Fields> = {
  answer: {
    item: { kind: "ref" },
    hash: { kind: "hash" },
    score: { kind: "number", max: 1, null: true },
    chosen: { kind: "list", max: 50, of: { kind: "text", max: 2_000 } },
    sure: { kind: "whole", max: 100, optional: true },
    exam: { kind: "id", optional: true },
    hints: { kind: "whole", max: 100, optional: true },
  },
  rating: {
    item: { kind: "ref" },
    hash: { kind: "hash" },
    round: { kind: "id" },
    value: { kind: "whole", max: 100, null: true },
  },
  field: {
    item: { kind: "ref" },
    hash: { kind: "hash" },
    case: { kind: "id" },
    value: { kind: "filled" },
  },
  case: {
    case: { kind: "id" },
    name: { kind: "text", max: 200 },
    forms: { kind: "list", max: 50, of: { kind: "ref" } },
  },
  lock: {
    case: { kind: "id" },
    form: { kind: "ref" },
    json: { kind: "text", max: 200_000 },
    code: { kind: "code" },
  },
  read: {
    page: { kind: "page" },
    hash: { kind: "hash" },
  },
  review: {
    card: { kind: "card" },
    grade: { kind: "whole", min: 1, max: 4 },
    hash: { kind: "hash" },
  },
  key: {
    secret: { kind: "secret" },
  },
  sent: {
    file: { kind: "id" },
    case: { kind: "id" },
    to: { kind: "text", max: 200 },
    what: { kind: "list", max: 500, of: { kind: "ref" } },
    way: { kind: "text", max: 20 },
    until: { kind: "text", max: 10 },
  },
  got: {
    file: { kind: "id" },
    line: { kind: "text", max: 200_000 },
  },
  ack: {
    file: { kind: "id" },
  },
  delete: {
    ids: { kind: "list", min: 1, max: 10_000, of: { kind: "id" } },
  },
};
