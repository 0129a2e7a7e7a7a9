// My file: a line that says what it is, an entry a line, a line that says that it is whole.
import { sha256 } from "@noble/hashes/sha2.js";
import { canonical } from "./canonical";
import { merge, order, type Kept } from "./merge";
import { limits, type Event } from "./schema";
import { problemOf, type Problem } from "./validate";

export interface FileHead { site: string; name: string; saved: string }

/** What a file holds, and what is wrong with it. */
export interface FileReport {
  head: FileHead;
  entries: Kept[];
  /** Lines that are entries, one that stands twice counted twice. */
  count: number;
  /** Lines that are none, the first thousand of them; they count from 1. */
  bad: { line: number; why: Problem["why"] | "after"; field?: string }[];
  /** How many there are. */
  badCount: number;
  /** cut: the end is missing; changed: it is not as Parley saved it. */
  state: "whole" | "cut" | "changed";
}

/** Why a file is refused as a whole. */
export type Refusal = { refused: "size" | "none" | "site" | "newer"; head?: FileHead };

export const largest = limits.file; // bytes

export function writeFile(head: FileHead, entries: Iterable<Kept>): string {
  const list = [...entries].flat().sort(order);
  const { name, saved, site } = head;
  const body = [{ parley: "record", v: limits.version, name, saved, site }, ...list].map((one) => canonical(one) + "\n").join("");
  return body + `{"end":${list.length},"sha256":"${hex(sha256(new TextEncoder().encode(body)))}"}\n`;
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Reads a file piece by piece. What is wrong with some lines is reported, and the others are read. */
export async function readFile(file: Blob, site: string): Promise<FileReport | Refusal> {
  if (file.size > limits.file) return { refused: "size" };
  const sum = sha256.create();
  const events: Event[] = [];
  const report: FileReport = { head: { site: "", name: "", saved: "" }, entries: [], count: 0, bad: [], badCount: 0, state: "cut" };
  let line = 0;
  for await (const bytes of linesOf(file)) {
    line++;
    if (bytes.length > limits.line + Number(bytes.at(-1) === 10)) return { refused: "size" };
    const text = textOf(bytes);
    const value = parse(line === 1 ? text?.replace(/^\ufeff/, "") : text);
    if (line === 1) {
      const refusal = begin(report, value, site);
      if (refusal) return refusal;
    } else if (text === undefined || /[^ \t\r\n]/.test(text)) {
      const problem: FileReport["bad"][number] | undefined = report.state === "cut" ? withLine(problemOf(value), line) : { line, why: "after" };
      if (problem?.why === "after") report.state = "changed";
      if (!problem) {
        events.push(value as Event);
        report.count++;
      } else if (report.state !== "cut" || !ends(report, value, sum)) {
        report.badCount++;
        if (report.bad.length < limits.bad) report.bad.push(problem);
      }
    }
    sum.update(bytes);
  }
  if (line === 0) return { refused: "none" };
  report.entries = [...merge(new Map(), events).put.values()];
  return report;
}

const withLine = (problem: Problem | undefined, line: number): FileReport["bad"][number] | undefined => problem && { line, ...problem };

const piece = 1 << 20; // bytes read at once

/** Lines with what ends them; one that is too long comes as far as it was read. */
async function* linesOf(file: Blob): AsyncGenerator<Uint8Array> {
  let rest = new Uint8Array();
  for (let from = 0; from < file.size && rest.length <= limits.line; from += piece) {
    const read = new Uint8Array(await file.slice(from, from + piece).arrayBuffer());
    const all = new Uint8Array(rest.length + read.length);
    all.set(rest);
    all.set(read, rest.length);
    let start = 0;
    for (let end; (end = all.indexOf(10, start)) >= 0; start = end + 1) yield all.subarray(start, end + 1);
    rest = all.subarray(start);
  }
  if (rest.length) yield rest;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text = ""): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The values of an object that canonical takes; none of anything else. */
function objectOf(value: unknown): Record<string, unknown> {
  try {
    canonical(value);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function begin(report: FileReport, value: unknown, site: string): Refusal | undefined {
  const values = objectOf(value);
  const whole = (name: string): string => (typeof values[name] === "string" ? values[name] : "");
  const short = (name: string): string => Array.from(whole(name)).slice(0, 200).join(""); // it is going to be shown
  const v = Math.trunc(Number(typeof values.v === "number" && values.v));
  if (values.parley !== "record" || v < 1) return { refused: "none" };
  const head = (report.head = { site: short("site"), name: short("name"), saved: short("saved") });
  if (v > limits.version) return { refused: "newer", head };
  return whole("site") === site ? undefined : { refused: "site", head };
}

/** Reads the last line, if it is one. */
function ends(report: FileReport, value: unknown, sum: ReturnType<typeof sha256.create>): boolean {
  const { end, sha256: told } = objectOf(value);
  if (typeof end !== "number") return false;
  const whole = end === report.count + report.badCount && told === hex(sum.clone().digest());
  report.state = whole ? "whole" : "changed";
  return true;
}
