// What a division of a coalition's value leaves to others to gain: see Game.Excess in
// site/bargain/coalition.go. Nothing here knows of a page.

/** A coalition that is named, and what it makes by itself. Members are indices of roles. */
export interface Coalition {
  members: readonly number[];
  makes: number;
}

/** A division that is proposed: of a coalition's value, to its members in their order. */
export interface Offer {
  members: readonly number[];
  shares: readonly number[];
}

/** A coalition that would do better by itself. */
export interface Rival extends Coalition {
  gets: number;
}

/** What two values may differ by and still be equal, as in Go: a billionth of the largest. */
const slack = (game: readonly Coalition[]): number => 1e-9 * Math.max(...game.map(({ makes }) => Math.abs(makes)));

const same = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((member) => b.includes(member));

/** What a coalition makes; 0 where it is not named. */
export function makes(game: readonly Coalition[], members: readonly number[]): number {
  return game.find((one) => same(one.members, members))?.makes ?? 0;
}

/** What is left of the coalition's value, below 0 where more was given than there is. */
export function left(game: readonly Coalition[], { members, shares }: Offer): number {
  const rest = makes(game, members) - shares.reduce((sum, share) => sum + share, 0);
  return Math.abs(rest) <= slack(game) ? 0 : rest;
}

/** What each role gets: its share, or what it makes alone where it is not in. */
export function gets(game: readonly Coalition[], { members, shares }: Offer, role: number): number {
  const at = members.indexOf(role);
  return at < 0 ? makes(game, [role]) : shares[at]!;
}

/** The other coalitions that would do better by themselves, those with most to gain first. */
export function rivals(game: readonly Coalition[], offer: Offer): Rival[] {
  return game
    .filter(({ members }) => !same(members, offer.members))
    .map((one) => ({ ...one, gets: one.members.reduce((sum, role) => sum + gets(game, offer, role), 0) }))
    .filter((one) => one.makes - one.gets > slack(game))
    .sort((a, b) => b.makes - b.gets - (a.makes - a.gets));
}
