// How far a learner is, what is next, and when cards come again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { calibration, count, next, standings, tally } = await client('progress/standing');
const { fold } = await client('record/fold');
const day = (n) => `2026-11-${String(n).padStart(2, '0')}T09:00:00Z`;
const hash = (n) => `0a0b0c0${n}`;

let seq = 0;
const event = (t, on, body) => ({ id: `${++seq}`.padStart(22, '0'), dev: 'A'.repeat(11), seq, lam: seq, at: day(on), v: 1, t, ...body });
const answer = (item, on, score, more) => event('answer', on, { item, hash: hash(item.at(-1)), score, chosen: ['x'], ...more });

const page = (id, items = [], more = {}) => ({ id, lang: 'en', kind: 'exercise', path: `${id}.html`, title: id, hash: 'f', items: items.map((n) => `q${n}`), hashes: items.map(hash), stage: 'S1', ...more });
const course = { site: 's', name: 'n', lang: 'en', stages: [{ id: 'S1', name: 'Prepare' }], competencies: [], pages: [page('a', [1, 2, 3, 4, 5]), page('b', [1]), page('c', [], { kind: 'lesson' })] };
const stand = (...events) => standings(course, fold(events));
const of = (found, id) => found.byPage.get(id);

test('a question is known when it is right on a later day than the first answer', () => {
  const found = stand(answer('a#q1', 1, 1), answer('a#q1', 1, 1), answer('a#q2', 1, 0), answer('a#q2', 2, 1), answer('a#q3', 1, 1), answer('a#q3', 2, 0), answer('a#q4', 1, null));
  assert.deepEqual(of(found, 'a').items.map(({ standing }) => standing), ['right', 'lasting', 'missed', 'noted', 'open']);
  assert.equal(of(found, 'a').mark, 'begun');
});

test('reading completes nothing; four of five that last do', () => {
  assert.equal(of(stand(event('read', 1, { page: 'a', hash: 'f' })), 'a').mark, 'seen');
  const right = (n) => [answer(`a#q${n}`, 1, 1), answer(`a#q${n}`, 2, 1)];
  assert.equal(of(stand(...[1, 2, 3].flatMap(right)), 'a').mark, 'begun');
  assert.equal(of(stand(...[1, 2, 3, 4].flatMap(right)), 'a').mark, 'done');
});

test('what is written or rated is noted, and completes a page of nothing else', () => {
  const found = stand(event('field', 1, { item: 'b#q1', hash: hash(1), case: 'A'.repeat(22), value: 'x' }));
  assert.equal(of(found, 'b').items[0].standing, 'noted');
  assert.equal(of(found, 'b').mark, 'done');
});

test('a page of questions and fields is done when the questions last', () => {
  const mixed = { ...course, pages: [page('m', [1, 2, 3], { forms: [{ name: 'f', fields: [{ id: 'q2' }, { id: 'q3' }] }] })] };
  assert.equal(of(standings(mixed, fold([answer('m#q1', 1, 1), answer('m#q1', 2, 1)])), 'm').mark, 'done');
});

test('what is known and what is filled in are counted apart', () => {
  const mixed = { ...course, pages: [page('m', [1, 2, 3, 4, 5], { forms: [{ name: 'f', fields: [{ id: 'q2' }, { id: 'q3' }] }] })] };
  const field = event('field', 1, { item: 'm#q2', hash: hash(2), case: 'A'.repeat(22), value: 'x' });
  const found = standings(mixed, fold([answer('m#q1', 1, 1), answer('m#q1', 2, 1), answer('m#q4', 1, null), answer('m#q5', 1, 1), field]));
  assert.deepEqual(count(of(found, 'm').items), { known: 1, asked: 2, filled: 2, toFill: 3 }, 'a reflection is filled in, and no question that one can know');
});

test('changed and retired questions are told apart', () => {
  const found = stand(answer('a#q1', 1, 1, { hash: 'ffffffff' }), answer('a#q2', 1, 1), answer('gone#q1', 1, 1));
  assert.deepEqual(of(found, 'a').items.map(({ changed }) => changed), [true, false, false, false, false]);
  assert.deepEqual(found.retired, ['gone#q1']);
  assert.equal(tally(of(found, 'a').items).right, 2);
});

