// A negotiation as all know it. Nothing here knows of a page.

/** Something to agree on. */
export interface Issue {
  name: string;
  options: string[];
  /** Its options are amounts that one side pays the other. */
  price: boolean;
}

/** A negotiation without anybody's numbers. */
export interface Talk {
  page: string;
  roles: string[];
  /** How many roles have to agree, and which of them must. */
  need: number;
  must: number[];
  issues: Issue[];
  unit: string;
}

/** A deal in words: "Delivery: 2 weeks · Warranty: 1 year". */
export const told = (issues: readonly Issue[], outcome: readonly number[]): string => issues.map(({ name, options }, i) => `${name}: ${options[outcome[i]!]}`).join(" · ");

/** What result codes are read by. */
export const exercise = ({ page, roles, issues }: Talk): { page: string; roles: number; sizes: number[] } => ({ page, roles: roles.length, sizes: issues.map(({ options }) => options.length) });

/** Whether those who have to agree have said so. */
export const enough = ({ need, must }: Talk, by: readonly number[]): boolean => by.length >= need && must.every((role) => by.includes(role));
