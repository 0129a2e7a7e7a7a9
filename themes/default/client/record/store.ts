// The record in the browser's database: what is written, and in which transaction.
// A profile's entries, drafts and notes lie under its id, so that one transaction
// sees only them. What is written is on the disk when a promise here is kept.
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import type { Box } from "./box";
import type { Kept } from "./merge";
import { pack, room, unpack, worth, type Pack } from "./pack";
import { isKept } from "./validate";

/** Somebody who uses this browser. */
export interface Profile {
  id: string;
  name: string;
  made: string;
  /** How the key is locked away by a passphrase. */
  lock?: Lock;
  /** The key lies in one tab alone: what is kept cannot be read once the tab is closed. */
  tab?: true;
  /** When it was last opened: ISO 8601. */
  used: string;
}

export interface Lock {
  salt: Uint8Array;
  rounds: number;
  /** The key of the entries, sealed by the key that the passphrase gives. */
  key: Uint8Array;
}

/** Where a profile's own entries stand in this browser. */
export interface Head {
  dev: string;
  seq: number;
  lam: number;
  /** Counts what was ever written: a tab that knows less reads again, and My file what it lacks. */
  changes: number;
  /** The clock at the last entry. */
  at: string;
  /** The ids of what was written since the pack was made, where there is one. */
  since?: string[] | undefined;
}

/** The last file that holds the record. */
export interface Saved {
  at: string;
  changes: number;
  name: string;
  file?: FileSystemFileHandle;
}

interface Shape extends DBSchema {
  profiles: { key: string; value: Profile };
  events: { key: [string, string]; value: unknown };
  drafts: { key: [string, string]; value: unknown };
  meta: { key: [string, string]; value: unknown };
}

const version = 1;
const stores = ["profiles", "events", "drafts", "meta"] as const;
type Name = (typeof stores)[number];
type Writing = IDBPTransaction<Shape, Name[], "readwrite">;

/** What a store tells of itself. */
export interface Told {
  /** An older tab keeps the database from being opened. */
  blocked(): void;
  /** The database is gone: the browser cleared it, or a newer tab needs it. */
  gone(newer: boolean): void;
}

/** All that a profile has in the database. */
export interface Contents {
  head: Head | undefined;
  saved: Saved | undefined;
  events: Map<string, Kept>;
  /** How many entries could not be opened. */
  unreadable: number;
}

/** Every key of one profile. */
const of = (profile: string, from = "", to: unknown = []): IDBKeyRange => IDBKeyRange.bound([profile, from], [profile, to]);

export class Store {
  private constructor(private readonly db: IDBPDatabase<Shape>) {}

  /** Opens a site's database; fails where the browser refuses, or a newer Parley wrote it. */
  static async open(site: string, told: Told): Promise<Store> {
    const db = await openDB<Shape>("parley:" + site, version, {
      upgrade(made) {
        for (const name of stores) {
          if (name === "profiles") made.createObjectStore(name, { keyPath: "id" });
          else made.createObjectStore(name);
        }
      },
      blocked: () => told.blocked(),
      blocking(_was, will, event) {
        (event.target as IDBDatabase).close(); // or a newer tab waits for this one
        told.gone(will !== null); // null: it is removed
      },
      terminated: () => told.gone(false),
    });
    return new Store(db);
  }

  close(): void {
    this.db.close();
  }

  profiles(): Promise<Profile[]> {
    return this.db.getAll("profiles");
  }

  /** The profile that is chosen among all; kept where it is another than they are, with those that also is then. */
  async profile(choose: (all: Profile[]) => Profile, also: () => readonly Profile[] = () => []): Promise<Profile> {
    const tx = this.db.transaction("profiles", "readwrite"); // what matters is written after it, and takes it along
    const all = await tx.store.getAll();
    const found = choose(all);
    if (!all.includes(found)) await tx.store.put(found);
    for (const other of also()) if (other !== found) await tx.store.put(other);
    await tx.done;
    return found;
  }

