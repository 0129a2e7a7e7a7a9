// Reads what all know of a negotiation off the public part of the page.
import { all, locale, one, words } from "../practice/parts";
import type { Issue, Talk } from "./talk";

export const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });

/** Reads the public part of the block. */
export function talk(block: HTMLElement): Talk {
  const named = all(block, ".roles span");
  return {
    page: block.dataset.page ?? "",
    roles: named.map(words),
    need: Number(block.dataset.need) || named.length,
    must: named.flatMap((role, i) => ("must" in role.dataset ? [i] : [])),
    issues: all(block, ".issues tbody tr").map(issue),
    unit: block.dataset.unit ?? "",
  };
}

function issue(row: HTMLElement): Issue {
  const price = one(row, "[data-from]");
  const name = words(one(row, "th"));
  if (!price) return { name, options: all(row, ".options li").map(words), price: false };
  const [from, to, step] = [price.dataset.from, price.dataset.to, price.dataset.step].map(Number) as [number, number, number];
  return { name, options: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => numbers.format(from + i * step)), price: true };
}
