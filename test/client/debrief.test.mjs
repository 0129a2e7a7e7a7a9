// The debrief: how good a deal is, what a class came to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { qualityOf } = await client('debrief/solution');
const { bins, csv, readClass, summary } = await client('debrief/class');
const { encode } = await client('table/codes');
const { exercise } = await client('table/talk');

// Two issues of two options: A wants the second of each, more of the first; B the opposite.
const solution = { roles: ['A', 'B'], walkAway: [2, 2], payoffs: [[[0, 8], [0, 2]], [[2, 0], [8, 0]]], outcomes: 4, rational: 0.25, frontier: [[0, 10], [8, 8], [10, 0]], joint: [4, 16], rules: [] };
const it = { page: 'exercises/x', roles: ['A', 'B'], need: 2, must: [], unit: 'points', issues: [{ name: 'One', options: ['a', 'b'], price: false }, { name: '=Two', options: ['c', 'd, e'], price: false }], solution, shown: (_, value) => value, points: (_, value) => `${value}` };
const code = (outcome, by = [0, 1]) => encode(exercise(it), { outcome, by });

test('quality tells what each has, what was left, and shares that are never clipped', () => {
  const best = qualityOf(solution, [1, 0]);
  assert.deepEqual([best.u, best.left, best.share, best.efficient, best.acceptable], [[8, 8], [0, 0], [0.5, 0.5], true, true]);
  const bad = qualityOf(solution, [0, 1]);
  assert.deepEqual([bad.u, bad.left, bad.efficient, bad.acceptable, bad.share], [[2, 2], [6, 6], false, true, undefined]);
  assert.deepEqual(qualityOf(solution, [0, 0]).share, [-2 / 6, 8 / 6]);
  const none = qualityOf(solution, undefined);
  assert.deepEqual([none.u, none.left, none.efficient, none.share], [[2, 2], [6, 6], false, undefined]);
});

test('where a price is paid, all together have what they gained', () => {
  // B pays 0 to 2 and would pay 2 at most; A wants 1 at least.
  const price = { ...solution, walkAway: [1, -2], payoffs: [[[0, 1, 2]], [[0, -1, -2]]], pays: [1, 0], frontier: [[0, 0], [1, -1], [2, -2]], joint: [0, 0] };
  assert.deepEqual([qualityOf(price, [1]).joint, qualityOf(price, [2]).joint, qualityOf(price, undefined).joint], [1, 1, 0]);
  assert.deepEqual(qualityOf(price, [1]).share, [0, 1]);
  assert.equal(qualityOf(price, [0]).efficient, false, 'A is worse off than without a deal');
});

test('what all could have had together is one deal, not the sum of what each could', () => {
  const { left, leftTogether } = qualityOf(solution, [0, 1]);
  assert.deepEqual([left, leftTogether], [[6, 6], 12]);
  const wide = { ...solution, frontier: [[0, 10], [3, 9], [8, 3], [10, 0]] };
  assert.deepEqual([qualityOf(wide, [0, 1]).left, qualityOf(wide, [0, 1]).leftTogether], [[6, 7], 8]);
});

test('a class is read as people paste it', () => {
  const good = code([1, 0]);
  const lines = [`Group 1: ${good}`, `Ana & Bo\t${good.toLowerCase()}`, `"Team, 3",${code(undefined)}`, `  ${good.replaceAll('-', ' ')}  `, `4 ${code([0, 1], [1])}.`, '', 'group,code'];
  const { groups, unread } = readClass(it, lines.join('\r\n'));
  assert.deepEqual(groups.map(({ name, outcome, confirmed }) => [name, outcome, confirmed]), [
    ['Group 1', [1, 0], true], ['Ana & Bo', [1, 0], true], ['Team, 3', undefined, true], ['4', [1, 0], true], ['4', [0, 1], false],
  ]);
  assert.deepEqual(unread.map(({ line, why }) => [line, why]), [[7, 'typed']]);
});

test('a head, a foreign code, and a second word of one group', () => {
  const other = encode({ ...exercise(it), page: 'exercises/y' }, { outcome: [1, 0], by: [0, 1] });
  const { groups, unread } = readClass(it, `group;code\n1;${code([1, 0])}\n1;${code([0, 0])}\n1;${code([1, 0])}\n2;${other}`);
  assert.equal(groups.length, 1);
  assert.deepEqual(unread.map(({ line, why }) => [line, why]), [[3, 'twice'], [5, 'other']]);
});

test('what a class came to', () => {
  const { groups } = readClass(it, [code([1, 0]), code([0, 1]), code([0, 0], [0]), code(undefined)].join('\n'));
  assert.deepEqual(summary(it, groups), { groups: 4, agreements: 3, impasses: 1, efficient: 1, below: 1, unconfirmed: 1, middle: 10, best: 16 });
  assert.equal(summary(it, []).middle, undefined);
});

test('a line without end is no code, at once', () => {
  const { groups, unread } = readClass(it, `${'A'.repeat(1e6)}\n${'ABCD-'.repeat(50)}!\n${code([1, 0])}`);
  assert.deepEqual([groups.length, unread.map(({ line }) => line)], [1, [1, 2]]);
  assert.ok(unread[0].text.length < 100);
});

test('a price is a number in the table, however the page writes it', () => {
  const price = { ...it, issues: [{ name: 'Price', options: ['30.000', '30.500'], price: true }], solution: { ...solution, payoffs: [[[30000, 30500]], [[-30000, -30500]]], pays: [1, 0], frontier: [[30000, -30000], [30500, -30500]], joint: [0, 0] } };
  assert.match(csv(price, readClass(price, encode(exercise(price), { outcome: [1], by: [0, 1] })).groups), /\n1,yes,A \+ B,30500,/);
});

test('bins count what lies on their ends and beyond', () => {
  assert.deepEqual(bins([-5, 0, 4.999, 5, 10, 99], 0, 10, 2).map(({ count }) => count), [3, 3]);
  assert.deepEqual(bins([], 0, 0, 2).map(({ count }) => count), [0, 0]);
});

test('the table for a spreadsheet quotes, and holds no formula', () => {
  const text = csv(it, readClass(it, `=1+1: ${code([1, 1])}\n-4: ${code(undefined)}`).groups);
  const [head, first, second] = text.split('\r\n');
  assert.match(head, /^group,agreement,agreed by,One,'=Two,A,B,joint,share A,share B,left A,left B,left together,efficient$/);
  assert.match(first, /^'=1\+1,yes,A \+ B,b,"d, e",10,0,10,/);
  assert.match(second, /^-4,no,A \+ B,,,2,2,4,,,,,,$/);
});