  async putProfile(profile: Profile): Promise<void> {
    const tx = this.write("profiles");
    await tx.objectStore("profiles").put(profile);
    await tx.done;
  }

  /** Removes a profile and everything of it. */
  async erase(profile: string): Promise<void> {
    const tx = this.write(...stores);
    await tx.objectStore("profiles").delete(profile);
    for (const name of ["events", "drafts", "meta"] as const) await tx.objectStore(name).delete(of(profile));
    await tx.done;
  }

  async load(profile: string, box: Box): Promise<Contents> {
    const tx = this.db.transaction(["events", "meta"]);
    const [entries, meta] = [tx.objectStore("events"), tx.objectStore("meta")];
    const [stored, saved, packed] = await Promise.all(["head", "saved", "pack"].map((key) => meta.get([profile, key])));
    const head = headIn(stored);
    const { changes, since = [] } = head ?? {};
    let found: Found | undefined;
    try {
      // An older Parley counts what it writes, and does not note it.
      if (packed && head?.since && (packed as Pack).changes + since.length === changes) {
        const keys = since.map((id): [string, string] => [profile, id]);
        const news = entriesOf(profile, box, keys, await Promise.all(keys.map((key) => entries.get(key))));
        const events = unpack(packed as Pack, box, profile + "/pack");
        for (const [id, kept] of news.events) events?.set(id, kept);
        if (events) found = { ...news, events };
      }
    } catch {
      // It is damaged.
    }
    const fits = found && since.length < room / 2;
    found ??= entriesOf(profile, box, ...(await Promise.all([entries.getAllKeys(of(profile)), entries.getAll(of(profile))])));
    if (changes && !fits && !found.unreadable && (packed || found.events.size > worth)) this.packLater(profile, box, changes, [...found.events.values()]);
    return { head, saved: saved as Saved | undefined, ...found };
  }

  /** Makes a pack once the page has come to rest, unless something was written meanwhile. */
  private packLater(profile: string, box: Box, changes: number, list: readonly Kept[]): void {
    const work = async (): Promise<void> => {
      const made = pack(changes, list, box, profile + "/pack");
      const tx = this.db.transaction(["events", "meta"], "readwrite");
      const meta = tx.objectStore("meta");
      const head = headIn(await meta.get([profile, "head"]));
      // Another tab may have put everything into another box, which no count tells.
      const id = [list[0] ?? []].flat()[0]?.id ?? "";
      const one = await tx.objectStore("events").get([profile, id]);
      if (head?.changes === changes && entriesOf(profile, box, [[profile, id]], [one]).events.size) {
        await Promise.all([meta.put(made, [profile, "pack"]), meta.put({ ...head, since: [] }, [profile, "head"])]);
      }
      await tx.done;
    };
    setTimeout(() => (window.requestIdleCallback ?? setTimeout)(() => void work().catch(() => undefined)), 1000);
  }

  count(profile: string): Promise<number> {
    return this.db.count("events", of(profile));
  }

  /** Entries by their ids, and where the head stands; those that are gone are left out. */
  async some(profile: string, box: Box, ids: readonly string[]): Promise<{ head: Head | undefined; events: Map<string, Kept> }> {
    const tx = this.db.transaction(["events", "meta"]);
    const head = headIn(await tx.objectStore("meta").get([profile, "head"]));
    const keys = ids.map((id): [string, string] => [profile, id]);
    const values = await Promise.all(keys.map((key) => tx.objectStore("events").get(key)));
    return { head, events: entriesOf(profile, box, keys, values).events };
  }

