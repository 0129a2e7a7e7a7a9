// Keeps one person's record: what is in memory, what is written, what other tabs
// write. Where nothing can be written, memory keeps it, for My file to take.
import { open as plain, type Box } from "./box";
import type { Beside } from "./copy";
import { Drafting } from "./drafting";
import { fold, grow, type State } from "./fold";
import { deviceId } from "./ids";
import { joined, leaving } from "./leaving";
import { deletes, merge, type Kept } from "./merge";
import type { Moves } from "./refs";
import type { Event, NewEvent } from "./schema";
import { latest, now, soon, stamp } from "./stamp";
import { Store, type Change, type Contents, type Head, type Profile, type Saved } from "./store";
import { tabbed } from "./tab";
import { Tabs, type Said } from "./tabs";
import { passing, Trouble, troubleOf } from "./trouble";
import { Turns } from "./turns";
import { problemOf } from "./validate";

/** A record's entries and what they mean. */
export class Keeper {
  private store: Store | undefined;
  private box: Box = plain;
  private events = new Map<string, Kept>();
  private head: Head | undefined;
  private loose: Event[] = []; // kept in memory alone
  private own: Head | undefined; // of the entries that only memory keeps: a device of its own
  private folded = fold([]);
  private fresh: Event[] | undefined = []; // what came since; undefined where more has changed
  private listeners: ((state: State) => void)[] = [];
  private readonly tabs = new Tabs();
  private readonly turns = new Turns();
  private waiting: NewEvent[] = [];
  private next: Promise<State> | undefined; // will write what waits
  private writing: Event[] = [];
  private left: "" | "nothing" | "something" = ""; // the page is being left, or lies in the browser's memory, with something for the next one
  private trouble: Trouble | undefined;

  /** What is to be said where nothing is wrong: how long the browser keeps the record. */
  notice: Trouble | undefined;
  beside: Beside | undefined;
  profile: Profile = { id: "", name: "", made: "", used: "" };
  saved: Saved | undefined;
  /** Pages that moved: what was done there counts under their names of today. */
  moves: Moves = new Map();
  unreadable = 0;
  state: State = this.folded;

  constructor(private readonly site: string) {}

  /** Takes over a profile, or none where the browser keeps nothing. */
  async begin(store: Store | undefined, profile: Profile, box: Box, trouble?: Trouble, beside?: Beside): Promise<void> {
    const another = this.profile.id !== "" && profile.id !== this.profile.id;
    if (another) await this.turns.take(async () => this.draft.unwritten.clear()); // nobody's entries become another's
    if (another || !this.loose.length) this.loose = tabbed(profile.id);
    if (another || trouble?.kind === "locked") {
      this.events = new Map();
      this.fresh = this.head = this.own = this.saved = undefined;
      this.unreadable = 0;
    }
    this.store = store;
    this.profile = profile;
    this.box = box;
    this.trouble = trouble;
    this.beside = beside;
    if (!store || trouble?.kind === "locked") {
      for (const event of this.loose) this.keep(event);
      return void this.show();
    }
    try {
      this.take(await store.load(profile.id, box));
    } catch (error) {
      this.fails(error, true);
    }
    if (this.unreadable) this.trouble ??= new Trouble("unreadable");
    if (this.head && this.head.at > soon()) this.trouble ??= new Trouble("clock");
    this.listen();
    await this.takeIn(beside?.all(this.head?.changes ?? 0));
    if (this.store && this.loose.length) await this.write().catch(() => undefined);
    if (beside && !this.unreadable) this.saved = beside.settle(() => (this.beside === beside ? { events: this.events, changes: this.head?.changes ?? 0 } : undefined), this.saved);
    if (beside?.fails) this.trouble ??= new Trouble("apart");
    this.show();
  }

  /** Takes in what lies beside the database: what pages have left, and what came back. */
  private async takeIn(back: readonly Kept[] = []): Promise<void> {
    const { beside } = this;
    const { events = [], drafts = [] } = beside ? joined(beside.left()) : {};
    const more = [...back, ...events].filter((kept) => !this.events.has([kept].flat()[0]?.id ?? ""));
    for (const [key, value] of [...drafts, ...this.draft.unwritten]) void this.draft.set(key, value); // what was typed on this page comes last
    try {
      if (more.length) await this.merging(more);
      if (this.store) beside?.taken();
    } catch (error) {
      this.fails(error, false);
      // It counts here all the same, and for My file.
      this.loose.push(...events.filter(({ id }) => !this.events.has(id)));
      for (const event of this.loose) this.keep(event);
    }
  }

  /** Writes events; kept once they are on the disk. Rejected with a Trouble they are kept in memory. */
  add(...news: NewEvent[]): Promise<State> {
    // What no file could bring back is not written either.
    const sample = { id: "A".repeat(22), dev: "A".repeat(11), seq: 1, lam: 1, at: now(), v: 1 };
    if (news.some((event) => problemOf({ ...event, ...sample }))) return Promise.reject(new Trouble("invalid"));
    this.waiting.push(...news);
    if (this.left) this.leave();
    // What waits is written at once: a disk may be slow.
    return (this.next ??= this.turns.take(() => this.write()));
  }

