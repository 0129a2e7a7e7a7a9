// What a record means, and what its numbers come to.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { client } from './client.mjs';

const { fold } = await client('record/fold');
const { readFile: read } = await client('record/file');
const { hashesOf, movesOf, renamed, standing } = await client('record/refs');
const { change, isDue, lasts, score } = await client('record/score');

const file = async (name) => (await read(new Blob([await readFile(new URL(`../../site/record/testdata/v1/${name}.parley.jsonl`, import.meta.url))]), 'parley-course')).entries;
const quiz = 'exercises/prepare-quiz#';
const sheet = 'content/worksheets/preparation#';

test('a record of one browser', async () => {
  const state = fold(await file('one-browser'));
  assert.deepEqual(state.answers.get(quiz + 'meaning').map(({ score, sure }) => [score, sure]), [[0, 90], [1, 70], [1, 100]]);
  assert.equal(state.answers.get(quiz + 'why')[0].score, null);
  assert.deepEqual([...state.read.keys()], ['content/framework/prepare']);
  const [[, { at, items }]] = state.ratings;
  assert.equal(at, '2026-11-03T09:10:00Z');
  assert.deepEqual([...items.values()].map(({ value }) => value), [1, 0, null, 2, 3]);
  const [one] = state.cases.values();
  assert.deepEqual([one.name, one.made, one.fields.get(sheet + 'batna').value], ['Copper', '2026-11-04T09:00:00Z', 'Buy from the second supplier at 1,040']);
  assert.deepEqual(one.fields.get(sheet + 'issues').value[1], ['Delivery', '2 weeks', '']);
  assert.equal(one.locks[0].code, '0G3Z-9K2M-TQ4W-YB71');
  assert.deepEqual([...state.reviews].map(([card, list]) => [card, list[0].grade]), [['term:glossary/batna', 3], [`item:${quiz}order`, 1]]);
  assert.deepEqual([state.first, state.last, state.quarantined], ['2026-11-02T09:00:00Z', '2026-11-05T09:10:00Z', 0]);
});

test('a record of two, across an update of the course', async () => {
  const course = [
    { id: 'exercises/prepare/quiz', was: ['exercises/prepare-quiz'], items: ['meaning', 'order'], hashes: ['a3b4c5d6', '2b3c4d5e'] },
    { id: 'content/worksheets/preparation', items: ['batna'], hashes: ['5e6f7081'] },
  ];
  const entries = await file('two-browsers');
  const state = fold(entries, movesOf(course));
  assert.equal(state.quarantined, 1); // the phone's answer in the exam has two contents
  assert.equal(state.count, entries.length - 1);
  const answers = state.answers.get('exercises/prepare/quiz#meaning');
  assert.deepEqual(answers.map(({ hash }) => hash), ['1a2b3c4d', '1a2b3c4d', '1a2b3c4d', 'a3b4c5d6']);
  const hashes = hashesOf(course);
  assert.deepEqual(answers.map(({ hash }) => standing(hashes, 'exercises/prepare/quiz#meaning', hash)), ['changed', 'changed', 'changed', 'same']);
  assert.equal(standing(hashes, 'exercises/prepare/quiz#why', '3c4d5e6f'), 'retired');
  assert.deepEqual(state.answers.get('exercises/prepare/quiz#order').map(({ score }) => score), [0.6666666666666666]);
  assert.ok(state.reviews.has('item:exercises/prepare/quiz#order'));
  assert.equal(state.ratings.size, 2);
  const [one] = state.cases.values();
  assert.deepEqual([one.name, one.forms.length, one.fields.size], ['Copper, spring', 2, 4]);
  assert.deepEqual([...fold([...entries].reverse(), movesOf(course)).answers], [...state.answers]);
});

const entry = (n, more, dev = 'D') => ({ id: String(n).padStart(22, 'A'), dev: dev.repeat(11), seq: n, lam: n, at: '2026-11-23T09:00:00Z', v: 1, ...more });

test('the last writer of a name is the last in order, whatever the clocks say', () => {
  const kase = 'C'.repeat(22);
  const name = (n, name, at, dev) => entry(n, { t: 'case', case: kase, name, forms: [], at }, dev);
  const events = [name(1, 'first', '2030-01-01T00:00:00Z'), name(3, 'last', '2020-01-01T00:00:00Z'), name(2, 'middle', '2026-01-01T00:00:00Z'), name(3, 'other device', '2019-01-01T00:00:00Z', 'B')];
  const state = fold(events);
  assert.deepEqual([state.cases.get(kase).name, state.first, state.last], ['last', '2019-01-01T00:00:00Z', '2030-01-01T00:00:00Z']);
});

test('what is not known here means nothing, and counts as an entry', () => {
  const state = fold([entry(1, { t: 'answer', v: 2, item: 7 }), entry(2, { t: '__proto__' }), entry(3, { t: 'constructor', item: 'x#y' })]);
  assert.deepEqual([state.count, state.answers.size, state.cases.size], [3, 0, 0]);
});

