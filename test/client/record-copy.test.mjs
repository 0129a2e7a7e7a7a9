// The copy of a record: what another tab deletes while it is made does not stay in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { Copy } = await client('record/copy');
const { open } = await client('record/box');

const profile = { id: 'p', name: '', made: '', used: '' };
const entry = (n) => ({ id: String(n).padStart(22, 'A'), dev: 'D'.repeat(11), seq: n, lam: n, at: '2026-11-23T09:00:00Z', v: 1, t: 'answer', item: 'a#q', hash: '0a0b0c0d', score: 1, chosen: [`words ${n}`] });

/** A storage as browsers have one: its names are its own keys. */
const storage = () => Object.defineProperties({}, Object.fromEntries(Object.entries({
  getItem(key) { return this[key] ?? null; },
  setItem(key, text) { this[key] = text; },
  removeItem(key) { delete this[key]; },
}).map(([name, value]) => [name, { value }])));

/** What is copied of three entries, where the database says so before and after. */
async function copied(t, before, after) {
  globalThis.window = {};
  globalThis.localStorage = storage();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const said = [before, after];
  const asked = [];
  const copy = new Copy('site', profile, open, () => {
    asked.push(Promise.resolve({ profile, ...(said[asked.length] ?? after) }));
    return asked.at(-1);
  });
  copy.settle(() => ({ events: new Map([1, 2, 3].map((n) => [entry(n).id, entry(n)])), changes: 3 }), undefined);
  t.mock.timers.tick(1000);
  t.mock.timers.tick(1);
  for (let i = 0; i < 10; i++) await Promise.resolve();
  t.mock.timers.reset();
  return Object.entries(localStorage).some(([key, text]) => key.includes(':open:') && text.includes('words 2'));
}

test('a record is copied, and stays so where entries are added meanwhile', async (t) => {
  assert.equal(await copied(t, { changes: 3, count: 3 }, { changes: 3, count: 3 }), true);
  assert.equal(await copied(t, { changes: 3, count: 3 }, { changes: 5, count: 5 }), true);
});

test('what another tab has deleted meanwhile is in no copy', async (t) => {
  assert.equal(await copied(t, { changes: 3, count: 3 }, { changes: 4, count: 3 }), false);
  assert.equal(await copied(t, { changes: 3, count: 3 }, { changes: 9, count: 8 }), false);
});
