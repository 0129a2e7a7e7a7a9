// What an entry of the record is; see the table of events in docs/record.md.

export interface Head {
  id: string;
  dev: string;
  seq: number;
  lam: number;
  at: string;
  v: number;
}

export type FieldValue = string | { low: string; high: string; sure?: string } | string[][];

export type NewEvent =
  | { t: "answer"; item: string; hash: string; score: number | null; chosen: string[]; sure?: number; exam?: string; hints?: number }
  | { t: "rating"; item: string; hash: string; round: string; value: number | null }
  | { t: "field"; item: string; hash: string; case: string; value: FieldValue }
  | { t: "case"; case: string; name: string; forms: string[] }
  | { t: "lock"; case: string; form: string; json: string; code: string }
  | { t: "read"; page: string; hash: string }
  | { t: "review"; card: string; grade: number; hash: string }
  | { t: "delete"; ids: string[] };

export type Event = NewEvent & Head;
