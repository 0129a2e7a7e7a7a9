// How bodies lie in the browser's database: as they are, or sealed.
import { reader } from "../read";

/** Turns what is kept into what is stored and back. Both run inside a transaction, so neither waits. */
export interface Box {
  put(value: unknown, place: string): unknown;
  /** Throws what cannot be opened. */
  take(stored: unknown, place: string): unknown;
}

/** Nothing is sealed. */
export const open: Box = { put: (value) => value, take: (stored) => stored };

/** What the script of seal.ts hands over. */
export interface Sealing {
  encrypt(key: Uint8Array, iv: Uint8Array, text: Uint8Array, place: Uint8Array): Uint8Array;
  decrypt(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array, place: Uint8Array): Uint8Array;
  /** PBKDF2 with SHA-256, in steps that let the page breathe. */
  stretch(words: string, salt: Uint8Array, rounds: number): Promise<Uint8Array>;
}

/** Loads the sealing; only pages that seal load it. The address is that of the asset seal.js. */
export function sealing(address: string): Promise<Sealing> {
  return reader()(address, ([name, data]) => (name === "seal" ? (data as Sealing) : undefined));
}

const nonce = 12; // bytes

/** Seals with AES-256-GCM. What is sealed opens only at its own place. */
export function sealed({ encrypt, decrypt }: Sealing, key: Uint8Array): Box {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  return {
    put(value, place) {
      const iv = crypto.getRandomValues(new Uint8Array(nonce));
      const body = encrypt(key, iv, bytes(JSON.stringify(value)), bytes(place));
      const out = new Uint8Array(nonce + body.length);
      out.set(iv);
      out.set(body, nonce);
      return out;
    },
    take(stored, place) {
      if (!(stored instanceof Uint8Array)) throw new TypeError("not sealed");
      const text = decrypt(key, stored.subarray(0, nonce), stored.subarray(nonce), bytes(place));
      return JSON.parse(new TextDecoder().decode(text));
    },
  };
}
