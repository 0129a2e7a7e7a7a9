// Tiny media files, made when they are needed: no binary lies in the repository.
import { deflateSync, crc32 } from 'node:zlib';

/** A PNG of width x height pixels in one colour, with a lighter band. */
export function png(width, height) {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const band = y > height / 3 && y < (2 * height) / 3 && x > width / 4 && x < (3 * width) / 4;
      rows.set(band ? [0xf2, 0xa3, 0xc4] : [0x8a, 0x1c, 0x4a], y * (1 + width * 3) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const size = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, sum]);
}

/** A WAV file with a tone of the given milliseconds. */
export function wav(milliseconds) {
  const rate = 8000;
  const n = Math.round((rate * milliseconds) / 1000);
  const b = Buffer.alloc(44 + n);
  b.write('RIFF', 0);
  b.writeUInt32LE(36 + n, 4);
  b.write('WAVEfmt ', 8);
  b.writeUInt32LE(16, 16);
  b.writeUInt16LE(1, 20); // PCM
  b.writeUInt16LE(1, 22); // one channel
  b.writeUInt32LE(rate, 24);
  b.writeUInt32LE(rate, 28);
  b.writeUInt16LE(1, 32);
  b.writeUInt16LE(8, 34);
  b.write('data', 36);
  b.writeUInt32LE(n, 40);
  for (let i = 0; i < n; i++) b[44 + i] = 128 + Math.round(60 * Math.sin((2 * Math.PI * 440 * i) / rate));
  return b;
}

// One VP8 key frame of a single pixel.
const frame = Buffer.from('MAEAnQEqAQABAA7A/iWkAANwAAAAAA==', 'base64');

/** A WebM film of one frame that lasts a second. */
export function webm() {
  return Buffer.concat([
    element('1a45dfa3', [uint('4286', 1), uint('42f7', 1), uint('42f2', 4), uint('42f3', 8), text('4282', 'webm'), uint('4287', 2), uint('4285', 2)]),
    element('18538067', [
      element('1549a966', [uint('2ad7b1', 1_000_000), element('4489', double(1000)), text('4d80', 'test'), text('5741', 'test')]),
      element('1654ae6b', [
        element('ae', [uint('d7', 1), uint('73c5', 1), uint('9c', 0), uint('83', 1), text('86', 'V_VP8'),
          element('e0', [uint('b0', 1), uint('ba', 1)])]),
      ]),
      element('1f43b675', [uint('e7', 0), element('a3', Buffer.concat([Buffer.from([0x81, 0, 0, 0x80]), frame]))]),
    ]),
  ]);
}

function element(id, content) {
  const data = Array.isArray(content) ? Buffer.concat(content) : content;
  const size = Buffer.alloc(4);
  size.writeUInt32BE(0x10000000 + data.length); // a size of four bytes
  return Buffer.concat([Buffer.from(id, 'hex'), size, data]);
}

function uint(id, value) {
  const b = Buffer.alloc(4);
  b.writeUInt32BE(value);
  return element(id, b);
}

function text(id, value) {
  return element(id, Buffer.from(value));
}

function double(value) {
  const b = Buffer.alloc(8);
  b.writeDoubleBE(value);
  return b;
}
