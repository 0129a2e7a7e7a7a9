import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { client } from './client.mjs';

const { added, keep, kept, without } = await client('search/recent');
afterEach(() => delete globalThis.localStorage);

test('the last search comes first, once, and eight are kept', () => {
  assert.deepEqual(added(['a', 'b'], 'c'), ['c', 'a', 'b']);
  assert.deepEqual(added(['a', 'b'], 'b'), ['b', 'a']);
  assert.deepEqual(added([..."12345678"], '9'), [..."91234567"]);
  assert.deepEqual(without(['a', 'b'], 'a'), ['b']);
});

test('a storage that is missing, refused or holds something else keeps nothing', () => {
  assert.deepEqual(kept('key'), []);
  keep('key', ['a']);
  for (const text of [null, '', '{', 'null', '"a"', '{"length":1}', '3']) {
    globalThis.localStorage = { getItem: () => text, setItem() { throw new Error('full'); } };
    assert.deepEqual(kept('key'), []);
    keep('key', ['a']);
  }
});

test('what is kept comes back', () => {
  const held = new Map();
  globalThis.localStorage = { getItem: (key) => held.get(key) ?? null, setItem: (key, text) => held.set(key, text) };
  keep('one', ['"quoted"', '<b>']);
  keep('other', ['x']);
  assert.deepEqual(kept('one'), ['"quoted"', '<b>']);
});
