// Opens what site/seal has sealed: a JWE in general JSON serialization (RFC 7516), its
// key wrapped under each code (RFC 7518, 4.8). Plain http has no crypto.subtle, so all
// of it comes from npm; with ten thousand rounds nobody waits.
import { aeskw, gcm } from "@noble/ciphers/aes.js";
import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";

export interface Jwe {
  protected: string;
  recipients: { header: { alg: string; p2c: number; p2s: string }; encrypted_key: string }[];
  iv: string;
  ciphertext: string;
  tag: string;
}

const alg = "PBES2-HS256+A128KW";
const mostRounds = 10_000; // more would only hold up whoever types a wrong code

/** What a code has derived, by rounds and salt: all that is sealed on a page shares one salt. */
export type Derived = Map<string, Uint8Array>;

/** What a code opens; undefined where it is not for this code, or not as it was sealed. */
export async function openJwe(jwe: Jwe, code: string, keys: Derived = new Map()): Promise<unknown> {
  try {
    for (const { encrypted_key, header } of jwe.recipients) {
      if (header.alg !== alg || !(header.p2c >= 1 && header.p2c <= mostRounds)) continue;
      const id = `${header.p2c} ${header.p2s}`;
      const under = keys.get(id) ?? (await pbkdf2Async(sha256, utf8(code), join(utf8(alg), new Uint8Array(1), bytes(header.p2s)), { c: header.p2c, dkLen: 16 }));
      keys.set(id, under);
      const key = unwrapped(under, bytes(encrypted_key));
      if (!key) continue;
      const text = gcm(key, bytes(jwe.iv), utf8(jwe.protected)).decrypt(join(bytes(jwe.ciphertext), bytes(jwe.tag)));
      return JSON.parse(new TextDecoder().decode(text));
    }
  } catch {
    // It was changed on the way.
  }
  return undefined;
}

function unwrapped(under: Uint8Array, wrapped: Uint8Array): Uint8Array | undefined {
  try {
    return aeskw(under).decrypt(wrapped);
  } catch {
    return undefined; // another code's
  }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const bytes = (text: string): Uint8Array => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

function join(...parts: Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