test('names like those of JavaScript are names', () => {
  const state = fold([entry(1, { t: 'answer', item: '__proto__#constructor', hash: '00112233', score: 1, chosen: [] }), entry(2, { t: 'read', page: '__proto__', hash: '00112233' })]);
  assert.equal(state.answers.get('__proto__#constructor').length, 1);
  assert.ok(state.read.has('__proto__'));
});

test('pages that moved', () => {
  const moves = movesOf([{ id: 'c', was: ['a.md', 'b', 'd'] }, { id: 'd' }, { id: 'e', was: ['c'] }]);
  for (const [old, now] of [['a', 'c'], ['b#x', 'c#x'], ['item:a#x.y', 'item:c#x.y'], ['term:a', 'term:c'], ['d#x', 'd#x'], ['c', 'c'], ['z#a', 'z#a'], ['a/b', 'a/b'], ['item', 'item']]) assert.equal(renamed(old, moves), now);
  assert.deepEqual([...hashesOf([{ id: 'x', items: ['a', 'b'], hashes: ['1', ''] }, { id: 'x', items: ['a'], hashes: ['2 3'] }])].map(([ref, set]) => [ref, ...set]), [['x#a', '1', '2', '3'], ['x#b']]);
  assert.equal(standing(hashesOf([{ id: 'x', items: ['b'] }]), 'x#b', 'f'), 'same'); // an older course.json says no hashes
});

const range = { min: 0, max: 3 };
const statements = ['a', 'b', 'c', 'd', 'e'].map((ref) => ({ ref, reverse: ref === 'e', hashes: ['h', 'g'] }));
const ratings = (values, hash = 'h') => new Map(values.flatMap((value, i) => (value === undefined ? [] : [[statements[i].ref, { value, hash }]])));

test('a competency has a score from four of five statements on', () => {
  const of = (...values) => score(statements, ratings(values), range);
  assert.equal(of(3, 3, 3, 3, 0).score, 100);
  assert.equal(of(0, 0, 0, 0, 3).score, 0);
  assert.equal(of(1, 2, null, 1, 2).score.toFixed(6), '41.666667');
  assert.deepEqual(of(1, 2, null, null, 2), { score: undefined, answered: 3, of: 5, done: true });
  assert.deepEqual(of(1, 1, 2, 2), { score: 50, answered: 4, of: 5, done: false });
  assert.equal(of(9, 2, 9, 1, 2).answered, 3); // no mark of this scale
  assert.equal(score(statements, ratings([1, 1, 1, 1, 5]), { min: 1, max: 5 }).score, 0);
  assert.equal(score([], new Map(), range).score, undefined);
});

test('a change is told from 20 points and two statements on', () => {
  const of = (before, after) => change(statements, ratings(before), ratings(after), range);
  assert.equal(of([0, 0, 0, 0, 3], [3, 0, 0, 0, 3]), 'none'); // 20 points, one statement
  assert.equal(of([0, 0, 0, 0, 3], [1, 1, 0, 0, 3]), 'none'); // two, 13 points
  assert.equal(of([0, 0, 0, 0, 3], [2, 1, 0, 0, 3]), 'up'); // 20 points, two statements
  assert.equal(of([3, 3, 3, 3, 0], [3, 3, 2, 2, 1]), 'down');
  assert.equal(of([0, 0, 0, 0, 3], [3, 1, 0, 0, null]), 'up');
  assert.equal(of([0, 0, null, null, 3], [3, 3, 3, 3, 0]), undefined);
  const reworded = new Map([...ratings([3, 3, 3, 3, 3])].map(([ref, rated]) => [ref, { ...rated, hash: ref < 'c' ? 'other' : 'h' }]));
  assert.equal(change(statements, ratings([0, 0, 0, 0, 0]), reworded, range), undefined);
  assert.equal(change(statements, ratings([0, 0, 0, 0, 3]), ratings([2, 1, 0, 0, 3], 'g'), range), 'up', 'in another language it is the same statement');
});

test('what was right at least a day later has lasted', () => {
  const at = (...times) => times.map(([day, time, score]) => ({ at: `2026-11-${day}T${time}:00Z`, score }));
  assert.equal(lasts([]), false);
  assert.equal(lasts(at(['02', '09:00', 1])), false);
  assert.equal(lasts(at(['02', '09:00', 0], ['02', '22:00', 1])), false);
  assert.equal(lasts(at(['02', '23:59', 1], ['03', '00:01', 1])), false); // another date is no day later
  assert.equal(lasts(at(['02', '09:00', 0], ['03', '08:30', 1])), true);
  assert.equal(lasts(at(['02', '09:00', 1], ['03', '09:00', 0.9])), false);
  assert.equal(lasts(at(['05', '09:00', 1], ['02', '09:00', 1])), false); // the clock was set back
  assert.equal(lasts(at(['02', '09:00', null], ['04', '09:00', null])), false);
  const now = '2026-11-04T09:00:00Z';
  assert.equal(isDue([], now), false);
  assert.equal(isDue(at(['02', '09:00', 1]), now), true);
  assert.equal(isDue(at(['03', '22:00', 0]), now), false);
  assert.equal(isDue(at(['02', '09:00', 1], ['03', '09:00', 1]), now), false);
  assert.equal(isDue(at(['02', '09:00', null]), now), false);
});
