// What one tab knows: keys, who is at work, and on a disk what is carried from page
// to page. It goes with the tab. sessionStorage may be refused; then it lasts as long
// as the page.
import type { Box } from "./box";
import type { Kept } from "./merge";
import type { Event } from "./schema";
import { isEvent } from "./validate";

const kept = new Map<string, string>();

export function recall(key: string): string | undefined {
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
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
    return true;
  } catch {
    return false; // it lasts as long as the page
  }
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
 * a database of its own, but they share what the tab knows.
 */
export class Carry {
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
    const out: Kept[] = [];
    for (this.count = 0; ; this.count++) {
      const text = recall(this.place());
      if (text === undefined) return out;
      try {
        out.push(...(this.box.take(Uint8Array.from(text, (sign) => sign.charCodeAt(0)), this.place()) as Kept[]));
      } catch {
        // Another key's.
      }
    }
  }

  put(entries: readonly Kept[]): void {
    if (entries.length === 0) return;
    while (recall(this.place()) !== undefined) this.count++;
    const sealed = this.box.put(entries, this.place()) as Uint8Array;
    const room = sealed.length < most && retain(this.place(), Array.from(sealed, (byte) => String.fromCharCode(byte)).join(""));
    if (!room) retain(this.name + ":full", "1");
  }

  private place(): string {
    return `${this.name}:${this.count}`;
  }
}

const most = 1_000_000; // bytes at once; a tab has room for some 5 MB
