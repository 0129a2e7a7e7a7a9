// A class looked at: its result codes are pasted or opened, and seen together.
import { download } from "../download";
import { fill, make, type Content } from "../make";
import { button, locale, wide } from "../practice/parts";
import { numbers } from "../table/issues";
import { told } from "../table/talk";
import { say } from "../words";
import { bins, csv, readClass, summary, type Bin, type Class, type Group } from "./class";
import type { Mark } from "./marks";
import { picture } from "./picture";
import { jointLimits, priceAlone, type Case } from "./solution";
import { part } from "./words";

const signed = new Intl.NumberFormat(locale, { signDisplay: "exceptZero", maximumFractionDigits: 2 });

/** Draws it; codes are kept as they were pasted. */
export function groups(it: Case, kept: { codes?: string }, save: () => void): HTMLElement {
  const place = make("div", { className: "class-results" });
  const input = make("textarea", { value: kept.codes ?? "", rows: 5, spellcheck: false, placeholder: say("class.example"), oninput: () => {
    kept.codes = input.value;
    save();
    redraw();
  } });
  const file = make("input", { type: "file", accept: ".txt,.csv,.md,text/plain,text/csv", multiple: true, onchange: async () => {
    const chosen = [...(file.files ?? [])];
    const texts = await Promise.all(chosen.map((one) => (one.size < 1e6 ? one.text().catch(() => undefined) : undefined)));
    fill(refused, chosen.flatMap(({ name }, i) => (texts[i] === undefined ? [say("class.refused", { name }) + " "] : [])));
    input.value = kept.codes = [input.value.trimEnd(), ...texts].filter(Boolean).join("\n");
    save();
    redraw();
  } });
  const refused = make("p", { className: "unread", role: "status" });
  const redraw = (): void => fill(place, results(it, readClass(it, input.value))) && undefined;
  const section = make("section", { className: "class" }, [
    make("h4", {}, say("class")),
    make("div", { className: "hand-in" }, make("label", { className: "stacked" }, make("span", {}, say("class.codes")), input), make("label", { className: "stacked" }, make("span", {}, say("class.file")), file), refused),
    place,
  ]);
  redraw();
  return section;
}

function results(it: Case, { groups: all, unread }: Class): Content {
  const wrong = unread.length > 0 && make("ul", { className: "unread" }, unread.map(({ line, text, why }) => make("li", {}, say("unread." + why, { line, text }))));
  if (!all.length) return [wrong];
  const deals = all.filter(({ outcome }) => outcome);
  return [
    wrong,
    facts(it, all),
    deals.length > 0 && it.roles.length === 2 && picture(it, marks(it, deals, (group) => sign(group, all)), false),
    deals.length > 0 && charts(it, deals),
    list(it, all),
    make("p", { className: "buttons" }, button(say("csv"), () => download(`${it.page.split("/").at(-1)}-results.csv`, "text/csv", "\uFEFF", csv(it, all))), button(say("large"), enlarge)),
  ];
}

/** A short sign of a group, in its ring and ahead of its name in the table: its number. */
const sign = (group: Group, all: readonly Group[]): string => (/^\d{1,3}$/.test(group.name) ? group.name : `${all.indexOf(group) + 1}`);

/** A mark for all groups that came to the same: with the sign of one, or with how many they are. */
function marks({ issues, roles, points }: Case, deals: readonly Group[], sign: (group: Group) => string): Mark[] {
  const same = new Map<string, Group[]>();
  for (const group of deals) same.set(group.u.join(), [...(same.get(group.u.join()) ?? []), group]);
  return [...same.values()].map((all) => {
    const [first] = all as [Group];
    const { u } = first;
    return { kind: "group", u, label: all.length > 1 ? `\u00d7${all.length}` : sign(first), words: `${all.map((group) => `${group.name}: ${told(issues, group.outcome!)}`).join("; ")} (${roles.map((role, i) => `${role} ${points(i, u[i]!)}`).join(", ")})` };
  });
}

