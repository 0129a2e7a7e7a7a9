// A second copy of a record, in the browser's local storage. A crash in the middle
// of a write can leave Chromium a database that it finds damaged the next time but
// one; it then deletes all that a site has in databases. See docs/record.md.
import type { Box } from "./box";
import { eventId } from "./ids";
import { leftIn, type Left } from "./leaving";
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
  /** Takes what a page leaves, where there is room; what pages have left; drops that, once it is written. */
  leave(left: Left): boolean;
  left(): Left[];
  taken(): void;
  /** Whether a name in the local storage is of something that a page of another tab has left. */
  isLeft(key: string): boolean;
  /** Makes up for what it lacks of a record, while that is open; says which file holds the record. */
  settle(now: () => Whole | undefined, saved: Saved | undefined): Saved | undefined;
  savedAs(saved: Pick<Saved, "at" | "name">): void;
  /** Where drafts lie besides the database, and count more; undefined where pages have it in common. */
  readonly drafts?: Drafts | undefined;
  /** Not everything has room in it, and it matters. */
  readonly fails: boolean;
}

export interface Drafts {
  /** Undefined where nothing is known; a draft that was dropped has no value. */
  get(key: string): { value?: unknown } | undefined;
  set(key: string, value: unknown): void;
}

/** A record, and where its count of changes stands. */
export interface Whole {
  events: ReadonlyMap<string, Kept>;
  changes: number;
}

const most = 1_000_000; // signs: other pages of the address share the room
const atOnce = 20_000; // signs of what is written at once
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

/** What the database says by now: another tab may have locked a profile, or erased it. */
export interface Current {
  profile: Profile | undefined;
  changes: number;
  /** Its entries. */
  count: number;
}

export class Copy implements Beside {
  readonly fails = false; // what it lacks is in the database
  private readonly name: string;
  private readonly lock: string;
  private back: string[] | undefined; // the ids that have come back
  private leaving = ""; // where this page leaves what it must
  private found: string[] = []; // where others have

  constructor(site: string, private readonly profile: Profile, private readonly box: Box, private readonly current: () => Promise<Current>) {
    this.name = nameOf(site, profile.id);
    this.lock = lockOf(profile);
  }

  /** What it holds, for a record that has lost everything. */
  all(known: number): Kept[] {
    const out = new Map<string, Kept>();
    for (const { key } of known ? [] : this.pieces().filter(({ own }) => own)) {
      try {
        const found = JSON.parse(localStorage.getItem(key) ?? "") as Pack & { sealed?: string };
        for (const [id, kept] of unpack({ ...found, body: bodyOf(found) }, this.box, this.name) ?? []) if (isKept(kept, id)) out.set(id, kept);
      } catch {
        // It is damaged.
      }
    }
    if (out.size) this.back = [...out.keys()];
    return [...out.values()];
  }

  leave(left: Left): boolean {
    const text = JSON.stringify(asText(this.box.put(left, this.name)));
    this.leaving ||= `${leftOf(this.name)}${this.lock}:${Date.now()}-${eventId()}`;
    return this.set(this.leaving, text) || this.set(this.leaving, text); // the copy has made room
  }

  left(): Left[] {
    this.found = keys(`${leftOf(this.name)}${this.lock}:`).sort(); // by time
    return this.found.map((key) => {
      try {
        return leftIn(this.box.take(bodyOf(JSON.parse(localStorage.getItem(key) ?? "")), this.name));
      } catch {
        return leftIn({}); // it is damaged
      }
    });
  }

  taken(): void {
    for (const key of this.found) remove(key);
  }

  isLeft(key: string): boolean {
    return key.startsWith(`${leftOf(this.name)}${this.lock}:`);
  }

  /** Adds what was written last; `to` is the count of changes now. What was deleted must not stay. */
  put(news: readonly Kept[], to: number, dropped: boolean): void {
    if (dropped) return remove(this.name + ":");
    const from = to - news.length;
    const pieces = this.pieces();
    // Behind a gap a piece would be of no use; the next page makes up for it.
    if (news.length === 0 || this.back || pieces.length > 2 * many || (from > 0 && !pieces.some((piece) => piece.own && piece.to >= from))) return;
    const text = this.text(news, to);
    if (text.length < atOnce) this.set(this.place(from, to), text);
    if (from === 0) this.sign();
  }

