// What the tabs of a site tell each other.

/** Never what is in the record: other pages of a disk may listen. */
export interface Said {
  profile: string;
  ids?: string[];
  /** Where the count of changes stands after them. */
  changes?: number;
  erased?: true;
  opened?: true;
}

export class Tabs {
  private channel: BroadcastChannel | undefined;

  /** Hears the others, and forgets who has heard them before. */
  listen(site: string, hear: (said: Said) => void): void {
    if (typeof BroadcastChannel === "undefined") return;
    this.channel?.close();
    this.channel = new BroadcastChannel("parley:" + site);
    this.channel.onmessage = ({ data }: MessageEvent<Said>) => hear(data);
  }

  say(said: Said): void {
    this.channel?.postMessage(said);
  }
}