function facts(it: Case, all: readonly Group[]): Content {
  const s = summary(it, all);
  const right = it.solution.noDeal && make("p", { className: "left" }, say("class.none-right", { n: s.impasses, count: numbers.format(s.impasses), of: numbers.format(s.groups) }));
  const one = (key: string, value: string): HTMLElement => make("div", {}, make("dt", {}, say(key)), make("dd", {}, value));
  return [right, make("dl", { className: "facts" },
    one("class.groups", numbers.format(s.groups)), one("class.deals", numbers.format(s.agreements)), one("class.impasses", numbers.format(s.impasses)),
    s.agreements > 0 && !priceAlone(it) && one("class.efficient", numbers.format(s.efficient)),
    s.below > 0 && one("class.below", numbers.format(s.below)),
    s.unconfirmed > 0 && one("class.unconfirmed", numbers.format(s.unconfirmed)),
    s.middle !== undefined && !priceAlone(it) && one("class.middle", say("class.of", { n: numbers.format(s.middle), best: numbers.format(s.best) })))];
}

const gain = (value: number): string => signed.format(Math.abs(value) < 1e-9 ? 0 : value);

/** How joint values, and the first role's shares, are spread. */
function charts(it: Case, deals: readonly Group[]): Content {
  const { solution, roles } = it;
  const [least, most] = jointLimits(solution);
  const shares = deals.flatMap(({ share, acceptable }) => (share && acceptable ? [share[0]!] : []));
  return make("div", { className: "charts" },
    !priceAlone(it) && most > least && chart(say("chart.joint"), bins(deals.map(({ joint }) => joint), least, most, 8), (value) => numbers.format(Math.round(value))),
    roles.length === 2 && shares.length > 0 && chart(say("chart.share", { role: roles[0] }), bins(shares, 0, 1, 10), part));
}

/** A bar for each class. */
function chart(name: string, all: readonly Bin[], label: (value: number) => string): HTMLElement {
  const top = Math.max(...all.map(({ count }) => count), 1);
  return make("table", { className: "chart" }, make("caption", {}, name), make("tbody", {}, all.map(({ from, to, count }) => {
    const bar = make("i", {});
    bar.style.inlineSize = `${(count / top) * 100}%`;
    return make("tr", {}, make("th", { scope: "row" }, `${label(from)} \u2013 ${label(to)}`), make("td", {}, make("span", { className: "count" }, count > 0 && bar, make("b", {}, numbers.format(count)))));
  })));
}

function list(it: Case, all: readonly Group[]): HTMLElement {
  const { roles, points } = it;
  const two = roles.length === 2;
  const price = priceAlone(it);
  const deal = (outcome: readonly number[]): Content => (it.issues.length < 4 ? told(it.issues, outcome) : make("details", {}, make("summary", {}, say("agreed")), told(it.issues, outcome)));
  return wide(make("table", { className: "groups" }, make("caption", {}, say("groups")),
    make("thead", {}, make("tr", {}, [say("group"), say("what"), ...roles, ...(price ? [] : [say(it.solution.pays ? "joint.gain" : "joint")]), ...(two ? [say("split", { roles: roles.join(" / ") })] : []), ...(price ? [] : [say("open")])].map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, all.map((group) => make("tr", {},
      make("th", { scope: "row" }, sign(group, all) === group.name ? group.name : `${sign(group, all)}. ${group.name}`),
      make("td", {}, group.outcome ? deal(group.outcome) : say("impasse"), (!group.confirmed || it.need < roles.length) && make("small", {}, say("by", { roles: group.by.map((role) => roles[role]).join(", ") || "\u2013" }))),
      roles.map((_, i) => make("td", { className: group.u[i]! < it.solution.walkAway[i]! - 1e-9 ? "is-below" : "" }, points(i, group.u[i]!), group.outcome && make("small", {}, gain(group.u[i]! - it.solution.walkAway[i]!)))),
      !price && make("td", {}, numbers.format(group.joint)),
      two && make("td", {}, group.share && group.acceptable ? group.share.map(part).join(" / ") : "\u2013"),
      !price && make("td", {}, !group.outcome ? "\u2013" : group.efficient ? say("nothing") : numbers.format(group.leftTogether)))))), say("class"));
}

/** Shows the debrief alone and large, for a wall; the button or Escape leads back. */
function enlarge(): void {
  const place = document.querySelector<HTMLElement>(".debriefing");
  if (!place) return;
  place.tabIndex = -1; // so that keys scroll it
  if (document.fullscreenElement) void document.exitFullscreen();
  else void place.requestFullscreen?.().then(() => place.focus(), () => undefined); // where the browser forbids it, its own zoom is left
}
