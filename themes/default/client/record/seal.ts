// AES-GCM and PBKDF2 where they are needed: on pages opened from a disk, for
// profiles with a passphrase. Plain http has no crypto.subtle, and a transaction
// of the database cannot wait for one: so both come from npm.
import { gcm } from "@noble/ciphers/aes.js";
import { pbkdf2Async } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { Sealing } from "./box";

const seal: Sealing = {
  encrypt: (key, iv, text, place) => gcm(key, iv, place).encrypt(text),
  decrypt: (key, iv, body, place) => gcm(key, iv, place).decrypt(body),
  async stretch(words, salt, rounds) {
    const { subtle } = globalThis.isSecureContext ? crypto : { subtle: undefined };
    const text = words.normalize("NFC");
    if (!subtle) return pbkdf2Async(sha256, text, salt, { c: rounds, dkLen: 32, asyncTick: 16 });
    const from = await subtle.importKey("raw", new TextEncoder().encode(text), "PBKDF2", false, ["deriveBits"]);
    return new Uint8Array(await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: salt as BufferSource, iterations: rounds }, from, 256));
  },
};

window.parley?.shard?.("seal", seal);
