// What one tab knows: keys, who is at work, and on a disk what is carried from page
// to page. It goes with the tab. sessionStorage may be refused; then it lasts as long
// as the page.
import type { Box } from "./box";
import type { Beside, Drafts, Whole } from "./copy";
import { joined, leftIn, type Left } from "./leaving";
import type { Kept } from "./merge";
import type { Event } from "./schema";
import type { Saved } from "./store";
import { isEvent } from "./validate";

const kept = new Map<string, string>();
let frame: Window | undefined; // keeps it, once joined

export function recall(key: string): string | undefined {
  if (frame) return kept.get(key);
  try {
    return sessionStorage.getItem(key) ?? kept.get(key);
  } catch {
    return kept.get(key);
  }
}

/** Whether the tab has room for it. */
export function retain(key: string, value: string | undefined): boolean {
  if (value === undefined) kept.delete(key);
  else kept.set(key, value);
  if (frame) {
    frame.postMessage({ key, value } satisfies Told, "*"); // a disk has no origin to name
    return [...kept].reduce((n, [name, text]) => n + name.length + text.length, 0) < room;
  }
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
    return true;
  } catch {
    return false; // it lasts as long as the page
  }
}

const room = 4_500_000; // signs; Firefox has 5 MB for a page and a tab

/**
 * Firefox gives each page of a disk a storage of its own, but one page the same
 * wherever it stands: so a frame with frame.html in it keeps what sessionStorage
 * keeps elsewhere. False where no frame answers.
 */
export function join(address: string): Promise<boolean> {
  const holder = Object.assign(document.createElement("iframe"), { hidden: true, src: address });
  return new Promise((done) => {
    let late = false;
    const none = (): void => ((late = true), done(false));
    addEventListener("message", ({ source, data }: MessageEvent<Told>) => {
      if (!source || source !== holder.contentWindow || frame || late || !Array.isArray(data?.all)) return;
      frame = holder.contentWindow;
      for (const [key, value] of data.all) kept.set(key, value);
      // A page that comes back from the browser's memory does not know what others have put there.
      addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
      done(true);
    });
    addEventListener("message", ({ source, data }: MessageEvent<Told>) => {
      if (source === holder.contentWindow && typeof data?.full === "string") kept.set(data.full, "1");
    });
    holder.onload = () => holder.contentWindow?.postMessage({ all: true } satisfies Told, "*");
    setTimeout(none, 3000); // where there is no such file nothing is loaded, nor said
    document.body.append(holder);
  });
}

/** What a page and its frame say: give me all; here is all; keep this; this profile is erased; there is no room. */
export interface Told {
  all?: true | [string, string][];
  key?: string;
  value?: string | undefined;
  erased?: string;
  /** The frame has no room: the name of the note that says so. */
  full?: string;
}

/** Tells the frame, where there is one, that nothing of a profile is to be found any more. */
export function erased(profile: string): void {
  frame?.postMessage({ erased: profile } satisfies Told, "*");
}

export const written = (bytes: Uint8Array): string => [...bytes].join();

/** The bytes of a key; undefined for what is none. */
export function bytesOf(text: string | undefined): Uint8Array | undefined {
  const list = text?.split(",").map(Number) ?? [];
  return list.length === 32 && list.every((n) => n >= 0 && n < 256) ? Uint8Array.from(list) : undefined;
}

/** What was done while a record was locked: the tab takes it along until the record is opened. */
export function tabbed(profile: string, events?: readonly Event[]): Event[] {
  const key = "parley-loose:" + profile;
  if (events) retain(key, events.length ? JSON.stringify(events) : undefined);
  try {
    return (JSON.parse(recall(key) ?? "[]") as unknown[]).filter((event): event is Event => isEvent(event));
  } catch {
    return [];
  }
}

/**
 * Carries entries from page to page of one tab. Firefox gives every page of a disk
 * a database of its own, but they share what the tab knows: see join.
 */
export class Carry implements Beside {
  private count = 0;

  /** Apart: this page lacks what another page of the tab has begun. */
  constructor(private readonly name: string, private readonly box: Box, apart: boolean) {
    if (apart) retain(name + ":apart", "1");
  }

