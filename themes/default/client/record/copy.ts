// A second copy of a record, in the browser's local storage. A crash in the middle
// of a write can leave Chromium a database that it finds damaged the next time but
// one; it then deletes all that a site has in databases. See docs/record.md.
import type { Box } from "./box";
import type { Kept } from "./merge";
import { pack, unpack, type Pack } from "./pack";
import type { Profile, Saved } from "./store";
import { isKept } from "./validate";

/** Where entries lie besides the database: see Carry and Copy. */
export interface Beside {
  /** What may be missing from a record that knows so many entries. */
  all(known: number): Kept[];
  /** Takes what was written, and where the count of changes stands; something may have been dropped. */
  put(news: readonly Kept[], to: number, dropped: boolean): void;
  /** Makes up for what it lacks of a record, while that is open; says which file holds the record. */
  settle(now: () => Whole | undefined, saved: Saved | undefined): Saved | undefined;
  savedAs(saved: Pick<Saved, "at" | "name">): void;
  /** Not everything has room in it, and it matters. */
  readonly fails: boolean;
}

/** A record, and where its count of changes stands. */
export interface Whole {
  events: ReadonlyMap<string, Kept>;
  changes: number;
}

const most = 1_000_000; // signs: other pages of the address share the room
const entries = 5000; // as many as are copied
const many = 50; // pieces; then they become one

/** Entries that were written together, while the count of changes went from one number to another. */
interface Piece {
  key: string;
  /** Written under our lock. */
  own: boolean;
  from: number;
  to: number;
}

export class Copy implements Beside {
  readonly fails = false; // what it lacks is in the database
  private readonly name: string;
  private readonly lock: string;
  private stale = false;

  /** Current says who the profile is in the database by now: another tab may have locked it, or erased it. */
  constructor(site: string, private readonly profile: Profile, private readonly box: Box, private readonly current: () => Promise<Profile | undefined>) {
    this.name = nameOf(site, profile.id);
    this.lock = lockOf(profile);
  }

  /** What it holds, for a record that has lost everything. */
  all(known: number): Kept[] {
    const out = new Map<string, Kept>();
    for (const { key } of known ? [] : this.pieces().filter(({ own }) => own)) {
      try {
        const found = JSON.parse(localStorage.getItem(key) ?? "") as Pack & { sealed?: string };
        const body = found.sealed === undefined ? found.body : Uint8Array.from(found.sealed, (sign) => sign.charCodeAt(0));
        for (const [id, kept] of unpack({ ...found, body }, this.box, this.name) ?? []) if (isKept(kept, id)) out.set(id, kept);
      } catch {
        // It is damaged, or another passphrase's.
      }
    }
    this.stale = out.size > 0;
    return [...out.values()];
  }

  /** Adds what was written last; `to` is the count of changes now. What was deleted must not stay. */
  put(news: readonly Kept[], to: number, dropped: boolean): void {
    if (dropped) remove(this.name + ":");
    else if (news.length > 0) this.write(news, to - news.length, to);
  }

  /** Sees, once the page has come to rest, that everything is in it. */
  settle(now: () => Whole | undefined, saved: Saved | undefined): Saved | undefined {
    const work = async (): Promise<void> => {
      const profile = await this.current();
      const { events, changes } = now() ?? { changes: 0 };
      if (!profile || lockOf(profile) !== this.lock || !events || !changes) return;
      this.sign();
      if (!this.isWhole(changes)) this.anew([...events.values()], changes);
    };
    setTimeout(() => (window.requestIdleCallback ?? setTimeout)(() => void work().catch(() => undefined)), 1000);
    return saved;
  }

  savedAs(): void {
    // Which file holds the record is not copied: whoever has lost it does well to save it.
  }

  private isWhole(changes: number): boolean {
    const pieces = this.pieces();
    const end = pieces.reduce((at, { from, to }) => (from <= at ? Math.max(at, to) : at), 0);
    return end >= changes && pieces.length <= many && !this.stale && pieces.every(({ own }) => own);
  }

  private anew(all: readonly Kept[], changes: number): void {
    const old = this.pieces();
    if (all.length <= entries) this.write(all, 0, changes);
    // What another tab has written meanwhile stays.
    for (const { key, from, own } of old) if (key !== this.place(0, changes) && (this.stale || !own || from < changes)) localStorage.removeItem(key);
    this.stale = false;
  }

  private write(list: readonly Kept[], from: number, to: number): void {
    const { body, ...made } = pack(to, list, this.box, this.name);
    const text = JSON.stringify({ ...made, ...(body instanceof Uint8Array ? { sealed: Array.from(body, (byte) => String.fromCharCode(byte)).join("") } : { body }) });
    if (text.length < most) this.set(this.place(from, to), text);
    if (from === 0) this.sign();
  }

  /** Says whose it is, and how it is locked. */
  private sign(): void {
    const { lock, ...profile } = this.profile;
    const text = JSON.stringify({ ...profile, used: "", ...(lock && { lock: { ...lock, salt: [...lock.salt], key: [...lock.key] } }) });
    this.set(this.name, text);
  }

  private set(key: string, text: string): void {
    try {
      if (localStorage.getItem(key) !== text) localStorage.setItem(key, text);
    } catch {
      remove(this.name); // it is refused, or there is no room: others of the address may need it
    }
  }

  private place(from: number, to: number): string {
    return `${this.name}:${this.lock}:${from}-${to}`;
  }

  private pieces(): Piece[] {
    const out: Piece[] = [];
    for (const key of keys(this.name + ":")) {
      const [lock, range = ""] = key.slice(this.name.length + 1).split(":");
      const [from = NaN, to = NaN] = range.split("-").map(Number);
      out.push({ key, from, to, own: lock === this.lock && from < to });
    }
    return out.sort((a, b) => a.from - b.from);
  }
}

/** The people whose record there is a copy of. */
export function copied(site: string): Profile[] {
  const out: Profile[] = [];
  for (const key of keys(nameOf(site, ""))) {
    try {
      const { id, name, made, used, lock } = JSON.parse(localStorage.getItem(key)!) as Profile;
      if (nameOf(site, id) === key) out.push({ id, name, made, used, ...(lock && { lock: { rounds: lock.rounds, salt: Uint8Array.from(lock.salt), key: Uint8Array.from(lock.key) } }) });
    } catch {
      // A piece, or damaged.
    }
  }
  return out;
}

/** Removes what is copied of somebody, but for who they are. */
export const forgetPieces = (site: string, profile: string): void => remove(nameOf(site, profile) + ":");

/** Removes all that is copied of somebody. */
export const forget = (site: string, profile: string): void => remove(nameOf(site, profile));

/** Tells locks apart. */
const lockOf = ({ lock }: Profile): string => (lock ? lock.salt.slice(0, 8).join(".") : "open");

const nameOf = (site: string, profile: string): string => `parley-copy:${site}:${profile}`;

function keys(start: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start));
  } catch {
    return []; // it is refused
  }
}

function remove(start: string): void {
  for (const key of keys(start)) localStorage.removeItem(key);
}
