import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { current, inDays } = await client('practice/sitting');
const { along, mark } = await client('practice/marks');
const { change, lasts, score } = await client('record/score');

const statements = ['a', 'b', 'c', 'd', 'e'].map((ref) => ({ ref, reverse: ref === 'e', hashes: ['h', 'g'] }));
const frequency = { min: 0, max: 3 };
/** Ratings by the letters: a digit, "-" for no occasion, " " for none; hash is that of all. */
const rated = (text, hash = 'h') => new Map([...text].flatMap((c, i) => (c === ' ' ? [] : [['abcde'[i], { value: c === '-' ? null : Number(c), hash }]])));

test('a competency is the mean of its statements, reversed ones turned round', () => {
  for (const [text, want, answered, done] of [
    ['33330', 100, 5, true], ['00003', 0, 5, true], ['33333', 80, 5, true], ['3333-', 100, 4, true], ['333--', undefined, 3, true], ['3333 ', 100, 4, false], ['     ', undefined, 0, false], ['-----', undefined, 0, true],
  ]) {
    const got = score(statements, rated(text), frequency);
    assert.deepEqual([got.score && Math.round(got.score * 10) / 10, got.answered, got.done, got.of], [want, answered, done, 5], text);
  }
  assert.ok(Math.abs(score(statements, rated('10003'), frequency).score - 6.667) < 0.001, 'one statement by one step: 6.7 points');
  assert.equal(score(statements, rated('33333'), { min: 1, max: 5 }).score, 50, 'agreement: (mean - 1) x 25');
});

test('a change is visible from 20 points on two statements', () => {
  for (const [before, after, want] of [
    ['00003', '00000', 'none'], ['00003', '11003', 'none'], ['00003', '12003', 'up'], ['00003', '30003', 'none'], ['00003', '11103', 'up'], ['33330', '22230', 'down'],
    ['12303', '12303', 'none'], ['1230-', '2330-', 'none'], ['123--', '33303', undefined], ['33303', '33   ', undefined], ['00003', '30300', 'up'],
  ]) assert.equal(change(statements, rated(before), rated(after), frequency), want, `${before} to ${after}`);
});

test('what was reworded since is not compared', () => {
  const before = rated('00003');
  const after = rated('22003');
  before.get('a').hash = 'older';
  assert.equal(change(statements, before, after, frequency), 'none', 'b alone has moved');
  before.get('b').hash = 'older';
  assert.equal(change(statements, before, after, frequency), undefined, 'too few are left');
});

test('a sitting goes on for two weeks, or until another is asked for', () => {
  const at = (day) => ({ at: `2026-05-${day}T10:00:00Z` });
  const now = '2026-05-20T10:00:00Z';
  assert.equal(current(new Map(), undefined, now), undefined);
  assert.equal(current(new Map([['x', at('10')], ['y', at('18')], ['z', at('12')]]), undefined, now), 'y');
  assert.equal(current(new Map([['x', at('01')]]), undefined, now), undefined);
  assert.equal(current(new Map([['x', at('19')]]), 'new', now), 'new', 'asked for, with nothing in it yet');
  assert.equal(current(new Map([['x', at('01')], ['y', at('19')]]), 'x', now), 'y', 'the one asked for is long over');
  assert.equal(inDays('2026-05-20T10:00:00Z', 42).slice(0, 10), '2026-07-01');
});

const answer = (day, right = 1) => ({ at: `2026-05-${day}T23:59:00Z`, hash: 'h', score: right });

test('what is right a day later has lasted', () => {
  assert.ok(!lasts([]));
  assert.ok(!lasts([answer('01'), answer('01')]));
  assert.ok(lasts([answer('01'), answer('02')]));
  assert.ok(lasts([answer('01', 0), answer('03'), answer('04', 0)]));
  assert.ok(!lasts([answer('01'), answer('02', 0.9)]));
});

const items = (said, asked = true) => [...said].map((letter) => ({ standing: { o: 'open', m: 'missed', r: 'right', l: 'lasting', n: 'noted' }[letter], asked }));

test('reading completes nothing', () => {
  for (const [said, seen, want] of [
    ['', false, ''], ['', true, 'seen'], ['ooooo', false, ''], ['ooooo', true, 'seen'], ['rrrrr', true, 'begun'], ['lllro', true, 'begun'], ['llllo', true, 'done'], ['lnn', true, 'done'],
  ]) assert.equal(mark(items(said), seen), want, said);
  assert.equal(mark(items('n'), true), 'done', 'a thought of one\'s own is never judged');
});

test('what is rated or filled in is done when all of it has an entry', () => {
  assert.equal(mark(items('nnnno', false), true), 'begun');
  assert.equal(mark(items('nnnnn', false), true), 'done');
  assert.equal(mark([...items('oo', false), ...items('llll')], true), 'done', 'where there are questions, they count');
  assert.equal(mark([...items('nn', false), ...items('rr')], true), 'begun');
});

test('a path goes on at the first step that is not done, and ends with enough of them', () => {
  const steps = (said) => [...said].map((letter) => ({ mark: { '-': '', s: 'seen', b: 'begun', d: 'done', S: 'seen', N: '' }[letter], asks: !'SN'.includes(letter) }));
  for (const [said, pass, through, next] of [['---', 100, false, 0], ['db-', 100, false, 1], ['dSd', 100, true, -1], ['NSd', 100, true, -1], ['Nbd', 100, false, 0], ['Sbd', 100, false, 1], ['dddd-', 80, true, -1], ['SS', 50, false, -1]]) {
    assert.deepEqual(along(steps(said), pass), { through, next }, said);
  }
});
