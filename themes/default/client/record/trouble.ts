// What can be wrong with the keeping of a record. Each has a sentence in i18n,
// learn.trouble.KIND.

export const troubles = [
  "denied", // the browser lets this page keep nothing
  "blocked", // an older tab keeps the database from being opened
  "newer", // a newer Parley has written the record
  "corrupt", // the database cannot be read
  "unreadable", // some entries cannot
  "quota", // there is no room left
  "failed", // the last entry could not be written, for another reason
  "invalid", // what was to be written is no entry: too long, or what no text can hold
  "wiped", // the browser has cleared what it kept while the page was open
  "vanished", // what the browser had kept was gone when the page was opened
  "restored", // it was gone, and has come back from the copy
  "locked", // the profile has a passphrase, which this tab does not know yet
  "apart", // each page of a disk has a storage of its own, as in Firefox, and the tab no room
  "clock", // the clock stands before the last entry
  "tab", // nothing is wrong: opened from a disk, the record lasts as long as the tab
  "folder", // nothing is wrong: as tab, in a browser that keeps each folder of a disk apart
  "file", // nothing is wrong: here the record is a file
] as const;

export type Kind = (typeof troubles)[number];

/** Troubles that a write that succeeds ends. */
export const passing: readonly string[] = ["quota", "failed", "wiped"];

/** Whether nothing is wrong, and the record is only kept elsewhere. */
export const isCalm = (kind: Kind): boolean => ["tab", "folder", "file"].includes(kind);

/** What add is rejected with, and what a state says. */
export class Trouble extends Error {
  /** Of the sentence in i18n. */
  readonly key: string;

  constructor(readonly kind: Kind) {
    super(kind);
    this.key = "record.trouble." + kind;
  }
}

/** What an error of the browser's database means: while it is opened, or written. */
export function troubleOf(error: unknown, opening: boolean): Trouble {
  if (error instanceof Trouble) return error;
  switch (error instanceof Error || error instanceof DOMException ? error.name : "") {
    case "QuotaExceededError":
      return new Trouble("quota");
    case "VersionError":
      return new Trouble("newer");
    case "SecurityError":
    case "InvalidStateError": // Firefox's private windows of old
    case "NotAllowedError":
      return new Trouble(opening ? "denied" : "wiped");
    case "UnknownError":
    case "NotFoundError":
    case "DataError":
      return new Trouble("corrupt");
    default:
      return new Trouble(opening ? "denied" : "failed");
  }
}
