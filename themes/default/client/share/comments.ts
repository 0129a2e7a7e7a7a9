// Comments on single answers of what was sent: written beside each, they are rows of the
// session's sheet, so that both say the same.
import { fieldDraft } from "../negotiations/drafts";
import { fill, make } from "../make";
import { isEmpty } from "../practice/lock";
import type { LearnerRecord } from "../record/open";
import { say } from "../words";
import type { SentField } from "./envelope";
import { button, valueLines } from "./view";

/** What was typed of each comment and is not in the record yet, by what it is about: all cells but the first. */
export type Typed = Map<string, readonly string[]>;

/** Where comments stand: a field of rows, the first column being what a comment is about. */
export interface Place {
  record: LearnerRecord;
  /** The session, and the field as the record names it. */
  id: string;
  item: string;
  hash: string;
  columns: readonly string[];
  /** What changes in a session that was sent has to be sent again. */
  wasSent: boolean;
  /** Makes the session where there is none yet. */
  begin(): Promise<void>;
  typed: Typed;
}

export interface Comments {
  /** Beside the question what opens a comment, below the answer the comment. */
  beside(field: SentField): { asked: HTMLElement; answered: HTMLElement };
  /** Shows what the record says by now. */
  renew(): void;
}

export function comments(place: Place): Comments {
  const { columns, record, typed } = place;
  const renewing: (() => void)[] = [];

  const kept = (): string[][] => {
    const value = record.keeper.state.cases.get(place.id)?.fields.get(place.item)?.value;
    return Array.isArray(value) ? value.filter((row) => row.some((cell) => cell.trim())) : [];
  };
  const cellsOf = (about: string): readonly string[] => typed.get(about) ?? kept().find(([first]) => first === about)?.slice(1) ?? [];
  /** All rows, with what was typed; a comment that was emptied goes. */
  const rows = (): string[][] => {
    const before = kept();
    const added = [...typed.keys()].filter((about) => !before.some(([first]) => first === about));
    return [...before.map(([about = "", ...cells]) => [about, ...(typed.get(about) ?? cells)]), ...added.map((about) => [about, ...typed.get(about)!])]
      .filter(([about = "", ...cells]) => !typed.has(about) || cells.some((cell) => cell !== ""));
  };
  /** From the first letter on: whoever leaves in the middle of a word finds it in the session's sheet. */
  const sketch = async (): Promise<void> => {
    await record.draft.set(fieldDraft(place.id, place.item), rows());
    await place.begin();
  };
  const keep = async (): Promise<void> => {
    const [value, now] = [rows(), [...typed]];
    await place.begin();
    if (JSON.stringify(value) !== JSON.stringify(kept())) await record.add({ t: "field", item: place.item, hash: place.hash, case: place.id, value });
    for (const [about, cells] of now) if (typed.get(about) === cells) typed.delete(about);
    if (!typed.size) await record.draft.clear(fieldDraft(place.id, place.item)).catch(() => undefined);
  };

  return {
    beside(on) {
      const about = aboutOf(on);
      const status = make("span", { className: "status", role: "status" });
      const areas = columns.slice(1).map((label) => make("textarea", { rows: 1, maxLength: 500, ariaLabel: `${label}: ${on.label}` }));
      const box = make("div", { className: "commenting" }, areas.map((area, i) => make("label", {}, make("span", {}, columns[i + 1]!), area)), status);
      const open = button(say("session.comment"), () => {
        box.hidden = false;
        open.hidden = true;
        areas[0]?.focus();
      }, "link comment");
      /** Nothing is said to be kept that is not, the last letter too. */
      const tell = (done: Promise<void>): void => void done.then(() => fill(status, !typed.has(about) && say(place.wasSent ? "session.kept.again" : "session.kept")), () => fill(status, say("session.unkept")));
      for (const area of areas) {
        area.oninput = () => {
          typed.set(about, areas.map(({ value }) => value.trim().replace(/\s*\n\s*/g, " "))); // a cell of the sheet has one line
          tell(sketch());
        };
        area.onchange = () => tell(keep());
      }
      const renew = (): void => {
        if (box.contains(document.activeElement)) return;
        const cells = cellsOf(about);
        areas.forEach((area, i) => (area.value = cells[i] ?? ""));
        open.hidden = !isEmpty([[...cells]]);
        box.hidden = !open.hidden;
      };
      renewing.push(renew);
      renew();
      return { asked: open, answered: box };
    },
    renew: () => {
      for (const one of renewing) one();
    },
  };
}

/** What a comment is about: what was asked, and the answer where that is no table. */
function aboutOf(field: SentField): string {
  const own = Array.isArray(field.value) ? "" : valueLines(field).join(" ").replace(/\s+/g, " ");
  const words = `${field.label} ${own}`.trim();
  return words.length > longest ? words.slice(0, longest).replace(/\s\S*$/, "") + "\u2026" : words;
}

const longest = 160; // characters
