// Whether something is an entry, by the table in schema.ts.
import { canonical } from "./canonical";
import { head, limits, patterns, types, type Event, type Fields, type Rule } from "./schema";

export interface Problem {
  why: "json" | "missing" | "unknown" | "value" | "large";
  /** Of a value: TYPE.NAME, or NAME where every entry has it. */
  field?: string;
}

type Values = Record<string, unknown>;

/** What keeps a value from being an entry. Of a newer Parley's entry only the head is known. */
export function problemOf(value: unknown): Problem | undefined {
  let text: string;
  try {
    text = canonical(value);
  } catch {
    return { why: "json" };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { why: "json" };
  const event = value as Values;
  const found = wrong(event, head, "");
  if (found) return found;
  if (text.length > limits.event) return { why: "large" };
  const { t, v } = event as { t: string; v: number };
  if (isNewer({ t, v })) return undefined;
  const fields = types[t]!;
  return wrong(event, fields, t + ".") ?? (Object.keys(event).some((name) => !has(head, name) && !has(fields, name)) ? { why: "unknown", field: t } : undefined);
}

/** Whether something has all that an entry has: a quick look at what is kept already. */
export function isEvent(value: unknown): value is Event {
  if (typeof value !== "object" || value === null || wrong(value as Values, head, "")) return false;
  const event = value as Event;
  return isNewer(event) || !wrong(event as unknown as Values, types[event.t]!, "");
}

/** Whether something is kept under an id: an entry, or several of one id. */
export function isKept(value: unknown, id: string): value is Event | Event[] {
  const list = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.every((one) => isEvent(one) && one.id === id);
}

/** A newer Parley wrote it: it is kept and passed on, and means nothing here. */
export const isNewer = ({ t, v }: { t: string; v: number }): boolean => v > limits.version || !has(types, t);

const has = (object: object, name: string): boolean => Object.hasOwn(object, name);

function wrong(event: Values, fields: Fields, prefix: string): Problem | undefined {
  for (const [name, rule] of Object.entries(fields)) {
    const there = has(event, name) && event[name] !== undefined;
    if (there ? !fits(event[name], rule) : !rule.optional) return { why: there ? "value" : "missing", field: prefix + name };
  }
  return undefined;
}

function fits(value: unknown, rule: Rule): boolean {
  const { kind, max = 0, min = 0, of } = rule;
  if (value === null) return !!rule.null;
  if (kind === "filled") return filled(value);
  if (kind === "list") return Array.isArray(value) && value.length >= min && value.length <= max && value.every((one) => fits(one, of!));
  if (kind === "whole" || kind === "number") return typeof value === "number" && value >= min && value <= max && (kind === "number" || Number.isInteger(value));
  return typeof value === "string" && (kind === "text" ? value.length <= max : patterns[kind]!.test(value));
}

const short: Rule = { kind: "text", max: limits.short };

/** Text; {low, high, sure?}; or rows. */
function filled(value: unknown): boolean {
  if (typeof value === "string") return value.length <= limits.value;
  if (Array.isArray(value)) return fits(value, { kind: "list", max: limits.rows, of: { kind: "list", max: limits.cells, of: short } });
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value).filter((key) => (value as Values)[key] !== undefined);
  return ["low", "high"].every((key) => keys.includes(key)) && keys.every((key) => ["low", "high", "sure"].includes(key) && fits((value as Values)[key], short));
}
