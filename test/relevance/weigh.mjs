// What a file weighs on the wire.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const known = new Map();

/** The bytes of a file under gzip -9. */
export function weightOf(file) {
  if (!known.has(file)) known.set(file, gzipped(readFileSync(file)));
  return known.get(file);
}

/** The bytes of a text under gzip -9. */
export const gzipped = (text) => gzipSync(text, { level: 9 }).length;

/** Bundles a module as a browser would get it; as a module where Node is to run it. */
export async function bundle(entry, format = 'iife') {
  const result = await build({ entryPoints: [entry], absWorkingDir: import.meta.dirname, bundle: true, minify: true, format, target: 'es2020', charset: 'utf8', legalComments: 'none', write: false, tsconfigRaw: {}, logLevel: 'silent' });
  return result.outputFiles[0].text;
}
