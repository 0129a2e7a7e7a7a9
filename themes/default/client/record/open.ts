// Opens the record of whoever uses this browser, for every script of the page.
import { open as plain, sealed, sealing, type Box, type Sealing } from "./box";
import { Copy, copied, forgetOthers, forgetPieces, type Current } from "./copy";
import { deviceId as profileId } from "./ids";
import { Keeper } from "./keeper";
import type { State } from "./fold";
import { noteKept, wasKept } from "./kept";
import { leftFor } from "./left";
import type { NewEvent } from "./schema";
import { Store, type Profile } from "./store";
import { bytesOf, Carry, join, recall, retain, written } from "./tab";
import { Trouble, troubleOf } from "./trouble";

/** What the scripts of a page may do with the record: window.parley.record. */
export interface RecordApi {
  /** Never rejects: State.trouble says what is wrong. */
  readonly ready: Promise<State>;
  /** Resolves once the events are on the disk. Rejected with a Trouble, they count on this page all the same. */
  add(...events: NewEvent[]): Promise<State>;
  readonly draft: {
    get(key: string): Promise<unknown>;
    set(key: string, value: unknown): Promise<void>;
    clear(key: string): Promise<void>;
  };
  /** Calls for every state from now on, of this tab and others. */
  onchange(f: (state: State) => void): void;
}

/**
 * Opens the record of the page and puts it on window.parley.record. To be called
 * while the page's script runs, beside whose file that of the sealing lies.
 */
export function openRecord(): LearnerRecord {
  const there = window.parley?.record;
  if (there) return there as LearnerRecord; // another script of the page has opened it
  const seal = new URL(SEAL, (document.currentScript as HTMLScriptElement).src).href;
  const { site = "", record } = document.querySelector<HTMLElement>("script[data-site]")?.dataset ?? {};
  const opened = new LearnerRecord(site, seal, record);
  window.parley = Object.freeze({ ...(window.parley as Parley), record: opened });
  return opened;
}

/** Firefox shares nothing between the folders of a disk, not even within a tab, but by a frame. */
const apart = "mozInnerScreenX" in window;

/** The record with its store, for the pages about it. */
export class LearnerRecord implements RecordApi {
  readonly keeper: Keeper;
  readonly ready: Promise<State>;
  readonly draft: RecordApi["draft"];
  /**
   * What is kept can be read in this tab alone: on pages opened from a disk, where
   * any other page could read it, and where a file is the rule.
   */
  readonly tab: boolean;
  readonly onDisk = location.protocol === "file:";
  store: Store | undefined;
  private readonly mine: string; // names the tab's profile
  private restored = false; // the database was empty, and there was a copy
  private apart = false; // the tab has a profile that this page's database lacks

  constructor(readonly site: string, private readonly seal: string, record = "") {
    this.tab = this.onDisk || record === "file";
    this.mine = "parley-profile:" + site;
    this.keeper = new Keeper(site);
    this.draft = this.keeper.draft;
    // Of this page, and of those that it speaks of.
    this.keeper.moves = new Map([...document.querySelectorAll<HTMLElement>("[data-was]")].flatMap(({ dataset: { page, settles = "", was = "" } }) =>
      was.split("|").filter(Boolean).map((old): [string, string] => [old, page ?? settles.split("#")[0]!])));
    if (this.tab) this.keeper.notice = new Trouble(!this.onDisk ? "file" : apart ? "folder" : "tab");
    this.ready = this.begin();
  }

  async add(...events: NewEvent[]): Promise<State> {
    await this.ready;
    return this.keeper.add(...events);
  }

  onchange(f: (state: State) => void): void {
    this.keeper.onchange(f);
  }

  /** Under which the tab keeps the key of a profile. */
  key(profile: string): string {
    return `parley-key:${this.site}:${profile}`;
  }

  /** A note about the record that belongs to this browser. */
  note(key: string): Promise<unknown> {
    return this.store?.note(this.keeper.profile.id, key).catch(() => undefined) ?? Promise.resolve(undefined);
  }

  async putNote(key: string, value: unknown): Promise<void> {
    await this.store?.putNote(this.keeper.profile.id, key, value).catch(() => undefined);
  }

  /** Lets go of what the tab knows of its profile. */
  forget(): void {
    retain(this.mine, undefined);
  }

  sealing(): Promise<Sealing> {
    return sealing(this.seal);
  }

