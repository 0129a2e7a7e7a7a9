// What theory says of a coalition game: what each brings, and whether a division holds.
import { make, type Content } from "../make";
import { wide } from "../practice/parts";
import { numbers } from "../table/issues";
import { say } from "../words";

/** See division in site/block/coalition.go. */
export interface Division {
  roles: string[];
  shapley: number[];
  /** A division that no coalition could better by itself; none where there is none. */
  core?: number[];
  /** What all would have to make together for such a division, and what they make. */
  needed: number;
  together: number;
}

export function division({ roles, shapley, core, needed, together }: Division): Content {
  const row = (name: string, help: string, values: readonly number[]): HTMLElement =>
    make("tr", {}, make("th", { scope: "row" }, name, make("small", {}, help)), values.map((value) => make("td", {}, numbers.format(value))));
  return [
    make("p", {}, say(core ? "core" : "core.empty", { needed: numbers.format(needed), together: numbers.format(together) })),
    wide(make("table", {}, make("thead", {}, make("tr", {}, make("td", {}), roles.map((role) => make("th", { scope: "col" }, role)))),
      make("tbody", {}, row("Shapley", say("shapley.is"), shapley), core && row(say("core.one"), say("core.is"), core))), say("title")),
  ];
}
