// What the debrief knows of a negotiation: see solution in site/block/sealed.go.
import { acceptable, sum, tolerances, utilities, valueLeft, type Problem } from "../table/deal";
import type { Outcome } from "../table/offer";
import type { Talk } from "../table/talk";
import type { Division } from "./division";

export interface Solution extends Problem {
  roles: string[];
  walkAway: number[];
  /** Of a price, who pays and who is paid. */
  pays?: [number, number];
  noDeal?: boolean;
  outcomes: number;
  /** The part of all outcomes that everybody could accept. */
  rational: number;
  /** Distinct efficient payoffs, each by role. */
  frontier: number[][];
  /** The least and the most of the sum. */
  joint: [number, number];
  rules: Rule[];
  density?: Density;
  fees?: Fee[];
}

/** What an agent of a role earns: in the author's words, and whether it wants the role's own best deal. */
export interface Fee {
  role: number;
  member: string;
  words: string;
  agrees: boolean;
}

/** What a solution of bargaining theory picks. */
export interface Rule {
  name: string;
  points: number[][] | null;
  none?: string;
}

/** How many outcomes of two roles fall into each cell, row by row from the second's worst. */
export interface Density {
  columns: number;
  rows: number;
  count: number[];
  a: [number, number];
  b: [number, number];
}

/** Draws what was sealed for the debrief. */
export type Debrief = (place: HTMLElement, block: HTMLElement, said: Solution | Division) => Promise<void>;

/** A negotiation with everybody's numbers. */
export interface Case extends Talk {
  solution: Solution;
  /** A role's value as it is told: of whoever pays a price, what it pays. */
  shown(role: number, value: number): number;
  points(role: number, value: number): string;
}

/** How good an agreement, or none, is. */
export interface Quality {
  outcome: Outcome | undefined;
  /** What each has: without a deal, its walk-away value. */
  u: number[];
  /** By role, its part of all that is above the walk-away values, never clipped; undefined where that is nothing. */
  share: number[] | undefined;
  /** By role, how much more it could have had without anybody having less: each by itself. */
  left: number[];
  /** How much more all together could have had without anybody having less. */
  leftTogether: number;
  /** The sum of what each has; where a price is paid, of what each has gained, since what one pays the other has. */
  joint: number;
  /** Nobody below the walk-away value. */
  acceptable: boolean;
  /** A deal that leaves nobody worse off than none, and nothing for anybody. */
  efficient: boolean;
}

export function qualityOf(solution: Solution, outcome: Outcome | undefined): Quality {
  const u = outcome ? utilities(solution, outcome) : [...solution.walkAway];
  const eps = tolerances(solution);
  const left = valueLeft(solution, solution.frontier, u).map((value, i) => (value > eps[i]! ? value : 0));
  const fine = acceptable(solution, u);
  const surplus = u.map((value, i) => value - solution.walkAway[i]!);
  const whole = sum(surplus);
  return {
    outcome, u, left,
    share: outcome && whole > Math.max(...eps) ? surplus.map((value) => value / whole) : undefined,
    leftTogether: Math.max(0, ...solution.frontier.filter((q) => q.every((value, i) => value >= u[i]! - eps[i]!)).map((q) => sum(q) - sum(u))),
    joint: sum(u) - base(solution),
    acceptable: fine,
    efficient: outcome !== undefined && fine && left.every((value) => value === 0),
  };
}

/** What joint values are reckoned from: where a price is paid, from what all have without a deal. */
const base = ({ pays, walkAway }: Solution): number => (pays ? sum(walkAway) : 0);

/** The least and the most that all can have together. */
export const jointLimits = (solution: Solution): [number, number] => [solution.joint[0] - base(solution), solution.joint[1] - base(solution)];

/** Whether all that is talked about is a price. */
export const priceAlone = ({ issues, roles }: Talk): boolean => roles.length === 2 && issues.length === 1 && issues[0]!.price;
