// A session's brief: of everything that was sent what a coach looks at first, on one sheet.
import { make, type Content } from "../make";
import { say } from "../words";
import type { Body, SentField } from "./envelope";
import { grouped, valueLines } from "./view";

/** What stands in it, in this order: what was expected beside what came, then what is to change. */
const first = ["talk-date", "no-deal", "reservation", "target", "range", "result", "offers", "plan", "change", "lesson", "practice", "cue", "measure", "counted", "outcome", "next"];
const enough = 4; // fewer fields are their own brief

/** Called by what they mean: the questions of a sheet speak to whoever fills it in. mark says of a field that it is new. */
export function briefView({ sheets }: Body, mark: (field: SentField) => Content): Content {
  const fields = sheets.flatMap(({ fields }) => fields);
  const found = first.flatMap((what) => {
    const field = fields.find(({ kind, means }) => (what === "range" ? kind === "range" : means === what));
    return field ? { what, field, said: inShort(field) } : [];
  }).filter(({ said }) => said.length > 0);
  if (found.length < enough) return undefined;
  return make("section", { className: "brief-of" }, make("h3", {}, say("brief")),
    make("dl", {}, found.map(({ field, said, what }) => make("div", {}, make("dt", {}, say("brief." + what), mark(field)), make("dd", {}, said.map((line) => make("p", {}, line)))))));
}

function inShort(field: SentField): string[] {
  return field.means === "offers" && Array.isArray(field.value) ? offers(field.value) : valueLines(field);
}

/** The offers of each side: where they began, where they ended, how many there were. */
function offers([, ...rows]: string[][]): string[] {
  const sides = new Map<string, string[]>();
  for (const [who = "", , worth = ""] of rows) if (worth.trim()) sides.set(who.trim(), [...(sides.get(who.trim()) ?? []), grouped(worth)]);
  return [...sides].map(([who, all]) => `${who}: ${all.length > 1 ? `${all[0]} \u2192 ${all.at(-1)} (${all.length})` : all[0]}`);
}
