// The table: offers, result codes, and the same figures as in Go.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { client } from './client.mjs';

const { acceptable, swaps, utilities, valueLeft } = await client('table/deal');
const { decode, encode } = await client('table/codes');
const { complete, packages, worth } = await client('table/offer');
const { cases } = JSON.parse(await readFile(new URL('../../site/bargain/testdata/vectors.json', import.meta.url), 'utf8'));

// In Go payoffs lie by issue, then party.
const problem = ({ issues, walk_away }) => ({ walkAway: walk_away, payoffs: walk_away.map((_, party) => issues.map((rows) => rows[party])) });
const close = (got, want, words) => assert.ok(got.length === want.length && got.every((value, i) => Math.abs(value - want[i]) < 1e-6), `${words}: ${got}, not ${want}`);

test('a deal is worth what Go says', () => {
  const of = cases.filter(({ fn }) => fn === 'evaluate');
  for (const { name, in: given, want } of of) {
    const p = problem(given.problem);
    const u = utilities(p, given.deal);
    close(u, want.u, name);
    assert.equal(acceptable(p, u), want.acceptable, name);
  }
  assert.ok(of.length > 60);
});

test('missed swaps are those that Go finds', () => {
  for (const { name, in: given, want } of cases.filter(({ fn }) => fn === 'swaps')) {
    const got = swaps(problem(given.problem), given.deal);
    assert.deepEqual(got.map(({ changes }) => changes), want.map(({ changes }) => changes), name);
    got.forEach(({ gain }, i) => close(gain, want[i].gain, name));
  }
});

test('value left is what the frontier gives without a loss', () => {
  const p = { walkAway: [0, 0], payoffs: [[[0, 10]], [[10, 0]]] };
  assert.deepEqual(valueLeft(p, [[9, 1], [5, 5], [1, 9]], [4, 4]), [1, 1]);
  assert.deepEqual(valueLeft(p, [[9, 1], [5, 5], [1, 9]], [5, 5]), [0, 0]);
  assert.deepEqual(valueLeft(p, [[9, 1]], [4, 4]), [0, 0]);
});

const exercise = { page: 'exercises/machines', roles: 2, sizes: [5, 5, 5, 5, 5, 5, 5, 5] };

test('a result code says what was agreed and by whom, and no other exercise reads it', () => {
  for (const outcome of [undefined, [0, 0, 0, 0, 0, 0, 0, 0], [4, 4, 4, 4, 4, 4, 4, 4], [3, 4, 0, 1, 3, 3, 3, 4]]) {
    for (const by of [[], [0], [1], [0, 1]]) {
      const code = encode(exercise, { outcome, by });
      assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{1,4})+$/);
      assert.deepEqual(decode(exercise, ` ${code.toLowerCase().replaceAll('0', 'o')} `), { outcome, by });
      assert.deepEqual(decode({ ...exercise, page: 'exercises/other' }, code), { wrong: 'other' });
    }
  }
  const big = { page: 'x', roles: 8, sizes: [2000, 81, 9] };
  const result = { outcome: [1999, 80, 8], by: [0, 3, 7] };
  assert.deepEqual(decode(big, encode(big, result)), result);
});

test('a result code that was mistyped is refused', () => {
  const code = encode(exercise, { outcome: [3, 4, 0, 1, 3, 3, 3, 4], by: [0, 1] }).replaceAll('-', '');
  for (let i = 0; i < code.length; i++) {
    for (const letter of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
      if (letter !== code[i]) assert.deepEqual(decode(exercise, code.slice(0, i) + letter + code.slice(i + 1)), { wrong: 'typed' });
    }
    for (let j = 0; j < i; j++) {
      const letters = [...code];
      [letters[i], letters[j]] = [letters[j], letters[i]];
      if (letters.join('') !== code) assert.deepEqual(decode(exercise, letters.join('')), { wrong: 'typed' });
    }
  }
  for (const other of ['', 'no code', code + '1', code.slice(1), '<script>']) assert.ok(decode(exercise, other).wrong);
});

test('packages are worth about the same, and differ in two issues', () => {
  const [{ in: given }] = cases.filter(({ fn }) => fn === 'evaluate');
  const own = problem(given.problem).payoffs[0];
  const found = packages(own, given.deal);
  assert.equal(found.length, 3);
  for (const other of found) {
    assert.equal(other.filter((option, i) => option !== given.deal[i]).length, 2);
    assert.ok(Math.abs(worth(own, other) - worth(own, given.deal)) <= 648 + 1e-6); // 3 % of 21,600
  }
  assert.deepEqual(packages([[0, 10]], [0]), []);
  assert.ok(!complete(own, [1, 2]) && !complete(own, [...given.deal.slice(0, -1), 5]) && complete(own, given.deal));
});
