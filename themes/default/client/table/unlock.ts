// Opens what is sealed on a page, for one role and in this tab alone.
import { fill, make } from "../make";
import { all, button, one } from "../practice/parts";
import { parseCode } from "../sealed/code";
import { openJwe, type Derived, type Jwe } from "../sealed/jwe";
import { say } from "../words";
import { desk, type Own } from "./desk";
import { draw, type Tree } from "./draw";

/** What a code has opened on the page: by part. */
type Opened = Map<HTMLElement, unknown>;

/** Asks for a code, or takes the one that this tab remembers. */
export function unlock(block: HTMLElement): void {
  const place = one(block, ".unlock");
  if (!place) return; // nothing is sealed here
  const key = `parley-table:${block.dataset.page}`;
  const input = make("input", { id: "_code", autocomplete: "off", spellcheck: false, autocapitalize: "characters", size: 24 });
  const line = make("p", { className: "code-line" });
  line.role = "status";
  const form = make("form", { className: "code" }, make("label", { htmlFor: input.id }, say("code")), make("span", { className: "row" }, input, make("button", { className: "button" }, say("open"))), make("small", {}, say("help")), line);
  const enter = async (text: string): Promise<void> => {
    const read = parseCode(text);
    if ("wrong" in read) return void fill(line, say("wrong." + read.wrong));
    fill(line, say("opening"));
    const found = await open(read.code);
    if (!found.size) return void fill(line, say("wrong.other"));
    remember(key, read.code);
    show(block, place, found, () => (remember(key), location.reload()));
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    void enter(input.value);
  };
  for (const code of all(block, ".demo code")) code.after(" ", button(say("open"), () => void enter(code.textContent)));
  fill(place, form);
  const known = recall(key);
  if (known) void enter(known);
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

function show(block: HTMLElement, place: HTMLElement, found: Opened, close: () => void): void {
  let own: Own | undefined;
  for (const [part, said] of found) {
    const { body } = said as { body?: Tree[] };
    if (body) {
      one(part, ".locked")?.replaceWith(make("div", { className: "prose-of-brief" }, draw(body)));
      part.classList.add("is-open");
    } else if (part.dataset.role) {
      own = said as Own;
    }
  }
  const leads = [...found.keys()].some((part) => !part.dataset.role);
  const line = make("p", { className: "opened", tabIndex: -1 }, say("opened", { role: leads ? say("leads") : (own?.role ?? "") }), " ", button(say("close"), close));
  fill(place, line);
  if (own && !leads) void desk(block, own);
  line.focus({ preventScroll: true });
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
