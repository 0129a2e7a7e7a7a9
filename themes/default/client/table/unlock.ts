// Opens what is sealed on a page, for one role and in this tab alone.
import type { Division } from "../debrief/division";
import type { Debrief, Solution } from "../debrief/solution";
import { fill, make } from "../make";
import { all, button, one } from "../practice/parts";
import { reader } from "../read";
import { parseCode } from "../sealed/code";
import { openJwe, type Derived, type Jwe } from "../sealed/jwe";
import { say } from "../words";
import { desk, type Own } from "./desk";
import { draw, type Tree } from "./draw";

/** What a code has opened on the page: by part. */
type Opened = Map<HTMLElement, unknown>;

let forms = 0; // so that each form's input has a name of its own

/** Asks for a code, or takes the one that this tab remembers. Script is what shows a debrief. */
export function unlock(block: HTMLElement, script: string): void {
  const place = one(block, ".unlock");
  if (!place) return; // nothing is sealed here
  const key = `parley-table:${block.dataset.page}`;
  const line = make("p", { className: "code-line" });
  line.role = "status";
  const enter = async (text: string, told: HTMLElement = line): Promise<void> => {
    const read = parseCode(text);
    if ("wrong" in read) return void fill(told, say("wrong." + read.wrong));
    fill(told, say("opening"));
    const found = await open(read.code);
    if (!found.size) return void fill(told, say("wrong.other"));
    remember(key, read.code);
    show(found);
  };
  const show = (found: Opened): void => {
    const { own, solution } = told(block, found);
    const parts = [...found.keys()];
    const brief = parts.find(({ dataset }) => dataset.role && dataset.part?.startsWith("brief"));
    const who = !solution ? (brief?.dataset.part?.slice(6).replace("/", ", ") ?? own?.role ?? "") : say(parts.length > 1 ? "leads" : "debriefing");
    const line = make("p", { className: "opened", tabIndex: -1 }, say("opened", { role: who }), " ", button(say("close"), () => (remember(key), location.reload())));
    fill(place, line);
    line.focus({ preventScroll: true });
    if (solution) void after(block, solution, script, line);
    // A coalition's desk is for all, and stands there already.
    else if ((own || brief) && !block.matches(".coalition")) void desk(block, own ?? { role: brief!.dataset.role! }, () => ask(say("debrief"), "", enter));
  };
  for (const code of all(block, ".demo code")) code.after(" ", button(say("open"), () => void enter(code.textContent)));
  fill(place, ask(say("code"), say("help"), enter, line));
  const known = recall(key);
  if (known) void enter(known);
}

/** A form for a code. */
function ask(label: string, help: string, enter: (text: string, line: HTMLElement) => Promise<void>, line: HTMLElement = make("p", { className: "code-line" })): HTMLElement {
  const input = make("input", { id: `_code${forms++ || ""}`, autocomplete: "off", spellcheck: false, autocapitalize: "characters", size: 24 });
  const form = make("form", { className: "unlock" }, make("label", { htmlFor: input.id }, label), make("span", { className: "row" }, input, make("button", { className: "button" }, say("open"))), help && make("small", {}, help), line);
  form.onsubmit = (event) => {
    event.preventDefault();
    void enter(input.value, line);
  };
  return form;
}

/** Tries a code on every sealed part of the page. */
async function open(code: string): Promise<Opened> {
  const found: Opened = new Map();
  const keys: Derived = new Map();
  for (const part of all(document, "[data-sealed]")) {
    const said = await openJwe(JSON.parse(part.dataset.sealed ?? "{}") as Jwe, code, keys);
    if (said !== undefined) found.set(part, said);
  }
  return found;
}

/** Draws the texts that were opened, and finds the numbers of this block among the rest. */
function told(block: HTMLElement, found: Opened): { own?: Own; solution?: Solution | Division } {
  const out: { own?: Own; solution?: Solution | Division } = {};
  for (const [part, said] of found) {
    const { body } = said as { body?: Tree[] };
    if (body) {
      one(part, ".locked")?.replaceWith(make("div", { className: "prose-of-brief" }, draw(body)));
      part.classList.add("is-open");
    } else if (block.contains(part)) {
      if (part.dataset.role) out.own = said as Own;
      else out.solution = said as Solution | Division;
    }
  }
  return out;
}

/** Shows the debrief, below what whoever leads is told. */
async function after(block: HTMLElement, solution: Solution | Division, script: string, line: HTMLElement): Promise<void> {
  for (const old of all(document, "section.desk, .debriefing")) old.remove();
  const place = make("section", { className: "practice debriefing", id: "debriefing" });
  (all(document, ".brief:not([data-role])").at(-1) ?? block).after(place);
  try {
    const show = await reader()(script, ([name, data]) => (name === "debrief" ? (data as Debrief) : undefined));
    line.append(make("a", { href: "#debriefing" }, say("to-debrief")));
    await show(place, block, solution);
  } catch {
    fill(place, make("p", {}, say("debrief.missing")));
  }
}

function remember(key: string, code?: string): void {
  try {
    if (code === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, code);
  } catch {
    // It is asked for again.
  }
}

function recall(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
