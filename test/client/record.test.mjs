// The record's format and merge, on the fixtures that site/record is held to in Go.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { client } from './client.mjs';
import { History } from './histories.mjs';

const { canonical } = await client('record/canonical');
const { isNewer, problemOf } = await client('record/validate');
const { merge, order } = await client('record/merge');
const { largest, readFile: read, writeFile: write } = await client('record/file');

const folder = new URL('../../site/record/testdata/', import.meta.url);
const fixture = async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8'));

/** What becomes of bytes: text, value, one text again; null where that is refused. */
function canonicalOf(bytes) {
  try {
    return canonical(JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    return null;
  }
}

test('one value has one text, here as in Go', async () => {
  const cases = await fixture('canonical.json');
  for (const { in: bytes, out } of cases) assert.equal(canonicalOf(Buffer.from(bytes, 'base64')), out, Buffer.from(bytes, 'base64').toString());
  assert.ok(cases.length > 90);
  for (const depth of [17, 20_000]) assert.equal(canonicalOf(Buffer.from('['.repeat(depth) + ']'.repeat(depth))), null);
  assert.equal(canonical({ b: undefined, a: 1 }), '{"a":1}');
  for (const bad of [undefined, NaN, Infinity, 1n, () => 0, [undefined]]) assert.throws(() => canonical(bad));
});

/** What is said of a line. */
function says(line) {
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    return 'json';
  }
  const problem = problemOf(value);
  if (problem) return problem.field === undefined ? problem.why : `${problem.why} ${problem.field}`;
  return isNewer(value) ? 'newer' : 'known';
}

test('what is an entry here is one in Go', async () => {
  const cases = await fixture('events.json');
  for (const [line, want] of cases) assert.equal(says(line), want, line);
  assert.ok(cases.length > 90);
});

test('an entry that is too large is none', () => {
  const head = { id: 'A'.repeat(22), dev: 'D'.repeat(11), seq: 1, lam: 1, at: '2026-11-23T09:00:00Z', t: 'x', v: 1 };
  assert.equal(problemOf({ ...head, text: 'a'.repeat(150_000) }), undefined);
  assert.equal(problemOf({ ...head, text: '😀'.repeat(150_000) }).why, 'large');
  assert.equal(problemOf({ ...head, t: 'delete', ids: Array(10_000).fill(head.id) }), undefined);
  assert.equal(problemOf({ ...head, t: 'delete', ids: Array(10_001).fill(head.id) }).field, 'delete.ids');
});

/** A record with the entries of some lines. */
function recordOf(lines) {
  return joined(new Map(), lines.map((line) => JSON.parse(line)));
}

function joined(now, ...others) {
  const record = new Map(now);
  for (const other of others) {
    const { put, drop } = merge(record, Array.isArray(other) ? other : other.values());
    for (const [id, kept] of put) record.set(id, kept);
    for (const id of drop) record.delete(id);
  }
  return record;
}

const textOf = (record) => [...record.values()].flat().sort(order).map((event) => canonical(event) + '\n').join('');

test('merging has the same result in any order, any number of times, and in Go', async () => {
  const sums = await fixture('histories.json');
  assert.equal(sums.length, 50);
  let hash = createHash('sha256');
  for (let seed = 0; seed < sums.length * 200; seed++) {
    const { devices, lines } = new History(seed);
    const [a, b, c] = devices.map(({ has }) => recordOf(has));
    const before = textOf(a) + textOf(b) + textOf(c);
    const all = joined(a, b, c);
    const want = textOf(all);
    const old = recordOf(lines.slice(0, lines.length >> 1));
    for (const other of [joined(c, b, a), joined(a, joined(b, c)), joined(all, a, all, c), recordOf(devices.flatMap(({ has }) => has).reverse())]) {
      if (textOf(other) !== want) assert.equal(textOf(other), want, `seed ${seed}`);
    }
    assert.equal(textOf(joined(all, old)), textOf(joined(old, c, a, b)), `seed ${seed}, with an old backup`);
    assert.equal(textOf(a) + textOf(b) + textOf(c), before, `seed ${seed}: merging changed what was merged`);
    hash.update(before + want);
    if ((seed + 1) % 200 === 0) {
      assert.equal(hash.digest('hex').slice(0, 16), sums[(seed + 1) / 200 - 1], `up to seed ${seed}`);
      hash = createHash('sha256');
    }
  }
});

