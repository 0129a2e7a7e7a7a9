// What each writes before the debrief: what they would change, and what they think
// mattered to the others.
import { make, type Content } from "../make";
import { wide } from "../practice/parts";
import { say } from "../words";
import type { Talk } from "./talk";

/** What a player has written; by other role and issue, 0 for nothing to 3 for a lot. */
export interface Looking {
  change?: string;
  guess?: Record<string, (number | undefined)[]>;
}

export function after({ roles, issues }: Talk, own: number, kept: Looking, save: () => void): HTMLElement {
  const change = make("textarea", { value: kept.change ?? "", rows: 3, oninput: () => {
    kept.change = change.value;
    save();
  } });
  const guess = (role: string, issue: number): HTMLElement => {
    const select = make("select", { ariaLabel: `${role}, ${issues[issue]!.name}`, onchange: () => {
      const row = ((kept.guess ??= {})[role] ??= []);
      row[issue] = select.value === "" ? undefined : Number(select.value);
      save();
    } }, make("option", { value: "" }, say("choose")), [3, 2, 1, 0].map((level) => make("option", { value: `${level}`, selected: kept.guess?.[role]?.[issue] === level }, say(`matters.${level}`))));
    return select;
  };
  const others = roles.filter((_, i) => i !== own);
  const asked: Content = issues.length > 1 && wide(make("table", { className: "guesses" },
    make("caption", {}, say("guess")),
    make("thead", {}, make("tr", {}, make("td", {}), others.map((role) => make("th", { scope: "col" }, role)))),
    make("tbody", {}, issues.map(({ name }, i) => make("tr", {}, make("th", { scope: "row" }, name), others.map((role) => make("td", {}, guess(role, i))))))), say("guess"));
  return make("section", { className: "looking-back" }, make("h4", {}, say("after")), make("label", { className: "stacked" }, make("span", {}, say("change")), change), asked);
}
