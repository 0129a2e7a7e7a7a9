// A value as it is said in a line, on the sheet and wherever it is shared.
import { say } from "../words";
import type { Value } from "./lock";

/** A value in a line. */
export function said(value: Exclude<Value, string[][]>): string {
  if (typeof value === "string") return value;
  const { high, low, sure } = value;
  const range = low === high || !high.trim() || !low.trim() ? low.trim() || high : say("range", { low, high });
  return sure?.trim() ? say("sure", { said: range, sure: sure.replace(/\s*%/, "") }) : range;
}