  private async write(): Promise<State> {
    const { beside, store } = this;
    this.next = undefined;
    if (store && this.trouble?.kind !== "locked") {
      let news: NewEvent[] = [];
      try {
        let known = 0;
        const change = await store.change(this.profile.id, this.box, (head = this.firstHead()) => {
          known = head.changes;
          const stamped = stamp({ ...head, lam: latest(head.lam, this.loose) }, (news = this.waiting.splice(0)));
          this.writing = stamped.events;
          const put = [...this.loose, ...this.writing];
          return {
            put: put.map((event): [string, Kept] => [event.id, event]),
            drop: put.flatMap(deletes),
            head: { ...stamped.head, changes: head.changes + put.length },
          };
        });
        news = [];
        const behind = known !== (this.head?.changes ?? 0);
        this.told(change, this.writing.splice(0), beside);
        if (behind) await this.again();
        return this.show();
      } catch (error) {
        this.writing = [];
        this.waiting.unshift(...news);
        this.fails(error, false);
      }
    }
    this.loosen();
    this.show();
    throw this.trouble ?? new Trouble("failed");
  }

  /** Keeps what waits in memory alone. */
  private loosen(): void {
    if (this.waiting.length === 0) return;
    const first = { ...this.firstHead(), changes: 0 };
    const { events, head } = stamp({ ...(this.own ?? first), lam: latest(first.lam, this.writing) }, this.waiting.splice(0));
    this.own = head;
    this.loose.push(...events);
    for (const event of events) this.keep(event);
    if (this.trouble?.kind === "locked") tabbed(this.profile.id, this.loose);
  }

  /** What is not on the disk yet may go with the page: a browser ends a write with the page that began it. */
  private leave(): void {
    this.left ||= "nothing";
    this.loosen();
    const left = leaving([...this.loose, ...this.writing], this.draft.unwritten);
    if (!left || !this.store) return; // what the browser was told to clear stays away
    if (this.beside?.leave(left)) this.left = "something";
  }

  /** Adds what a file holds. Events that are here already are left as they are. */
  merge(incoming: Iterable<Kept>, saved?: Omit<Saved, "changes">): Promise<State> {
    return this.turns.take(() => this.merging([...incoming], saved));
  }

  private async merging(incoming: Kept[], saved?: Omit<Saved, "changes">): Promise<State> {
    const inFile = new Set(incoming.flat().map((event) => event.id));
    const lam = latest(0, incoming.flat());
    if (!this.store) {
      const { put, drop } = merge(this.events, incoming);
      for (const [id, kept] of put) this.events.set(id, kept);
      for (const id of drop) this.events.delete(id);
      this.fresh = undefined;
      this.loose = this.loose.filter((event) => !inFile.has(event.id));
      this.head = { ...(this.head ?? this.firstHead()), lam: Math.max(this.head?.lam ?? 0, lam) };
      return this.show();
    }
    const change = await this.store.change(
      this.profile.id,
      this.box,
      (head = this.firstHead(), now) => {
        const { put, drop } = merge(now, incoming);
        const changes = head.changes + put.size + drop.size;
        let missing = 0; // of what is here, in the file
        for (const id of new Set([...now.keys(), ...put.keys()])) if (!drop.has(id) && !inFile.has(id)) missing++;
        return {
          put,
          drop,
          head: { ...head, lam: Math.max(head.lam, lam), changes },
          ...(saved && { saved: { ...saved, changes: changes - missing } }),
        };
      },
      true,
    );
    await this.again();
    if (saved || [...change.drop].length) this.putBeside(change);
    if (saved && change.saved?.changes === change.head.changes) this.beside?.savedAs(saved);
    this.tabs.say({ profile: this.profile.id, ids: [...change.put].map(([id]) => id), changes: change.head.changes });
    return this.show();
  }

  /** Notes that a file holds everything up to now. */
  async savedAs(name: string, at: string, file?: FileSystemFileHandle): Promise<void> {
    this.saved = { at, changes: this.head?.changes ?? 0, name, ...(file && { file }) };
    this.loose = this.store ? this.loose : [];
    this.beside?.savedAs({ at, name });
    await this.store?.putNote(this.profile.id, "saved", this.saved).catch(() => this.store?.putNote(this.profile.id, "saved", { ...this.saved, file: undefined }));
    this.show();
  }

  readonly draft = new Drafting(
    () => ({ store: this.trouble?.kind === "locked" ? undefined : this.store, profile: this.profile.id, box: this.box, beside: this.beside }),
    (error) => (this.fails(error, false), void this.show()),
  );

  onchange(f: (state: State) => void): void {
    this.listeners.push(f);
  }

