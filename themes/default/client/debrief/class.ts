// A class: what its result codes say together. Nothing here draws.
import { decode } from "../table/codes";
import { enough, exercise } from "../table/talk";
import { jointLimits, qualityOf, type Case, type Quality } from "./solution";

/** What one group has handed in. */
export interface Group extends Quality {
  name: string;
  /** The code holds the word of all who have to agree. */
  confirmed: boolean;
  /** The roles that have given their word. */
  by: readonly number[];
}

/** A line that no result could be read from. */
export interface Unread {
  line: number;
  text: string;
  why: "typed" | "other" | "twice";
}

export interface Class {
  groups: Group[];
  unread: Unread[];
}

/**
 * Reads a line a group: a name, if there is one, and a code behind it. What is between
 * them may be a colon, a comma, a semicolon or blanks, as people paste from a chat or a
 * table. A second line of a group with the same name counts if it says something else:
 * then it is told, and the first stays.
 */
export function readClass(it: Case, text: string): Class {
  const out: Class = { groups: [], unread: [] };
  const known = new Map<string, string>();
  text.split(/\r\n?|\n/).forEach((raw, i) => {
    const line = raw.replace(/^\uFEFF/, "").trim();
    if (!line) return;
    const wrong = (why: Unread["why"]): void => void out.unread.push({ line: i + 1, text: line.slice(0, 80), why });
    if (line.length > longest) return wrong("typed");
    const { name, code } = split(line);
    const read = decode(exercise(it), code);
    if ("wrong" in read) {
      if (i === 0 && !/\d/.test(code)) return; // the head of a table
      return wrong(read.wrong);
    }
    if (name) {
      const said = code.toUpperCase().replace(/[^0-9A-Z]/g, "");
      if (known.has(name)) {
        if (known.get(name) !== said) wrong("twice");
        return;
      }
      known.set(name, said);
    }
    out.groups.push({ ...qualityOf(it.solution, read.outcome), name: name || `${out.groups.length + 1}`, by: read.by, confirmed: enough(it, read.by) });
  });
  return out;
}

const longest = 300; // letters of a line: a name and a code have fewer, and what pasting brought is no work for split

/** The code is what stands last; its groups may have blanks between them. */
function split(line: string): { name: string; code: string } {
  const m = /^(.*?)[\s,;:\t]*\b((?:[0-9A-Za-z]{4}[-\u2010\u2011\u2013 ]?)+[0-9A-Za-z]{1,4})[\s,;."']*$/.exec(line);
  const cut = /^(.*[:,;\t])\s*(.+)$/.exec(line);
  if (cut) return { name: clean(cut[1]!), code: cut[2]!.replace(/["',;\s]+$/, "") };
  return m ? { name: clean(m[1]!), code: m[2]! } : { name: "", code: line };
}

const clean = (name: string): string => name.replace(/^["'\s]+|["'\s,;:\t]+$/g, "");

/** What a class came to. Joint values are of the agreements. */
export interface Summary {
  groups: number;
  agreements: number;
  impasses: number;
  efficient: number;
  /** Agreements in which somebody is below the walk-away value. */
  below: number;
  unconfirmed: number;
  /** The middle joint value, and the best that there is; undefined without an agreement. */
  middle: number | undefined;
  best: number;
}

export function summary({ solution }: Case, groups: readonly Group[]): Summary {
  const deals = groups.filter(({ outcome }) => outcome);
  const joint = deals.map((group) => group.joint).sort((a, b) => a - b);
  const half = joint.length >> 1;
  return {
    groups: groups.length, agreements: deals.length, impasses: groups.length - deals.length,
    efficient: deals.filter(({ efficient }) => efficient).length,
    below: deals.filter(({ acceptable }) => !acceptable).length,
    unconfirmed: groups.filter(({ confirmed }) => !confirmed).length,
    middle: joint.length ? (joint.length % 2 ? joint[half]! : (joint[half - 1]! + joint[half]!) / 2) : undefined,
    best: jointLimits(solution)[1],
  };
}

/** How many values fall into each of some classes of equal width. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** Counts values; those below and above the ends are in the first and last class. */
export function bins(values: readonly number[], from: number, to: number, n: number): Bin[] {
  const width = (to - from) / n || 1;
  const out = Array.from({ length: n }, (_, i) => ({ from: from + i * width, to: from + (i + 1) * width, count: 0 }));
  for (const value of values) out[Math.max(0, Math.min(n - 1, Math.floor((value - from) / width + 1e-9)))]!.count++;
  return out;
}

/** The class as a table for a spreadsheet: commas, and quotes where there have to be. */
export function csv(it: Case, groups: readonly Group[]): string {
  const head = ["group", "agreement", "agreed by", ...it.issues.map(({ name }) => name), ...it.roles, "joint", ...it.roles.map((role) => `share ${role}`), ...it.roles.map((role) => `left ${role}`), "left together", "efficient"];
  const rows = groups.map((group) => [
    group.name, group.outcome ? "yes" : "no", group.by.map((role) => it.roles[role]).join(" + "),
    ...it.issues.map((_, i) => (group.outcome ? agreed(it, i, group.outcome[i]!) : "")),
    ...group.u.map((value, i) => plain(it.shown(i, value))), plain(group.joint),
    ...it.roles.map((_, i) => (group.share ? plain(group.share[i]!) : "")),
    ...group.left.map((value) => (group.outcome ? plain(value) : "")), group.outcome ? plain(group.leftTogether) : "", group.outcome ? (group.efficient ? "yes" : "no") : "",
  ]);
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** An option by its name; a price as a number that every program reads. */
function agreed({ issues, solution }: Case, issue: number, option: number): string {
  const { options, price } = issues[issue]!;
  return price ? plain(solution.payoffs[solution.pays![1]]![issue]![option]!) : options[option]!;
}

const plain = (value: number): string => `${Math.round(value * 1e6) / 1e6}`;

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