  /** Sees that everything is in it: at once after it has come back, else once the page has come to rest. */
  settle(now: () => Whole | undefined, saved: Saved | undefined): Saved | undefined {
    const { back } = this;
    if (back) {
      const whole = now();
      // Not taken in, as without room: then it is all there is.
      if (!whole || !back.every((id) => whole.events.has(id))) return saved;
      this.anew(whole);
      this.back = undefined;
      return saved;
    }
    const work = async (): Promise<void> => {
      const { profile, changes } = await this.current();
      const whole = now();
      // Another tab has written or locked it meanwhile: what this one knows is old.
      if (!whole || !changes || changes !== whole.changes || !profile || lockOf(profile) !== this.lock) return;
      if (this.isWhole(changes)) return this.sign();
      this.anew(whole);
      // Another tab may have deleted something meanwhile: then not every change has added an entry.
      const later = await this.current();
      if (later.count - whole.events.size < later.changes - changes) remove(this.name + ":");
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
    return end >= changes && pieces.length <= many && pieces.every(({ own }) => own) && pieces.reduce((n, { key }) => n + (localStorage.getItem(key)?.length ?? 0), 0) < most;
  }

  /** One piece in place of all; none where there is no room for it. */
  private anew({ events, changes }: Whole): void {
    const large = Number(read(this.name + tooLarge)) || 0; // how many entries had no room
    const text = events.size > entries || (large > 0 && events.size >= large) ? "" : this.text([...events.values()], changes);
    remove(this.name + ":");
    if (text && text.length < most) {
      this.set(this.place(0, changes), text);
      this.sign();
    } else {
      this.away();
      this.set(this.name + tooLarge, String(large || events.size));
    }
  }

  private text(list: readonly Kept[], to: number): string {
    const { body, ...made } = pack(to, list, this.box, this.name);
    return JSON.stringify({ ...made, ...asText(body) });
  }

  /** Says whose it is, and how it is locked. */
  private sign(): void {
    const { lock, ...profile } = this.profile;
    const text = JSON.stringify({ ...profile, used: "", ...(lock && { lock: { ...lock, salt: [...lock.salt], key: [...lock.key] } }) });
    this.set(this.name, text);
  }

  private set(key: string, text: string): boolean {
    try {
      if (localStorage.getItem(key) !== text) localStorage.setItem(key, text);
      return true;
    } catch {
      this.away(); // it is refused, or there is no room: others of the address may need it
      return false;
    }
  }

  /** Removes the copy, and nothing that pages have left. */
  private away(): void {
    remove(this.name + ":");
    for (const key of [this.name, this.name + tooLarge]) if (read(key) !== null) localStorage.removeItem(key);
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

/** A body as JSON can hold it, and back. */
const asText = (body: unknown): { body?: unknown; sealed?: string } => (body instanceof Uint8Array ? { sealed: Array.from(body, (byte) => String.fromCharCode(byte)).join("") } : { body });
const bodyOf = ({ body, sealed }: { body?: unknown; sealed?: string }): unknown => (sealed === undefined ? body : Uint8Array.from(sealed, (sign) => sign.charCodeAt(0)));

/** Behind the name: how many entries had no room. */
const tooLarge = "!large";

/** Before the lock: what pages have left. */
const leftOf = (name: string): string => name + "!left:";

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

/** Removes what is copied of somebody under another lock than theirs; without theirs, all but who they are. */
export function forgetPieces(site: string, { id, ...profile }: Profile, all = false): void {
  for (const name of [nameOf(site, id) + ":", leftOf(nameOf(site, id))]) {
    for (const key of keys(name)) if (all || key.slice(name.length).split(":")[0] !== lockOf({ id, ...profile })) localStorage.removeItem(key);
  }
}

/** Removes what is copied of anybody else: they were erased, be it that the browser has ended before it had forgotten them. */
export function forgetOthers(site: string, profiles: readonly Profile[]): void {
  for (const key of keys(nameOf(site, ""))) {
    const id = key.slice(nameOf(site, "").length).split(/[:!]/)[0];
    if (!profiles.some((one) => one.id === id)) localStorage.removeItem(key);
  }
}

/** Removes all that is copied of somebody. */
export const forget = (site: string, profile: string): void => remove(nameOf(site, profile));

/** Tells locks apart. */
const lockOf = ({ lock }: Profile): string => (lock ? lock.salt.slice(0, 8).join(".") : "open");

const nameOf = (site: string, profile: string): string => `parley-copy:${site}:${profile}`;

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

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
