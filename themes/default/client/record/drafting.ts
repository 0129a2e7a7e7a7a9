// Half-written words: of each draft the newest is written, and counts until it is.
import type { Box } from "./box";
import type { Beside } from "./copy";
import type { Store } from "./store";

/** Where drafts lie now; without a store, memory keeps them. */
export interface Where {
  store: Store | undefined;
  profile: string;
  box: Box;
  beside: Beside | undefined;
}

export class Drafting {
  /** Those that are not on the disk. */
  readonly unwritten = new Map<string, unknown>();
  private readonly writing = new Map<string, Promise<void>>();

  constructor(private readonly where: () => Where, private readonly fails: (error: unknown) => void) {}

  /** What cannot be read is not there. */
  async get(key: string): Promise<unknown> {
    if (this.unwritten.has(key)) return this.unwritten.get(key);
    const { beside, box, profile, store } = this.where();
    const found = beside?.drafts?.get(key);
    return found ? found.value : store?.draft(profile, box, key).catch(() => undefined);
  }

  /** While one is written, only the newest of those that follow waits. */
  set(key: string, value: unknown): Promise<void> {
    this.unwritten.set(key, value);
    this.where().beside?.drafts?.set(key, value);
    const run = this.writing.get(key) ?? this.write(key).finally(() => this.writing.delete(key));
    this.writing.set(key, run);
    return run;
  }

  clear(key: string): Promise<void> {
    return this.set(key, undefined);
  }

  private async write(key: string): Promise<void> {
    while (this.unwritten.has(key)) {
      const value = this.unwritten.get(key);
      const { box, profile, store } = this.where();
      try {
        if (!store) return;
        await store.putDraft(profile, box, key, value);
      } catch (error) {
        return this.fails(error);
      }
      if (this.unwritten.get(key) === value) this.unwritten.delete(key);
    }
  }
}
