// A desk for coalitions: divides what one makes, and says who could do better elsewhere.
import { fill, make, type Content } from "../make";
import { drafts, sketch, state } from "../practice/keep";
import { all, button, locale, one } from "../practice/parts";
import { say } from "../words";
import { left, makes, rivals, type Coalition, type Offer } from "./divide";

interface Kept {
  log: Offer[];
  members: readonly number[];
  shares: (number | undefined)[]; // by role
}

const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const list = new Intl.ListFormat(locale);

export async function desk(block: HTMLElement): Promise<void> {
  const key = `coalition:${block.dataset.page}:${block.dataset.name ?? ""}`;
  const line = make("p", { className: "kept" }); // says so where nothing can be kept
  await state();
  const roles = all(block, "[data-role-name]").map((role) => role.textContent);
  const game = all(block, "[data-members]").map((row): Coalition => ({ members: row.dataset.members!.split(" ").map(Number), makes: Number(row.dataset.makes) }));
  const kept: Kept = { log: [], members: [], shares: [], ...((await drafts().get(key).catch(() => undefined)) as Partial<Kept> | undefined) };
  const save = (): void => void sketch(line, key, { ...kept, log: [...kept.log], shares: [...kept.shares] });
  const names = (members: readonly number[]): string => members.map((member) => roles[member]).join(" + ");
  const big = game.filter(({ members }) => members.length > 1);
  if (!big.some(({ members }) => `${members}` === `${kept.members}`)) kept.members = big.at(-1)!.members;

  const inputs = make("div", {});
  const verdict = make("div", { className: "worth", role: "status" });
  const log = make("div", { className: "offers" });
  const end = make("div", { className: "result", ariaLive: "polite" });
  const offer = (): Offer => ({ members: kept.members, shares: kept.members.map((member) => kept.shares[member] ?? 0) });
  const divided = ({ members, shares }: Offer): string => `${names(members)}: ${list.format(members.map((member, i) => `${roles[member]} ${numbers.format(shares[i]!)}`))}`;
  const judge = (): void => void fill(verdict, judged(game, offer(), names, kept.members.some((member) => kept.shares[member] !== undefined)));
  const shown = (): void => {
    fill(inputs, kept.members.map((member) => make("label", {}, make("span", {}, roles[member]), make("input", {
      type: "number", step: "any", inputMode: "decimal", value: `${kept.shares[member] ?? ""}`,
      oninput: ({ target }) => {
        const value = (target as HTMLInputElement).valueAsNumber;
        kept.shares[member] = Number.isFinite(value) ? value : undefined;
        save();
        judge();
      },
    }))));
    judge();
  };
  const logged = (): void => void fill(log, [make("h4", {}, say("log")), kept.log.length
    ? [make("ol", {}, kept.log.map((one) => make("li", {}, divided(one)))), make("p", {}, button(say("undo"), () => (kept.log.pop(), save(), logged())))]
    : make("p", {}, say("none"))]);
  const choice = make("select", { onchange: () => {
    kept.members = big[Number(choice.value)]!.members;
    save();
    shown();
  } }, big.map(({ members }, i) => make("option", { value: `${i}`, selected: `${members}` === `${kept.members}` }, names(members))));
  const agreed = (): void => void fill(end, left(game, offer()) < 0
    ? make("p", { className: "is-below" }, say("over"))
    : [make("p", {}, say("result"), ": ", make("strong", {}, divided(offer()))), make("p", {}, make("small", {}, say("result.help")))]);

  one(block, ".desk")?.remove();
  block.append(make("div", { className: "desk" },
    make("h3", {}, say("desk")),
    make("fieldset", { className: "offer" }, make("legend", {}, say("offer")), make("label", {}, make("span", {}, say("who")), choice), inputs),
    verdict,
    make("p", { className: "buttons" }, button(say("note"), () => (kept.log.push(offer()), save(), logged()), true)), log, line,
    make("section", { className: "ending" }, make("p", { className: "buttons" }, button(say("agreed"), agreed), button(say("impasse"), () => fill(end, make("p", {}, say("alone"))))), end)));
  shown();
  logged();
}

/** What is left to divide and, once something is divided, who could do better by itself. */
function judged(game: readonly Coalition[], offer: Offer, names: (members: readonly number[]) => string, begun: boolean): Content {
  const rest = left(game, offer);
  const n = (value: number): string => numbers.format(value);
  const others = rivals(game, offer);
  return [
    make("p", { className: rest < 0 ? "is-below" : "" }, say(rest === 0 ? "even" : rest > 0 ? "left" : "more", { n: n(Math.abs(rest)), all: n(makes(game, offer.members)) })),
    begun && (others.length
      ? make("ul", {}, others.map((one) => make("li", {}, say("rival", { who: names(one.members), makes: n(one.makes), gets: n(one.gets), more: n(one.makes - one.gets) }))))
      : make("p", {}, say("stable"))),
  ];
}