  /** Pages are apart, and there is no room to carry everything: some of it stays on its page. */
  get fails(): boolean {
    return recall(this.name + ":apart") !== undefined && recall(this.name + ":full") !== undefined;
  }

  /** What other pages have put here; what does not open is left out. */
  all(): Kept[] {
    return this.pieces().map(([, kept]) => kept);
  }

  /** Each with the number of its piece. */
  private pieces(): [number, Kept][] {
    const out: [number, Kept][] = [];
    for (this.count = 0; ; this.count++) {
      if (recall(this.place()) === undefined) return out;
      for (const kept of (this.opened(this.place()) ?? []) as Kept[]) out.push([this.count, kept]);
    }
  }

  put(entries: readonly Kept[]): void {
    if (entries.length === 0) return;
    while (recall(this.place()) !== undefined) this.count++;
    const sealed = this.box.put(entries, this.place()) as Uint8Array;
    const room = sealed.length < most && retain(this.place(), signs(sealed));
    if (!room) retain(this.name + ":full", "1");
  }

  /** What an earlier page has left comes first: it may still be on its way. */
  leave(left: Left): boolean {
    const all = joined([...this.left(), left]);
    return retain(this.name + ":left", signs(this.box.put(all, this.name + ":left") as Uint8Array));
  }

  left(): Left[] {
    const text = recall(this.name + ":left");
    return text === undefined ? [] : [leftIn(this.opened(this.name + ":left"))];
  }

  taken(): void {
    if (recall(this.name + ":left") !== undefined) retain(this.name + ":left", undefined);
  }

  isLeft(): boolean {
    return false; // a tab has one page
  }

  /**
   * Adds what this page alone has, be it that the tab left too soon; and says which
   * file holds the record, when another page has saved it.
   */
  settle(now: () => Whole | undefined, saved: Saved | undefined): Saved | undefined {
    if (recall(this.name + ":apart") === undefined) return saved; // the database has all of it
    const { events: here, changes } = now() ?? { events: new Map<string, Kept>(), changes: 0 };
    const file = this.file();
    const carried = new Set<string>();
    const later = new Set<string>(); // than the file
    for (const [i, kept] of this.pieces()) {
      for (const { id } of [kept].flat()) {
        carried.add(id);
        if (file && i >= file.count && here.has(id)) later.add(id);
      }
    }
    const left = [...here].filter(([id]) => !carried.has(id));
    if (!recall(this.name + ":full")) this.put(left.map(([, kept]) => kept));
    if (!file || (saved && saved.at >= file.at)) return saved;
    return { at: file.at, name: file.name, changes: changes - later.size - left.length };
  }

  /** Notes that a file holds all that was put so far. */
  savedAs({ at, name }: Pick<Saved, "at" | "name">): void {
    while (recall(this.place()) !== undefined) this.count++;
    retain(this.name + ":file", JSON.stringify({ at, name, count: this.count }));
  }

  private file(): { at: string; name: string; count: number } | undefined {
    try {
      const { at, name, count } = JSON.parse(recall(this.name + ":file") ?? "") as Record<string, unknown>;
      return typeof at === "string" && typeof name === "string" && typeof count === "number" ? { at, name, count } : undefined;
    } catch {
      return undefined;
    }
  }

  /** Pages that share no database share no drafts in it either. */
  get drafts(): Drafts | undefined {
    const place = (key: string): string => `${this.name}:draft:${key}`;
    return frame && {
      get: (key) => this.opened(place(key)) as { value?: unknown } | undefined,
      // One that is dropped is kept as such: the database of another page may have it still.
      set: (key, value) => void (retain(place(key), signs(this.box.put(value === undefined ? {} : { value }, place(key)) as Uint8Array)) || retain(place(key), undefined)),
    };
  }

  /** What is sealed there; undefined for nothing, and for what another key has sealed. */
  private opened(place: string): unknown {
    const text = recall(place);
    try {
      return text === undefined ? undefined : this.box.take(Uint8Array.from(text, (sign) => sign.charCodeAt(0)), place);
    } catch {
      return undefined;
    }
  }

  private place(): string {
    return `${this.name}:${this.count}`;
  }
}

const signs = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

const most = 1_000_000; // bytes at once; a tab has room for some 5 MB
