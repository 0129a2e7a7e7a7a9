// Half-written words: of each draft the newest is written, and counts until it is.

/** Where drafts lie. */
export interface Place {
  read(key: string): Promise<unknown>;
  /** Hears of every one at once. */
  note(key: string, value: unknown): void;
  /** Undefined drops it. False where nothing can be written: then memory keeps it. */
  write(key: string, value: unknown): Promise<boolean>;
}

export class Drafting {
  /** Those that are not on the disk. */
  readonly unwritten = new Map<string, unknown>();
  private readonly writing = new Map<string, Promise<void>>();

  constructor(private readonly place: Place) {}

  /** What cannot be read is not there. */
  async get(key: string): Promise<unknown> {
    return this.unwritten.has(key) ? this.unwritten.get(key) : this.place.read(key).catch(() => undefined);
  }

  /** While one is written, only the newest of those that follow waits. */
  set(key: string, value: unknown): Promise<void> {
    this.unwritten.set(key, value);
    this.place.note(key, value);
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
      if (!(await this.place.write(key, value))) return;
      if (this.unwritten.get(key) === value) this.unwritten.delete(key);
    }
  }
}