  /** Opens a profile in this tab. */
  async enter(profile: Profile): Promise<State> {
    const used = new Date().toISOString();
    const now = { ...profile, used };
    let box: Box | undefined = plain;
    if (now.lock || now.tab) {
      const key = bytesOf(recall(this.key(now.id)));
      box = key && (await this.sealing().then((s) => sealed(s, key), () => undefined));
    }
    retain(this.mine, now.id);
    // Only its date: another tab may have given it a passphrase.
    const dated = this.store?.profile((all) => ({ ...(all.find(({ id }) => id === now.id) ?? now), used })).catch(() => undefined);
    const carried = this.onDisk && box && new Carry(`parley-carry:${this.site}:${now.id}`, box, this.apart);
    if (!this.tab) forgetPieces(this.site, now);
    const copy = !this.tab && box && new Copy(this.site, now, box, () => this.current(now.id));
    await this.keeper.begin(this.store, now, box ?? plain, box ? undefined : new Trouble("locked"), carried || copy || undefined);
    await dated;
    return this.keeper.state;
  }

  private async current(id: string): Promise<Current> {
    const [profiles, head, count = 0] = await Promise.all([this.store?.profiles(), this.store?.note(id, "head"), this.store?.count(id)]);
    return { profile: profiles?.find((p) => p.id === id), changes: (head as { changes?: number } | undefined)?.changes ?? 0, count };
  }

  private begin(): Promise<State> {
    return new Promise((done) => {
      const without = (trouble: Trouble): void => void this.without(trouble).then(done);
      const joined = this.onDisk && apart && join(new URL("../frame.html", this.seal).href);
      Store.open(this.site, { blocked: () => without(new Trouble("blocked")), gone: (newer) => this.keeper.lost(newer) })
        .then(async (store) => {
          if (await joined) this.keeper.notice = new Trouble("tab");
          const profile = await this.who(store);
          this.store = store;
          const state = await this.enter(profile);
          done(this.tab ? state : await this.missed(store, state));
        })
        .catch((error) => without(troubleOf(error, true)));
    });
  }

  /** Tells of a record that was here and is gone, until something is kept anew. */
  private async missed(store: Store, state: State): Promise<State> {
    const { keeper, site } = this;
    const alone = state.count === 0 && !state.trouble && (await store.profiles().catch(() => [])).length === 1;
    const restored = this.restored && (state.count > 0 || state.trouble?.kind === "locked");
    if (restored || (alone && wasKept(site))) {
      keeper.notice = new Trouble(restored ? "restored" : "vanished");
      keeper.move(keeper.moves); // says it
    }
    keeper.onchange(({ count }) => {
      if (!count) return;
      if (keeper.notice?.kind === "vanished") keeper.notice = undefined;
      noteKept(site, true);
    });
    if (state.count) noteKept(site, true);
    return keeper.state;
  }

  private async without(trouble: Trouble): Promise<State> {
    this.store = undefined;
    await this.keeper.begin(undefined, { ...newProfile(), id: "" }, plain, trouble);
    return this.keeper.state;
  }

  /** Whose record this tab opens: the one it had, or the one used last. */
  private async who(store: Store): Promise<Profile> {
    const id = recall(this.mine);
    if (!this.tab) {
      let lost: Profile[] = [];
      let there: Profile[] = [];
      const choose = (all: readonly Profile[]): Profile | undefined => all.find((p) => p.id === id) ?? lastUsed(all);
      const found = await store.profile((all) => choose((there = all.filter((p) => !p.tab))) ?? choose((lost = copied(this.site))) ?? newProfile(), () => lost);
      this.restored = lost.length > 0;
      if (there.length > 0) forgetOthers(this.site, there);
      return found;
    }
    const { key } = this;
    await sweep(store, (p) => recall(key.call(this, p.id)) !== undefined);
    const profile = await store.profile((all) => {
      const found = all.find((p) => p.id === id);
      this.apart = !found && !!id;
      return found ?? { ...newProfile(), ...(id && { id }), tab: true };
    });
    if (!recall(this.key(profile.id))) retain(this.key(profile.id), written(crypto.getRandomValues(new Uint8Array(32))));
    return profile;
  }
}

/** Removes what tabs have left that were closed long ago: nobody can read it. */
async function sweep(store: Store, open: (p: Profile) => boolean): Promise<void> {
  const old = new Date(Date.now() - leftFor).toISOString();
  for (const p of await store.profiles()) if (p.tab && p.used < old && !open(p)) await store.erase(p.id);
}

function lastUsed(all: readonly Profile[]): Profile | undefined {
  return [...all].sort((a, b) => (a.used < b.used ? 1 : -1))[0];
}

export function newProfile(): Profile {
  const now = new Date().toISOString();
  return { id: profileId(), name: "", made: now, used: now };
}
