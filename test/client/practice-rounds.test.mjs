import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { draw } = await client('practice/draw');
const { lastAttempt, result, triesLeft } = await client('practice/exam');

const pool = [...'abcdefghijkl'];

test('a pool gives as many as are drawn, in its order, the same for the same seed', () => {
  for (let count = 1; count <= pool.length + 1; count++) {
    const drawn = draw(pool, count, 'page#quiz', 3);
    assert.equal(drawn.length, Math.min(count, pool.length));
    assert.deepEqual(drawn, [...drawn].sort());
    assert.deepEqual(drawn, draw(pool, count, 'page#quiz', 3));
  }
  const first = (name) => draw(pool, 4, name, 0).join('');
  assert.ok(new Set(['a', 'b', 'c', 'd', 'e'].map(first)).size > 2, 'another quiz, another draw');
});

test('rounds meet the whole pool before anything comes twice', () => {
  for (const count of [2, 3, 4, 6]) {
    const rounds = Array.from({ length: pool.length / count }, (_, round) => draw(pool, count, 'x', round)).flat();
    assert.deepEqual(rounds.sort(), pool);
  }
  const two = [...draw(pool, 5, 'x', 0), ...draw(pool, 5, 'x', 1)];
  assert.equal(new Set(two).size, 10);
});

const part = (score, weight = 1) => ({ weight, score });

test('a result weighs its questions and leaves out what nobody judges', () => {
  assert.deepEqual(result([part(1), part(0), part(null), part(undefined)], 33), { right: 1, part: 0, judged: 3, open: 1, percent: 33, passed: true });
  assert.deepEqual(result([part(1, 3), part(0, 1)], 76), { right: 1, part: 0, judged: 2, open: 0, percent: 75, passed: false });
  assert.equal(result([part(0.5), part(1)], undefined).percent, 75);
  assert.equal(result([part(0.5), part(1), part(0), part(undefined)], undefined).part, 1, 'what is partly right');
  assert.equal(result([part(0.5)], undefined).passed, undefined);
  assert.equal(result([part(null)], 70).passed, undefined, 'nothing to judge is neither passed nor failed');
  assert.equal(result([part(2 / 3), part(1 / 3)], 50).passed, true);
  assert.equal(result([part(0.6999)], 70).passed, false, 'nothing is rounded up to the mark');
  assert.equal(result(Array.from({ length: 10 }, (_, i) => part(i < 7 ? 1 : 0)), 70).passed, true);
  assert.deepEqual(result([], 70), { right: 0, part: 0, judged: 0, open: 0, percent: 0, passed: undefined });
});

const answer = (at, score, more) => ({ at: `2026-${at}T10:00:00Z`, hash: 'h', score, ...more });
const now = '2026-05-02T20:00:00Z';

test('tries of a day count, since the last right answer', () => {
  assert.equal(triesLeft([], 'h', 0, now), Infinity);
  assert.equal(triesLeft([], 'h', 2, now), 2);
  const wrong = answer('05-02', 0);
  assert.equal(triesLeft([wrong], 'h', 2, now), 1);
  assert.equal(triesLeft([wrong, wrong], 'h', 2, now), 0);
  assert.equal(triesLeft([wrong, wrong, wrong], 'h', 2, now), 0);
  assert.equal(triesLeft([wrong, answer('05-02', 1), wrong], 'h', 2, now), 1);
  assert.equal(triesLeft([answer('05-01', 0), answer('05-01', 0)], 'h', 2, now), 2, 'a day later anew');
  assert.equal(triesLeft([answer('05-02', 0, { hash: 'older' }), answer('05-02', 0, { exam: 'e' })], 'h', 2, now), 2);
});

test('the last attempt at an exam is known from its answers', () => {
  assert.equal(lastAttempt([answer('05-01', 1)]), undefined);
  const attempts = [answer('05-01', 1, { exam: 'one' }), answer('05-03', 1, { exam: 'two' }), answer('05-02', 1), answer('05-01', 0, { exam: 'one' })];
  assert.deepEqual(lastAttempt(attempts), { id: 'two', at: '2026-05-03T10:00:00Z' });
});
