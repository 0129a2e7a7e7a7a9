// Coalitions: what a division leaves to others to gain.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { gets, left, makes, rivals } = await client('coalition/divide');

const game = (ab, ac, bc, abc) => [[[0], 0], [[1], 0], [[2], 0], [[0, 1], ab], [[0, 2], ac], [[1, 2], bc], [[0, 1, 2], abc]].map(([members, value]) => ({ members, makes: value }));
const three = game(110, 90, 60, 140);
const all = (...shares) => ({ members: [0, 1, 2], shares });

test('what a coalition makes does not hang on the order of its members', () => {
  assert.equal(makes(three, [1, 0]), 110);
  assert.equal(makes(three, [2, 0, 1]), 140);
  assert.equal(makes(three, [3]), 0);
});

test('the Shapley value leaves A and B 5 to gain, a division in the core nobody anything', () => {
  assert.deepEqual(rivals(three, all(60, 45, 35)), [{ members: [0, 1], makes: 110, gets: 105 }]);
  assert.deepEqual(rivals(three, all(70, 40, 30)), []);
  assert.ok(rivals(three, all(10, 10, 10)).every(({ members }) => members.length < 3), 'a coalition is no rival of itself, however little of it is divided');
});

test('with an empty core somebody always has something to gain', () => {
  const empty = game(118, 84, 50, 121);
  for (let a = 0; a <= 121; a += 0.5) for (let b = 0; a + b <= 121; b += 0.5) assert.ok(rivals(empty, all(a, b, 121 - a - b)).length, `${a} ${b}`);
});

test('who is left out has what it makes alone', () => {
  const pair = { members: [0, 1], shares: [70, 40] };
  assert.equal(gets(three, pair, 2), 0);
  assert.equal(left(three, pair), 0);
  assert.deepEqual(rivals(three, pair).map(({ members, makes, gets }) => [members, makes - gets]), [[[0, 1, 2], 30], [[0, 2], 20], [[1, 2], 20]]);
});

test('what is left says too much, too, and rounding is no rest', () => {
  assert.equal(left(three, all(60, 45, 25)), 10);
  assert.equal(left(three, all(60, 45, 45)), -10);
  assert.equal(left(game(0, 0, 0, 0.3), all(0.1, 0.2, 0)), 0);
});
