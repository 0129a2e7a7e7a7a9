// All entries as one value, and a state that grows by one entry after the other.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { client } from './client.mjs';

const { pack, unpack } = await client('record/pack');
const { open } = await client('record/box');
const { fold, grow } = await client('record/fold');
const { order } = await client('record/merge');
const { readFile: read } = await client('record/file');

const file = async (name) => (await read(new Blob([await readFile(new URL(`../../site/record/testdata/v1/${name}.parley.jsonl`, import.meta.url))]), 'parley-course')).entries;
const first = (kept) => [kept].flat()[0];
const byOrder = (list) => list.toSorted((a, b) => order(first(a), first(b)));
const entry = (n, more) => ({ id: String(n).padStart(22, 'A'), dev: 'D'.repeat(11), seq: n, lam: n, at: '2026-11-23T09:00:00Z', v: 1, ...more });
const answer = (n, more) => entry(n, { t: 'answer', item: `exercises/x#q${n % 7}`, hash: '0a0b0c0d', score: n % 2, chosen: ['a', 'b'], ...more });

test('a pack gives back what went in, in the order', async () => {
  const many = Array.from({ length: 50 }, (_, i) => answer(i + 1, i % 3 ? {} : { sure: 50 + (i % 50) }));
  const odd = [
    entry(60, { t: 'field', item: 'a#b', hash: '0a0b0c0d', case: 'C'.repeat(22), value: [['x', '"'], ['\n', '{"a":1}']] }),
    entry(61, { t: 'field', item: 'a#b', hash: '0a0b0c0d', case: 'C'.repeat(22), value: { low: '1', high: '2' } }),
    entry(62, { t: 'rating', item: 'a#b', hash: '0a0b0c0d', round: 'R'.repeat(22), value: null }),
    entry(63, { t: 'later', v: 2, 'a,b': { deep: [1, '1', true, null] } }),
    JSON.parse(JSON.stringify(entry(64, { t: 'later', v: 2 })).replace('}', ',"__proto__":{"x":1}}')),
    [answer(65), answer(65, { chosen: ['other'] })], // quarantined
    answer(66, { chosen: ['1'], score: null }), answer(67, { chosen: [], score: 1 }),
  ];
  for (const entries of [many, odd, [...odd, ...many], await file('one-browser'), await file('two-browsers')]) {
    const out = unpack(pack(3, entries, open, 'p'), open, 'p');
    assert.deepEqual([...out.values()], byOrder(entries));
    assert.deepEqual([...out.keys()], byOrder(entries).map((kept) => first(kept).id));
  }
});

test('a value that is not there stays so', () => {
  const [one] = unpack(pack(1, [answer(1, { sure: undefined })], open, 'p'), open, 'p').values();
  assert.ok(!('sure' in one));
});

test('what is no whole pack of this version is none', () => {
  const whole = pack(1, [answer(1), answer(2)], open, 'p');
  assert.equal(unpack({ ...whole, v: 2 }, open, 'p'), undefined);
  assert.equal(unpack({ ...whole, count: 3 }, open, 'p'), undefined);
  assert.equal(unpack({ ...pack(1, [answer(1), answer(1)], open, 'p') }, open, 'p'), undefined, 'one id twice');
  for (const body of [undefined, 'no JSON', whole.body.slice(0, -9), '[]', '{}', new Uint8Array(9)]) assert.throws(() => unpack({ ...whole, body }, open, 'p'));
});

test('a state that grows is the one that all entries give at once', async () => {
  const moves = new Map([['exercises/x', 'exercises/y']]);
  const entries = byOrder([...(await file('two-browsers')).flatMap((kept) => (Array.isArray(kept) ? [] : kept)), ...Array.from({ length: 20 }, (_, i) => answer(i + 500))]);
  const state = fold([], moves);
  for (const one of entries) assert.ok(grow(state, [one], moves));
  assert.deepEqual(state, fold(entries.toReversed(), moves));
  assert.equal(grow(state, [answer(3)], moves), false, 'it comes before others');
  assert.deepEqual(state, fold(entries, moves), 'and nothing is counted then');
});
