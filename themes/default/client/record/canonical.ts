// JSON that is one text for one value, here and in Go: see docs/record.md.
import { limits } from "./schema";

/**
 * Keys sorted by their UTF-16 units, no blanks. Throws for what Go would read
 * differently: half of a surrogate pair, a number that is none, too many brackets
 * within each other. A key without a value is left out.
 */
export function canonical(value: unknown, depth = 0): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === "string" && !/\p{Surrogate}/u.test(value)) return JSON.stringify(value);
  if (typeof value !== "object" || depth === limits.depth) throw new TypeError("not JSON");
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join()}]`;
  const object = value as Record<string, unknown>;
  const keys = Object.keys(object).filter((key) => object[key] !== undefined).sort();
  return `{${keys.map((key) => `${canonical(key)}:${canonical(object[key], depth + 1)}`).join()}}`;
}
