// The page where things leave and come; see docs/theming.md.
import { fill, make } from "../make";
import { asking } from "../progress/asking";
import { risky } from "../practice/redact";
import { settleDrafts } from "../negotiations/drafts";
import { reading } from "../progress/reading";
import { reader } from "../read";
import { openRecord, type LearnerRecord } from "../record/open";
import { isCalm } from "../record/trouble";
import { say } from "../words";
import type { Age } from "./age";
import { keycard, type Keys } from "./keycard";
import { panel } from "./panel";
import type { Desk, Lines } from "./desk";
import { lookOf, openView, receivedView, type Received } from "./received";
import { answerers, sharedOf } from "./shared";
import { tickedOf } from "./ticked";
import { note } from "./view";

const record = openRecord();
const address = new URL(AGE, (document.currentScript as HTMLScriptElement).src).href;
const app = document.querySelector<HTMLElement>(".app[data-app=sharing]");
if (record.tab) asking(record);
if (app) void sharing(app, record);

async function sharing(app: HTMLElement, record: LearnerRecord): Promise<void> {
  const read = await reading(app, record);
  if (!read) return;
  const { course, top } = read;
  let loaded: Age | undefined;
  const age = async (): Promise<Age> => (loaded ??= await reader()(address, ([name, data]) => (name === "age" ? (data as Age) : undefined)));
  const shared = (): Desk["shared"] => sharedOf(record.keeper.all().values(), record.site);
  const written = new Map<string, Lines>();
  const lines = (id: string): Lines => {
    const there = written.get(id) ?? { status: make("span", { className: "status", role: "status" }), area: make("textarea", { className: "copied", readOnly: true, hidden: true, rows: 6, ariaLabel: say("text") }), typed: new Map() };
    written.set(id, there);
    return there;
  };
  const desk = (): Desk => ({ lines, record, course, top, shared: shared(), age, caseName: (id) => record.keeper.state.cases.get(id)?.name, caseLink });

  const caseLink = (id: string): string => {
    const [ref = ""] = record.keeper.state.cases.get(id)?.forms ?? [];
    const [pageId, name] = ref.split("#");
    const path = course.pages.find((page) => page.id === pageId)?.path;
    return path === undefined ? "negotiations.html" : `${new URL(path, top).href}#case=${id}.${name}`;
  };

  const draw = (): void => {
    const { trouble } = record.keeper.state;
    if (trouble?.kind === "locked") return void fill(app, note(say("locked")));
    for (const said of document.querySelectorAll<HTMLElement>(".kept > span")) said.hidden = trouble !== undefined; // it is kept otherwise
    const said = trouble && make("p", { className: isCalm(trouble.kind) ? "callout note" : "callout warning" }, say("trouble." + trouble.kind));
    const id = /^#case=([\w-]{22})$/.exec(location.hash)?.[1];
    const one = id === undefined ? undefined : record.keeper.state.cases.get(id);
    if (id !== undefined && one) {
      const place = make("div", {});
      fill(app, [said, make("p", { className: "sharing-of" }, say(shared().got.has(id) ? "of.answer" : "of", { name: one.name })), place]);
      void settleDrafts(record, course, id).then(() => panel(place, { record, course, id, one: record.keeper.state.cases.get(id) ?? one, re: shared().got.get(id), ticked: tickedOf(id, desk()), sent: shared().sent.filter((sent) => sent.case === id), known: answerers(shared()), age, secret: (age) => mine(age, shared, record), risky: (text, many) => risky(text, course.lang).map(({ from, to, kind }) => ({ kind, said: text.slice(from, to) })).filter(({ kind, said }) => many || !(kind === "date" || (kind === "amount" && said.replace(/\D/g, "").length < 7))).map(({ said }) => said) })).then(ready);
    } else {
      const [received, key] = [make("div", {}), make("div", {})];
      fill(app, [said, openView(desk), received, key]);
      let look = "";
      let list: Received | undefined;
      const again = (): void => {
        const now = lookOf(desk(), loaded);
        if (now === look) return list?.renew();
        look = now;
        const open = new Set([...received.querySelectorAll<HTMLElement>("details[open]")].map(({ dataset }) => dataset.key));
        list = receivedView(desk(), loaded);
        fill(received, list.content);
        for (const details of received.querySelectorAll<HTMLDetailsElement>("details[data-key]")) details.open = open.has(details.dataset.key);
      };
      redraw = again;
      again();
      const keys: Keys = { record, secret: () => shared().secrets[0], age };
      keycard(key, keys);
      const file = /^#file=([\w-]{22})$/.exec(location.hash)?.[1];
      const wanted = file === undefined ? null : document.querySelector<HTMLDetailsElement>(`#_got-${file}`);
      if (wanted) wanted.open = true;
      wanted?.scrollIntoView();
      const enter = (): void => document.querySelector<HTMLElement>(`#_got-${file} > summary`)?.focus({ preventScroll: true });
      if (wanted) enter();
      // Six words are shown beside each sender, and age makes them.
      const words = (): void => {
        const inside = received.contains(document.activeElement);
        again();
        if (!wanted || !inside) return;
        document.getElementById(wanted.id)?.scrollIntoView(); // it was drawn anew
        enter();
      };
      if (shared().got.size) void age().then(words, () => undefined);
      ready();
    }
  };
  const ready = (): void => void (app.dataset.ready = "true");
  let redraw: () => void = () => undefined;
  record.onchange(() => redraw());
  addEventListener("hashchange", () => {
    redraw = () => undefined;
    draw();
  });
  draw();
}

/** The secret of this record; the first file that is sealed to somebody makes one. */
async function mine(age: Age, shared: () => Desk["shared"], record: LearnerRecord): Promise<string> {
  const [there] = shared().secrets;
  if (there) return there;
  const secret = await age.newSecret();
  await record.add({ t: "key", secret });
  return secret;
}
