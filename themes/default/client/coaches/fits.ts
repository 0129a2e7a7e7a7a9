// Who fits what somebody looks for.

/** What a list of coaches can be narrowed by; a coach says several of each. */
export const wishes = ["strength", "situation", "language"] as const;

export type Wish = (typeof wishes)[number];

export interface Coach {
  says: Record<Wish, string[]>;
  free: boolean;
}

/** What is looked for: one word of each, "" for any. */
export interface Wanted extends Record<Wish, string> {
  free: boolean;
}

/** Whether a coach has all of it. The same word in capitals is the same word. */
export function fits(coach: Coach, wanted: Wanted): boolean {
  if (wanted.free && !coach.free) return false;
  return wishes.every((wish) => !wanted[wish] || coach.says[wish].some((word) => same(word, wanted[wish])));
}

/** Whether nothing is looked for, so that all are shown. */
export function open(wanted: Wanted): boolean {
  return !wanted.free && wishes.every((wish) => !wanted[wish]);
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
