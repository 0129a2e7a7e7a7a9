// What several questions together come to.

/** A question's part in a quiz: its weight, and the score of its answer where it has one. */
export interface Part {
  weight: number;
  score: number | null | undefined; // null: answered, but never judged
}

/** percent is of the weight of all that can be judged; what has no answer earns nothing. */
export interface Result {
  right: number; // questions with the full score
  part: number; // questions with less than that, and more than nothing
  judged: number; // questions that can have one
  open: number; // of all questions, those without an answer
  percent: number;
  passed: boolean | undefined; // where there is a mark to reach
}

export function result(parts: readonly Part[], pass: number | undefined): Result {
  const judged = parts.filter((part) => part.score !== null);
  const sum = (of: (part: Part) => number): number => judged.reduce((all, part) => all + of(part), 0);
  const whole = sum((part) => part.weight);
  // Rounded down, so that nobody is told 70 % and that it was not enough for 70 %.
  const percent = whole ? Math.floor((sum((part) => part.weight * (part.score ?? 0)) / whole) * 100 + 1e-9) : 0;
  return {
    right: judged.filter((part) => (part.score ?? 0) > 1 - 1e-9).length,
    part: judged.filter(({ score }) => score && score < 1 - 1e-9).length,
    judged: judged.length,
    open: parts.filter((part) => part.score === undefined).length,
    percent,
    passed: pass === undefined || !judged.length ? undefined : percent >= pass,
  };
}

/** What is known of an earlier answer. */
export interface Past {
  at: string;
  hash: string;
  score: number | null;
  exam?: string;
}

/**
 * The tries that are left of a limit, 0 for none: those of today count, since the
 * last right one. A later day begins anew.
 */
export function triesLeft(past: readonly Past[], hash: string, limit: number, today: string): number {
  if (!limit) return Infinity;
  const now = past.filter((answer) => answer.hash === hash && !answer.exam && day(answer.at) === day(today));
  return Math.max(0, limit - (now.length - 1 - now.findLastIndex((answer) => answer.score === 1)));
}

/** The day of a time, as the record writes it. */
export function day(at: string): string {
  return at.slice(0, 10);
}

/** The last attempt at an exam among the answers to its questions, by its id. */
export function lastAttempt(answers: readonly Past[]): { id: string; at: string } | undefined {
  let last: Past | undefined;
  for (const answer of answers) if (answer.exam && (!last || answer.at >= last.at)) last = answer;
  return last && { id: last.exam!, at: last.at };
}