test('what was deleted does not come back, and one id with two contents does not count', () => {
  const [a, b, c] = ['A', 'B', 'C'].map((id, i) => ({ id: id.repeat(22), dev: 'D'.repeat(11), seq: i + 1, lam: i + 1, at: '2026-11-23T09:00:00Z', t: 'read', v: 1, page: 'x', hash: '00112233' }));
  const gone = { ...c, t: 'delete', ids: [a.id, c.id, 'E'.repeat(22)] };
  delete gone.page;
  delete gone.hash;
  const now = joined(new Map(), [a, b, gone]);
  assert.deepEqual([...now.keys()], [b.id, c.id]);
  assert.deepEqual(merge(now, [a]), { put: new Map(), drop: new Set() });
  assert.deepEqual(merge(new Map([[a.id, a]]), [gone]), { put: new Map([[c.id, gone]]), drop: new Set([a.id]) });
  const other = { ...b, page: 'y' };
  const two = joined(now, [other]);
  assert.deepEqual(two.get(b.id), [b, other]);
  assert.deepEqual(merge(two, [{ ...b }, { ...other }]), { put: new Map(), drop: new Set() });
});

/** What there is to say about a file, in the words of file_test.go. */
async function report(bytes) {
  const found = await read(new Blob([bytes]), 'acme-1');
  if (found.refused) return `refused: ${found.refused}: ${found.head?.site ?? ''}, ${found.head?.name ?? ''}`;
  const { bad, count, entries, head, state } = found;
  return [`${state}: ${head.site}, ${head.name}, ${head.saved}; ${count} entries, ${entries.length} ids kept`, ...bad.map(({ field, line, why }) => `line ${line} ${why} ${field ?? ''}`.trim())].join('; ');
}

test('of a damaged file the same is said here as in Go', async () => {
  const files = await fixture('files.json');
  for (const [name, want] of Object.entries(files)) assert.equal(await report(await readFile(new URL(`files/${name}.parley.jsonl`, folder))), want, name);
  assert.ok(Object.keys(files).length > 20);
});

test('a file is refused before it fills the memory', async () => {
  const begin = '{"parley":"record","site":"acme-1","v":1}\n';
  const line = 'x'.repeat(1_000_000);
  assert.equal((await read({ size: largest + 1 }, 'acme-1')).refused, 'size');
  assert.equal((await read(new Blob([begin, line, 'x']), 'acme-1')).refused, 'size');
  assert.equal((await read(new Blob([begin, line, 'x\n']), 'acme-1')).refused, 'size');
  assert.equal((await read(new Blob([line, line, begin]), 'acme-1')).refused, 'size');
  const { bad } = await read(new Blob([begin, line, '\n', line]), 'acme-1');
  assert.deepEqual(bad.map(({ line }) => line), [2, 3]);
  const many = await read(new Blob([begin, 'x\n'.repeat(5000)]), 'acme-1');
  assert.deepEqual([many.bad.length, many.badCount], [1000, 5000]);
});

test('what is written is read again, to the byte', async () => {
  for (let seed = 0; seed < 100; seed++) {
    const record = recordOf(new History(seed).devices.flatMap(({ has }) => has));
    const head = { site: 'acme-1', name: 'Äcme "😀"', saved: '2026-11-23T10:00:00Z' };
    const text = write(head, record.values());
    const found = await read(new Blob([text]), 'acme-1');
    assert.deepEqual([found.state, found.head, found.badCount], ['whole', head, 0]);
    assert.equal(write(head, found.entries), text);
    assert.equal(textOf(joined(new Map(), found.entries)), textOf(record));
  }
});

test('a file is read in pieces, wherever they end', async () => {
  const record = recordOf(Array.from({ length: 1_500 }, (_, seed) => new History(seed).lines).flat().map((line) => line.replace('"chosen":[', `"chosen":["${'ü😀'.repeat(300)}",`)));
  const text = write({ site: 'acme-1', name: '', saved: '' }, record.values());
  assert.ok(Buffer.byteLength(text) > 1 << 20);
  const found = await read(new Blob([text]), 'acme-1');
  assert.deepEqual([found.state, found.badCount], ['whole', 0]);
  assert.equal(write(found.head, found.entries), text);
});

test('files of every released version are read, and come to the same in any order, and in Go', async () => {
  const sites = new Map();
  for (const version of (await readdir(folder)).filter((name) => /^v\d+$/.test(name))) {
    for (const name of await readdir(new URL(version, folder))) {
      const file = new Blob([await readFile(new URL(`${version}/${name}`, folder))]);
      const { head } = await read(file, '');
      const found = await read(file, head.site);
      assert.deepEqual([found.state, found.badCount], ['whole', 0], name);
      sites.set(head.site, [...(sites.get(head.site) ?? []), found.entries]);
    }
  }
  const want = await fixture('versions.json');
  assert.deepEqual([...sites.keys()].sort(), Object.keys(want).sort());
  for (const [site, files] of sites) {
    for (const one of files) for (const other of files) assert.equal(textOf(joined(new Map(), one, other)), textOf(joined(new Map(), other, one)), site);
    for (const order of [files, [...files].reverse()]) assert.deepEqual(textOf(joined(new Map(), ...order)).trimEnd().split('\n'), want[site], site);
  }
});
