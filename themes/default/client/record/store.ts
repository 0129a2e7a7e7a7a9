// The record in the browser's database: what is written, and in which transaction.
// A profile's entries, drafts and notes lie under its id, so that one transaction
// sees only them. What is written is on the disk when a promise here is kept.
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import type { Box } from "./box";
import type { Kept } from "./merge";
import { isEvent } from "./validate";

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

  /** The profile that is chosen among all; kept where it is new. */
  async profile(choose: (all: Profile[]) => Profile): Promise<Profile> {
    const tx = this.write("profiles");
    const store = tx.objectStore("profiles");
    const found = choose(await store.getAll());
    await store.put(found);
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
    const [head, saved, keys, values] = await Promise.all([
      tx.objectStore("meta").get([profile, "head"]),
      tx.objectStore("meta").get([profile, "saved"]),
      tx.objectStore("events").getAllKeys(of(profile)),
      tx.objectStore("events").getAll(of(profile)),
    ]);
    const { events, unreadable } = unpack(profile, box, keys, values);
    return { head: headIn(head), saved: saved as Saved | undefined, events, unreadable };
  }

  /** Entries by their ids, and where the head stands; those that are gone are left out. */
  async some(profile: string, box: Box, ids: readonly string[]): Promise<{ head: Head | undefined; events: Map<string, Kept> }> {
    const tx = this.db.transaction(["events", "meta"]);
    const head = headIn(await tx.objectStore("meta").get([profile, "head"]));
    const keys = ids.map((id): [string, string] => [profile, id]);
    const values = await Promise.all(keys.map((key) => tx.objectStore("events").get(key)));
    return { head, events: unpack(profile, box, keys, values).events };
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
      ? unpack(profile, box, await events.getAllKeys(of(profile)), await events.getAll(of(profile))).events
      : new Map<string, Kept>();
    let change: Change;
    try {
      change = work(head, now);
    } catch (error) {
      tx.abort();
      await tx.done.catch(() => undefined);
      throw error;
    }
    const writes: Promise<unknown>[] = [];
    for (const [id, kept] of change.put) writes.push(events.put(box.put(kept, `${profile}/${id}`), [profile, id]));
    for (const id of change.drop) writes.push(events.delete([profile, id]));
    writes.push(tx.objectStore("meta").put(change.head, [profile, "head"]));
    if (change.saved) writes.push(tx.objectStore("meta").put(change.saved, [profile, "saved"]));
    await Promise.all([...writes, tx.done]);
    return change;
  }

  /** Puts everything of a profile into another box: a passphrase was set, or taken away. */
  async rewrite(profile: Profile, from: Box, to: Box): Promise<void> {
    const tx = this.write("profiles", "events", "drafts");
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
  return head && typeof head.dev === "string" && [head.seq, head.lam, head.changes].every(Number.isInteger) ? head : undefined;
}

function unpack(profile: string, box: Box, keys: readonly [string, string][], values: readonly unknown[]): { events: Map<string, Kept>; unreadable: number } {
  const events = new Map<string, Kept>();
  let unreadable = 0;
  for (const [i, [, id]] of keys.entries()) {
    const stored = values[i];
    if (stored === undefined) continue;
    try {
      const kept = box.take(stored, `${profile}/${id}`) as Kept;
      if (!Array.isArray(kept) ? !isEvent(kept) || kept.id !== id : !kept.length || !kept.every((one) => isEvent(one) && one.id === id)) throw new TypeError("no entry, or another");
      events.set(id, kept);
    } catch {
      unreadable++;
    }
  }
  return { events, unreadable };
}
