// The fields of a form: what they hold, and how it is said.
import { make } from "../make";
import { say } from "../words";
import { crossed, isEmpty, type Value } from "./lock";
import { doubt, readNumber } from "./numbers";
import { all, lang, one, words } from "./parts";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export class Field {
  readonly kind: string;
  readonly hash: string;
  readonly label: string;
  /** Written, and not kept yet. */
  dirty = false;
  /** What is on its way to the record: a copy's id and the value. */
  keeping = "";
  private readonly row: HTMLTableRowElement | null; // an empty one

  constructor(readonly element: HTMLElement, readonly ref: string, readonly changed: () => void) {
    const { hash = "", kind = "short" } = element.dataset;
    this.kind = kind;
    this.hash = hash;
    const label = one(element, "label, legend, .label")?.cloneNode(true) as HTMLElement | undefined;
    one(label ?? element, ".mark")?.remove();
    this.label = words(label);
    this.row = one(element, "tbody tr")?.cloneNode(true) as HTMLTableRowElement ?? null;
    if (this.row) this.growing();
    for (const control of this.controls()) limit(control);
  }

  controls(): Control[] {
    return all<Control>(this.element, "input, textarea, select");
  }

  private part(name: string): HTMLInputElement | null {
    return one(this.element, `input[name$=".${name}"]`);
  }

  read(): Value {
    if (this.row) return this.rows().map((row) => all<Control>(row, "input, textarea").map((cell) => cell.value.replace(/\s*\n\s*/g, " ")));
    const radios = all<HTMLInputElement>(this.element, "input[type=radio]");
    const [low, high, sure] = ["low", "high", "sure"].map((name) => this.part(name)?.value);
    const value = radios.length ? (radios.find((radio) => radio.checked)?.value ?? "") : this.controls()[0]!.value;
    if (low !== undefined) return { low, high: high!, ...(sure !== undefined && { sure }) };
    return sure === undefined ? value : { low: value, high: value, sure };
  }

  write(value: Value | undefined): void {
    if (this.row) {
      const rows = Array.isArray(value) ? value : [];
      const now = this.read();
      // What stands there already is not drawn anew: somebody may be about to write in it.
      if (isEmpty(rows) ? !isEmpty(now) : JSON.stringify(rows) !== JSON.stringify(now)) this.writeRows(rows);
      return this.seen();
    }
    const radios = all<HTMLInputElement>(this.element, "input[type=radio]");
    const range = typeof value === "object" && !Array.isArray(value) ? value : undefined;
    const text = typeof value === "string" ? value : (range?.low ?? "");
    for (const radio of radios) radio.checked = radio.value === text;
    const low = this.part("low");
    if (low) {
      low.value = text;
      this.part("high")!.value = range?.high ?? text;
    } else if (!radios.length) {
      this.controls()[0]!.value = text;
    }
    const sure = this.part("sure");
    if (sure) sure.value = range?.sure ?? "";
    this.seen();
  }

  /** Tells the style sheet whether there is something to print. */
  seen(): void {
    this.element.classList.toggle("is-filled", !isEmpty(this.read()));
    for (const area of all<HTMLTextAreaElement>(this.element, "textarea")) grow(area);
  }

  /** Whether a value that was chosen is whole: a date is not while its year is typed, digit by digit. */
  whole(): boolean {
    return this.kind !== "date" || /^[1-9]\d{3}-/.test(this.controls()[0]!.value);
  }

  /** Lets only those change it that have not locked it. */
  lock(locked: boolean): void {
    for (const control of this.controls()) {
      if (control.matches("select, [type=radio]")) control.disabled = locked;
      else (control as HTMLInputElement).readOnly = locked;
    }
  }

  /** A sentence where a number was asked for and something else written, or a range cannot be. */
  trouble(): string {
    if (!["number", "money", "range"].includes(this.kind)) return "";
    const odd = this.controls().some(({ value }) => value.trim() && readNumber(value, lang) === undefined);
    return odd ? say("number") : this.fault() || doubted(this.controls().map(({ value }) => value));
  }

  /** What cannot be of a range, in a sentence. */
  fault(): string {
    const [low = "", high = "", sure = ""] = ["low", "high", "sure"].map((name) => this.part(name)?.value);
    const share = readNumber(sure, lang) ?? 0;
    return crossed(low, high, lang) ? say("range.order") : share < 0 || share > 100 ? say("range.sure") : "";
  }

  /** A range of which one end alone is there, in a sentence. */
  half(): string {
    const [low, high] = ["low", "high"].map((name) => this.part(name)?.value.trim());
    return low === undefined || !low === !high ? "" : say("range.half");
  }

  /** Somebody wanted to lock it: half a range is said to be one until it is whole. */
  strict = false;

  /** Says below the field what is wrong with it. */
  note(): void {
    const words = this.trouble() || (this.strict ? this.half() : "");
    const old = one(this.element, ".odd");
    if (old) old.textContent = words;
    else if (words) this.element.append(make("p", { className: "odd", role: "status" }, words));
  }

  private writeRows(rows: string[][]): void {
    for (const row of this.rows()) row.remove();
    one(this.element, "tbody")!.prepend(...(rows.length ? rows : [[]]).map((cells) => {
      const row = this.empty();
      all<Control>(row, "input, textarea").forEach((cell, i) => (cell.value = cells[i] ?? ""));
      return row;
    }));
    this.number();
  }

  /** Those on the screen; paper has some more. */
  private rows(): HTMLElement[] {
    return all(this.element, "tbody tr:not(.on-paper)");
  }

  private empty(): HTMLTableRowElement {
    const row = this.row!.cloneNode(true) as HTMLTableRowElement;
    for (const cell of all<Control>(row, "input, textarea")) {
      cell.value = "";
      limit(cell);
    }
    row.append(make("td", {}, make("button", { type: "button", className: "remove", onclick: () => this.remove(row) }, "\u00d7")));
    return row;
  }

  private growing(): void {
    one(this.element, "thead tr")?.append(make("td", {}));
    this.writeRows([]);
    const add = make("button", {
      type: "button", className: "quiet", onclick: () => {
        const row = this.empty();
        this.rows().at(-1)!.after(row);
        this.number();
        one(row, "input, textarea")?.focus();
      },
    }, say("row"));
    const table = one(this.element, ".table") ?? one(this.element, "table")!;
    table.after(make("p", { className: "buttons" }, add));
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const edge = (): void => {
      // A card for each row where its cells would be a few letters wide.
      if (table.clientWidth) table.classList.toggle("is-cards", table.clientWidth < this.columns().length * narrowest(this.element.dataset.means) * rem);
      // Says where more of the table lies beyond the edge.
      table.classList.toggle("is-wide", Math.abs(table.scrollLeft) + table.clientWidth < table.scrollWidth - 1);
    };
    table.onscroll = edge;
    new ResizeObserver(edge).observe(table);
  }

  /** Begins a row of a table with some cells filled, in the empty one if there is one. */
  add(cells: readonly string[]): void {
    const last = this.rows().at(-1)!;
    const free = all<Control>(last, "input, textarea").every(({ value }) => !value.trim());
    const row = free ? last : this.empty();
    if (!free) last.after(row);
    const controls = all<Control>(row, "input, textarea");
    cells.forEach((cell, i) => (controls[i]!.value = cell));
    this.number();
    controls[cells.length]?.focus();
    controls[0]!.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** A row with something in it goes at the second press. */
  private remove(row: HTMLElement): void {
    const button = one(row, ".remove")!;
    if (!button.dataset.sure && all<Control>(row, "input, textarea").some(({ value }) => value.trim())) {
      button.dataset.sure = button.textContent!;
      button.textContent = say("remove.sure");
      button.onblur = () => {
        button.textContent = button.dataset.sure ?? "";
        delete button.dataset.sure;
      };
      return;
    }
    const at = this.rows().indexOf(row);
    row.remove();
    const next = this.rows()[at] ?? this.rows()[at - 1];
    if (!next) this.writeRows([]);
    this.number();
    one(next ?? this.element, "input, textarea")?.focus();
    this.changed();
  }

  /** Each control of a row says which row it is in. */
  private number(): void {
    const columns = this.columns();
    this.rows().forEach((row, i) => {
      all<Control>(row, "input, textarea").forEach((cell, column) => {
        cell.removeAttribute("id");
        cell.ariaLabel = say("cell", { said: columns[column], n: i + 1 });
        cell.closest("td")!.dataset.column = columns[column]; // said above it where there is no room for a row
      });
      one(row, ".remove")!.ariaLabel = say("remove", { n: i + 1 });
    });
  }

  columns(): string[] {
    return all(this.element, "thead th").map(words);
  }

  unit(): string {
    return words(one(this.element, ".unit"));
  }
}

/** How many rem a column needs: of words, or in tables that hold numbers. */
const narrowest = (means?: string): number => (means === "alternatives" || means === "points" ? 6.5 : 9);

/** Which of two numbers is meant, in a sentence, where somebody may well mean the other one. */
export function doubted(texts: readonly string[]): string {
  const said = texts.find((text) => doubt(text, lang)) ?? "";
  const { first, other } = doubt(said, lang) ?? {};
  return other === undefined ? "" : say("number.doubt", { said: said.trim(), first: figure.format(first!), other: figure.format(other) });
}

const figure = new Intl.NumberFormat(lang, { maximumFractionDigits: 3 });

function limit(control: Control): void {
  if (control.matches("[type=date]")) (control as HTMLInputElement).max ||= "9999-12-31"; // a fifth digit of the year is a slip
  if ("maxLength" in control && control.maxLength < 0) control.maxLength = control.matches("textarea:not(td *)") ? 20_000 : 500;
}

/** Makes room for what is written where the style sheet cannot. */
export function grow(area: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}