  /** Puts everything into another box, with the profile that says which. */
  async rewrite(profile: Profile, box: Box = plain): Promise<void> {
    await this.store?.rewrite(profile, this.box, box);
    this.profile = profile;
    this.box = box;
  }

  /** Everything there is, as My file holds it. */
  all(): Map<string, Kept> {
    return this.events;
  }

  /** Says what the record means where pages have moved. */
  move(moves: Moves): void {
    if (moves.size + this.moves.size > 0) this.fresh = undefined;
    this.moves = moves;
    this.show();
  }

  /** Every change of the profile itself that other tabs must know: they begin anew. */
  announce(what: "erased" | "opened"): void {
    this.tabs.say({ profile: this.profile.id, [what]: true });
  }

  /** The database went away under the page. */
  lost(newer: boolean): void {
    this.store = undefined;
    this.loose = [...this.events.values()].flat();
    this.trouble = new Trouble(newer ? "newer" : "wiped");
    this.show();
  }

  /** The head of a new device, after all entries that there are. */
  private firstHead(): Head {
    let lam = this.head?.lam ?? 0;
    for (const kept of this.events.values()) for (const event of [kept].flat()) lam = Math.max(lam, event.lam);
    return { dev: deviceId(), seq: 0, lam, changes: this.saved?.changes ?? 0, at: "" };
  }

  private take({ head, saved, events, unreadable }: Contents): void {
    this.head = head;
    this.saved = saved;
    this.events = events;
    this.fresh = undefined;
    this.unreadable = unreadable;
    for (const event of this.loose) this.keep(event);
  }

  private told(change: Change, made: readonly Event[], beside = this.beside): void {
    this.head = change.head;
    for (const event of made) this.keep(event);
    const ids = [...change.put].map(([id]) => id);
    this.putBeside(change, beside);
    if (this.loose.length) (tabbed(this.profile.id, []), beside?.taken());
    if (this.loose.length) this.loose = this.loose.filter(({ id }) => !ids.includes(id));
    if (this.trouble && passing.includes(this.trouble.kind)) this.trouble = undefined;
    this.tabs.say({ profile: this.profile.id, ids, changes: change.head.changes });
  }

  private putBeside({ put, drop, head }: Change, beside = this.beside): void {
    beside?.put([...put].map(([, kept]) => kept), head.changes, [...drop].length > 0);
    if (this.beside?.fails) this.trouble ??= new Trouble("apart");
  }

  private keep(event: Event): void {
    if (this.events.has(event.id) || deletes(event)[0]) this.fresh = undefined;
    this.fresh?.push(event);
    this.events.set(event.id, event);
    for (const id of deletes(event)) this.events.delete(id);
  }

  private fails(error: unknown, opening: boolean): void {
    this.trouble = troubleOf(error, opening);
    if (opening) this.store = undefined;
  }

  private async again(): Promise<void> {
    if (this.store) this.take(await this.store.load(this.profile.id, this.box));
  }

  private listen(): void {
    const later = (work: () => Promise<unknown>): void => void this.turns.take(work).catch((error) => this.fails(error, false));
    this.tabs.listen(this.site, (said) => later(() => this.hear(said)));
    addEventListener("pagehide", () => this.leave());
    // A page that comes back from the browser's memory has heard nothing meanwhile.
    addEventListener("pageshow", (event) => {
      if (this.left === "something") {
        this.store = undefined; // by now another page has taken it in: nothing is written here any more
        document.body.inert = true;
        location.reload();
      }
      this.left = "";
      if (event.persisted) later(async () => (await this.again(), await this.takeIn(), this.show()));
    });
    addEventListener("storage", ({ key, newValue }) => key && newValue && this.beside?.isLeft(key) && later(() => this.takeIn().then(() => this.show())));
  }

  private async hear({ profile, ids, changes = 0, erased, opened }: Said): Promise<void> {
    if (erased && profile === this.profile.id) this.beside = undefined; // or it is left under the old lock
    if (opened ? profile !== this.profile.id && !this.profile.tab : erased && profile === this.profile.id) location.reload();
    const known = this.head?.changes ?? 0;
    if (!ids || profile !== this.profile.id || !this.store || changes <= known) return;
    if (changes - ids.length !== known) {
      await this.again(); // something was missed
    } else {
      const { head, events } = await this.store.some(profile, this.box, ids);
      if (head) this.head = { ...head, changes };
      for (const kept of events.values()) {
        if (Array.isArray(kept)) return void (await this.again(), this.show()); // seldom
        this.keep(kept);
      }
    }
    this.show();
  }

  private show(): State {
    const unsaved = this.store ? (this.head?.changes ?? 0) - (this.saved?.changes ?? 0) : this.loose.length;
    const trouble = this.trouble ?? this.notice;
    if (!this.fresh || !grow(this.folded, this.fresh, this.moves)) this.folded = fold(this.events.values(), this.moves);
    this.fresh = [];
    this.state = { ...this.folded, unsaved, ...(trouble && { trouble }) };
    for (const listener of this.listeners) listener(this.state);
    return this.state;
  }
}
