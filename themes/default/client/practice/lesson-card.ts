// What one learnt, as a card for colleagues: shown as it would leave, what may tell who
// it was is marked, and it can be copied once somebody has said that nothing does. What
// somebody wants to change is their own affair: it stands on it only if they tick that.
import { fill, make, type Content } from "../make";
import { cardDraft } from "../negotiations/drafts";
import type { State } from "../record/fold";
import { say } from "../words";
import { copyOut } from "../copy-out";
import { grow, type Field } from "./fields";
import { drafts, drop, sketch } from "./keep";
import { isEmpty } from "./lock";
import { all, button, group, lang, words } from "./parts";
import { replaced, risky, type Kind } from "./redact";

export interface LessonCard {
  show(state: State, id: string): void;
}

/** Below the fields of a form that asks for a lesson. */
export function lessonCard(fields: readonly Field[]): LessonCard | undefined {
  const of = (means: string): Field | undefined => fields.find(({ element }) => element.dataset.means === means);
  if (!of("lesson")) return undefined;
  const checklist = of("checklist");
  const text = make("textarea", { rows: 3, maxLength: 5000 });
  const seen = make("div", {});
  const status = make("p", { className: "kept", role: "status" });
  const trouble = make("p", { className: "kept" });
  const boxes = checksOf(checklist).map((words) => ({ words, box: make("input", { type: "checkbox" }) }));
  const copy = button(say("card.copy"), () => {
    if (!copy.disabled) copyOut(text.value, text, status);
  }, true);
  const still = make("p", { className: "note-line" });
  const anew = button(say("card.anew"), () => {
    void drop(cardDraft(open));
    begin(plain());
    text.focus();
  });
  const card = make("section", { className: "lesson-card" });
  const empty = make("p", { className: "note-line" }, say("card.empty"));
  const place = checklist?.element ?? fields.at(-1)!.element;
  place.after(empty, card);
  if (checklist) checklist.element.hidden = true; // its answers are the boxes
  let open = "";
  let edited = false;

  /** What a field says, after its name; "" where it says nothing. */
  const line = (means: string): string => {
    const value = of(means)?.read();
    return typeof value === "string" && !isEmpty(value) ? `${say("earlier." + means)} ${value.trim()}` : "";
  };
  const change = make("input", { type: "checkbox", onchange: () => {
    if (!edited) return begin(plain());
    // The own words stay; of those of the field it is told where they are.
    const words = `\n${line("change")}`;
    write(change.checked ? text.value + words : text.value.replace(words, () => ""));
  } });
  const also = make("div", { className: "checks" }, make("label", {}, change, make("span", {}, say("card.change"))));
  /** The card as the fields have it. */
  const plain = (): string => [line("lesson"), change.checked && line("change")].filter(Boolean).join("\n");

  const ready = (): void => {
    const left = boxes.filter(({ box }) => !box.checked).length;
    copy.disabled = left > 0;
    still.textContent = left ? say("card.still", { n: left }) : "";
  };
  const begin = (words: string, own = false): void => {
    text.value = words;
    edited = own;
    changed();
  };
  /** What was said of another text counts no more. */
  const changed = (): void => {
    for (const { box } of boxes) box.checked = false;
    status.textContent = "";
    anew.hidden = !edited;
    also.hidden = !line("change");
    empty.hidden = text.value !== "" || edited;
    card.hidden = !empty.hidden;
    fill(seen, marked(text.value, swap));
    grow(text);
    ready();
  };
  const write = (words: string): void => {
    begin(words, true);
    void sketch(trouble, cardDraft(open), words);
  };
  const swap = (piece: string, kind: Kind): void => {
    write(replaced(text.value, piece, say("card.neutral." + kind)));
    (seen.querySelector("button") ?? text).focus();
  };
  text.oninput = () => {
    edited = true;
    void sketch(trouble, cardDraft(open), text.value);
    changed();
  };
  fill(card, [
    make("h3", {}, say("card")), make("p", {}, say("card.why")),
    make("label", { className: "stacked" }, make("span", {}, say("card.text")), text), also, seen,
    group("checks", say("card.checks"), boxes.map(({ words, box }) => make("label", {}, box, make("span", {}, words)))),
    make("p", { className: "buttons" }, copy, anew), still, status, trouble,
  ]);
  card.onchange = ready;
  return {
    show(_, id) {
      if (id !== open) {
        open = id;
        change.checked = false;
        begin(plain());
        void drafts().get(cardDraft(id)).then((kept) => void (id === open && typeof kept === "string" && (change.checked = kept.includes(line("change") || "\n\n"), begin(kept, true))), () => undefined);
      } else if (!edited && text.value !== plain()) begin(plain());
    },
  };
}

/** What is to be ticked: what the form's author asks, or else what we do. */
function checksOf(field: Field | undefined): string[] {
  const asked = field ? [...all(field.element, "option[value]:not([value=''])"), ...all(field.element, ".marks label")].map(words).filter(Boolean) : [];
  return asked.length ? asked : ["person", "firm", "amount", "confidence"].map((key) => say("card.check." + key));
}

/** The text with marks, and each piece with a word for it. */
function marked(text: string, swap: (piece: string, kind: Kind) => void): Content {
  const risks = risky(text, lang);
  if (!risks.length) return make("p", { className: "note-line", role: "status" }, text && say("card.clear"));
  let at = 0;
  const shown = risks.flatMap(({ from, to, kind }): Content[] => {
    const before = text.slice(at, from);
    at = to;
    return [before, make("mark", {}, text.slice(from, to), make("span", { className: "visually-hidden" }, ` (${say("card.kind." + kind)})`))];
  });
  const pieces = new Map(risks.map(({ from, to, kind }) => [text.slice(from, to), kind]));
  return [
    make("p", { role: "status" }, say("card.found", { n: pieces.size })),
    make("blockquote", {}, shown, text.slice(at)),
    make("ul", { className: "risks" }, [...pieces].map(([piece, kind]) => make("li", {}, make("b", {}, piece), ` (${say("card.kind." + kind)}) `, button(say("card.replace", { said: say("card.neutral." + kind) }), () => swap(piece, kind))))),
  ];
}