  /**
   * Changes a profile's entries in one transaction. The head is the one that holds
   * at that moment; work says what to put and which ids to drop, and may change the
   * head. With `all`, work sees all entries, for it to merge others into them.
   */
  async change(profile: string, box: Box, work: (head: Head | undefined, events: Map<string, Kept>) => Change, all = false): Promise<Change> {
    const tx = this.write("events", "meta");
    const events = tx.objectStore("events");
    const head = headIn(await tx.objectStore("meta").get([profile, "head"]));
    const now = all
      ? entriesOf(profile, box, await events.getAllKeys(of(profile)), await events.getAll(of(profile))).events
      : new Map<string, Kept>();
    let change: Change;
    try {
      change = work(head, now);
    } catch (error) {
      tx.abort();
      await tx.done.catch(() => undefined);
      throw error;
    }
    const meta = tx.objectStore("meta");
    const writes: Promise<unknown>[] = [];
    const since = [...(head?.since ?? []), ...[...change.put].map(([id]) => id)];
    const drop = [...change.drop];
    // What was deleted must not stay in the pack.
    const unpacks = all || drop.length > 0 || since.length > room;
    for (const [id, kept] of change.put) writes.push(events.put(box.put(kept, `${profile}/${id}`), [profile, id]));
    for (const id of drop) writes.push(events.delete([profile, id]));
    if (unpacks) writes.push(meta.delete([profile, "pack"]));
    writes.push(meta.put({ ...change.head, since: head?.since && !unpacks ? since : undefined }, [profile, "head"]));
    if (change.saved) writes.push(meta.put(change.saved, [profile, "saved"]));
    await Promise.all([...writes, tx.done]);
    return change;
  }

  /** Puts everything of a profile into another box: a passphrase was set, or taken away. */
  async rewrite(profile: Profile, from: Box, to: Box): Promise<void> {
    const tx = this.write("profiles", "events", "drafts", "meta");
    await tx.objectStore("meta").delete([profile.id, "pack"]);
    for (const name of ["events", "drafts"] as const) {
      const store = tx.objectStore(name);
      const keys = await store.getAllKeys(of(profile.id));
      const values = await store.getAll(of(profile.id));
      for (const [i, key] of keys.entries()) {
        const place = key.join("/");
        await store.put(to.put(from.take(values[i], place), place), key);
      }
    }
    await tx.objectStore("profiles").put(profile);
    await tx.done;
  }

  async note(profile: string, key: string): Promise<unknown> {
    return this.db.get("meta", [profile, key]);
  }

  async putNote(profile: string, key: string, value: unknown): Promise<void> {
    const tx = this.write("meta");
    if (value === undefined) await tx.objectStore("meta").delete([profile, key]);
    else await tx.objectStore("meta").put(value, [profile, key]);
    await tx.done;
  }

  async draft(profile: string, box: Box, key: string): Promise<unknown> {
    const stored = await this.db.get("drafts", [profile, key]);
    return stored === undefined ? undefined : box.take(stored, `${profile}/${key}`);
  }

  async putDraft(profile: string, box: Box, key: string, value: unknown): Promise<void> {
    const tx = this.write("drafts");
    if (value === undefined) await tx.objectStore("drafts").delete([profile, key]);
    else await tx.objectStore("drafts").put(box.put(value, `${profile}/${key}`), [profile, key]);
    await tx.done;
  }

  private write(...names: Name[]): Writing {
    return this.db.transaction(names, "readwrite", { durability: "strict" });
  }
}

/** What a transaction shall do, and where the head stands after it. */
export interface Change {
  put: Iterable<[string, Kept]>;
  drop: Iterable<string>;
  head: Head;
  saved?: Saved;
}

/** A head that is damaged is none: another begins, as of another device. */
function headIn(stored: unknown): Head | undefined {
  const head = stored as Head | undefined;
  return head && typeof head.dev === "string" && [head.seq, head.lam, head.changes].every(Number.isInteger) && Array.isArray(head.since ?? []) ? head : undefined;
}

type Found = Pick<Contents, "events" | "unreadable">;

function entriesOf(profile: string, box: Box, keys: readonly [string, string][], values: readonly unknown[]): Found {
  const events = new Map<string, Kept>();
  let unreadable = 0;
  for (const [i, [, id]] of keys.entries()) {
    const stored = values[i];
    if (stored === undefined) continue;
    try {
      const kept = box.take(stored, `${profile}/${id}`);
      if (!isKept(kept, id)) throw new TypeError("no entry, or another");
      events.set(id, kept);
    } catch {
      unreadable++;
    }
  }
  return { events, unreadable };
}
