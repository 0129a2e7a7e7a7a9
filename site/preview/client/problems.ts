/** A finding as the server sends it; see problem in events.go. */
export interface Problem {
  severity: 'note' | 'warning' | 'error';
  code: string;
  place: string;
  line?: number;
  col?: number;
  end?: number;
  message: string;
  help?: string;
  source?: string;
}

/** A source line in three parts, the middle one being what is meant. */
export interface Excerpt {
  before: string;
  marked: string;
  after: string;
}

/** How much of a long line is shown around what is meant, in code points. */
const shownBefore = 80;
const shownAfter = 120;

/** Splits a problem's source line; columns count code points from 1. */
export function excerpt(p: Problem): Excerpt | undefined {
  if (p.source === undefined || p.source === '') return undefined;
  const letters = Array.from(p.source);
  const col = p.col ?? 0;
  const from = Math.min(Math.max(col - 1, 0), letters.length);
  const to = col < 1 ? from : Math.min(Math.max(p.end === undefined ? col : p.end - 1, from), letters.length);
  const start = Math.max(from - shownBefore, 0);
  const stop = Math.min(to + shownAfter, letters.length);
  return {
    before: (start > 0 ? '…' : '') + letters.slice(start, from).join(''),
    marked: letters.slice(from, to).join(''),
    after: letters.slice(to, stop).join('') + (stop < letters.length ? '…' : ''),
  };
}

/** "2 errors, 1 warning"; notes are not worth a sign. */
export function tally(problems: readonly Problem[]): string {
  return (['error', 'warning'] as const)
    .map((severity) => {
      const n = problems.filter((p) => p.severity === severity).length;
      return n === 0 ? '' : `${n} ${severity}${n === 1 ? '' : 's'}`;
    })
    .filter((words) => words !== '')
    .join(', ');
}

/** Tells one set of errors from another, so that a dismissed one stays away. */
export function errorsKey(problems: readonly Problem[]): string {
  return problems
    .filter((p) => p.severity === 'error')
    .map((p) => `${p.place} ${p.code} ${p.message}`)
    .join('\n');
}
