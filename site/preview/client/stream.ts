/** What a page hears from the server. */
export interface Listener {
  problems(data: string): void;
  reload(): void;
}

const retryAfter = 1000;

/**
 * Keeps the event stream open while the page can be seen. Browsers allow a
 * server six connections, so hidden tabs give theirs back; a tab that is shown
 * again asks whether it is still up to date.
 */
export class Stream {
  private source: EventSource | undefined;
  private timer: number | undefined;

  constructor(private readonly address: string, private readonly listener: Listener) {}

  start(): void {
    document.addEventListener('visibilitychange', () => this.adjust());
    addEventListener('pageshow', () => this.adjust());
    addEventListener('pagehide', () => this.close());
    this.adjust();
  }

  close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
  }

  private adjust(): void {
    if (document.visibilityState === 'hidden') this.close();
    else if (this.source === undefined) this.open();
  }

  private open(): void {
    clearTimeout(this.timer);
    const source = new EventSource(this.address);
    this.source = source;
    source.addEventListener('problems', (e: MessageEvent<string>) => this.listener.problems(e.data));
    source.addEventListener('reload', () => {
      this.close();
      this.listener.reload();
    });
    source.addEventListener('error', () => {
      // The browser tries again by itself unless the server answered badly.
      if (source.readyState !== EventSource.CLOSED || this.source !== source) return;
      this.close();
      this.timer = setTimeout(() => this.adjust(), retryAfter);
    });
  }
}