test('what is next: cards, a page that was begun, what is ripe, something new', () => {
  const events = [answer('a#q1', 1, 1), answer('b#q1', 1, 0)];
  const state = fold(events);
  const steps = next(standings(course, state), 3, day(5), state);
  assert.deepEqual(steps.map((step) => [step.what, step.page?.page.id, step.count]), [['cards', undefined, 3], ['go-on', 'a', 4], ['again', 'b', 1]]);
  assert.deepEqual(next(stand(), 0, day(5), { answers: new Map(), read: new Map() }).map(({ what, page: one }) => [what, one.page.id]), [['begin', 'a']]);
  const today = next(standings(course, state), 0, day(1), state);
  assert.ok(!today.some(({ what }) => what === 'again'), 'nothing is ripe on the day it was answered');
});

test('a page for later comes two weeks after the other one was opened, and not before', () => {
  const later = { ...course, pages: [page('c', [1, 2], { later: 'l' }), page('l', [], { kind: 'lesson' }), page('z', [1])] };
  const what = (now, ...events) => next(standings(later, fold(events)), 0, day(now), fold(events)).map((step) => `${step.what} ${step.page.page.id}`);
  const opened = event('read', 1, { page: 'l', hash: hash(1) });
  assert.deepEqual(what(40), ['begin z'], 'nobody has opened the lesson');
  assert.deepEqual(what(14, opened), ['begin z']);
  assert.deepEqual(what(15, opened), ['later c', 'begin z']);
  assert.deepEqual(what(15, opened, answer('c#q1', 14, 1)), ['go-on c', 'begin z'], 'once it is begun it is a page like any other');
});

test('calibration counts answers with a confidence, in five bins', () => {
  const events = [[0, 0], [100, 1], [100, 0], [59, 1], [60, 1]].map(([sure, score], i) => answer(`a#q${i}`, 1, score, { sure }));
  const { bins, count } = calibration(fold([...events, answer('a#q1', 1, 1), answer('a#q2', 1, null, { sure: 50 }), answer('a#q0', 1, 1, { sure: 0 })]));
  assert.equal(count, 5, 'a second try on a day knows more');
  assert.deepEqual(bins.map(({ from, count: n, right, sure }) => [from, n, right, Math.round(sure)]), [[0, 1, 0, 0], [40, 1, 1, 59], [60, 1, 1, 60], [80, 2, 1, 100]]);
});

const { deck, intervals, scheduled, session } = await client('progress/deck');

test('cards are the terms of pages met, and questions that were missed or are old', () => {
  const terms = [page('t1', [], { kind: 'term' }), page('t2', [], { kind: 'term' })];
  const full = { ...course, pages: [{ ...course.pages[0], terms: ['t1', 'draft'] }, { ...page('d'), terms: ['t2'] }, ...terms] };
  const cards = (now, ...events) => deck(full, fold(events), Date.parse(now)).map(({ card }) => card);
  assert.deepEqual(cards(day(1)), []);
  assert.deepEqual(cards(day(1), event('read', 1, { page: 'd', hash: 'f' })), ['term:t2']);
  assert.deepEqual(cards(day(2), answer('a#q1', 1, 0), answer('a#q2', 1, 1)), ['term:t1', 'item:a#q1']);
  assert.deepEqual(cards(day(9), answer('a#q2', 1, 1)), ['term:t1', 'item:a#q2']);
});

test('a card that was known comes later than one that was not, whatever the clock did', () => {
  const [again, hard, good, easy] = intervals([], Date.parse(day(1)));
  assert.ok(again < hard && hard < good && good < easy && again >= 0, [again, hard, good, easy].join());
  const reviews = [{ at: day(1), grade: 3 }, { at: day(4), grade: 3 }];
  assert.ok(+scheduled(reviews).due > Date.parse(day(5)));
  assert.equal(+scheduled(reviews).due, +scheduled(reviews).due);
  const back = scheduled([...reviews, { at: day(2), grade: 3 }]);
  assert.ok(+back.due >= Date.parse(day(4)), 'a clock that was set back turns nothing around');
});

test('a session has room for three cards a minute, what is due first, stages in turn', () => {
  const now = Date.parse(day(9));
  const card = (n, stage, fresh = false, due = now - n) => ({ card: `term:${n}`, stage, fresh, due });
  const all = Array.from({ length: 40 }, (_, n) => card(n, n < 20 ? 'S1' : 'S2'));
  const dealt = session([...all, card(90, 'S1', true), card(91, 'S1', false, now + 1)], now, 5);
  assert.equal(dealt.length, 15);
  assert.ok(!dealt.some(({ card: name }) => name === 'term:91'), 'nothing that is not due');
  assert.ok(dealt.some(({ fresh }) => fresh), 'something new, too');
  const two = session([card(1, 'S1'), card(2, 'S1'), card(3, 'S2'), card(4, 'S2')], now, 5).map(({ stage }) => stage);
  assert.deepEqual(two, ['S2', 'S1', 'S2', 'S1']);
});
