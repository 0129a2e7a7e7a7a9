import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { isComplete, judge, same } = await client('practice/judge');

const key = (kind, more) => ({ kind, right: [], value: NaN, within: 0, accept: [], ...more });
const given = (picks, texts = []) => ({ picks, texts });
const score = (k, g, lang = 'en') => Number(judge(k, g, lang).score.toFixed(3));

test('of one option the right one counts', () => {
  const one = key('single', { right: [1] });
  assert.deepEqual(judge(one, given([1]), 'en'), { score: 1, wrong: [] });
  assert.deepEqual(judge(one, given([0]), 'en'), { score: 0, wrong: [0] });
});

test('of several options each wrong one takes back a right one', () => {
  const many = key('multiple', { right: [0, 2] });
  for (const [picks, want, wrong] of [
    [[0, 2], 1, []], [[2, 0], 1, []], [[0], 0.5, []], [[0, 1], 0, [1]], [[0, 2, 1], 0.5, [1]], [[0, 1, 2, 3], 0, [1, 3]], [[1, 3], 0, [1, 3]],
  ]) assert.deepEqual(judge(many, given(picks), 'en'), { score: want, wrong }, String(picks));
});

test('an order counts by pairs that stand right', () => {
  const order = key('order');
  for (const [picks, want, wrong] of [
    [[0, 1, 2, 3], 1, []], [[3, 2, 1, 0], 0, [3, 2, 1, 0]], [[1, 0, 2, 3], 5 / 6, [1, 0]], [[1, 2, 3, 0], 0.5, [1, 2, 3, 0]], [[0, 1], 1, []], [[1, 0], 0, [1, 0]],
  ]) assert.deepEqual(judge(order, given(picks), 'en'), { score: want, wrong }, String(picks));
});

test('pairs count each', () => {
  for (const kind of ['match', 'classify']) {
    const pairs = key(kind, { right: [0, 1, 0] });
    assert.deepEqual(judge(pairs, given([0, 1, 0]), 'en'), { score: 1, wrong: [] });
    assert.deepEqual(judge(pairs, given([0, 0, 0]), 'en').wrong, [1]);
    assert.equal(score(pairs, given([1, 0, 1])), 0);
    assert.equal(score(pairs, given([0, undefined, 1])), 0.333);
  }
});

test('a number may be off by what is allowed, and not by more', () => {
  const number = key('numeric', { value: 42, within: 2 });
  for (const [text, want] of [['42', 1], ['44', 1], ['40', 1], ['44,01', 0], ['39.9', 0], ['€ 42', 1], ['42 EUR', 1], ['−42', 0], ['42 %', 1], ['4 2', 0], ['', 0]]) {
    assert.equal(score(number, given([], [text])), want, text);
  }
  const exact = key('numeric', { value: 0.3, within: 0 });
  for (const text of ['0.3', '0,3', '.3', '0.30', '3/10']) assert.equal(score(exact, given([], [text])), 1, text);
  assert.equal(score(exact, given([], ['0.301'])), 0);
  assert.equal(score(key('numeric', { value: 1.1, within: 0.1 }), given([], ['1.2'])), 1, 'the edge counts, whatever binary fractions make of it');
  assert.equal(score(key('numeric', { value: -350, within: 5 }), given([], ['−345'])), 1);
  assert.equal(score(key('numeric', { value: 2.5e6, within: 0 }), given([], ['2,5 Mio. €'])), 1);
  for (const lang of ['en', 'de']) {
    for (const text of ['1000', '1.000', '1,000', '1 000', '1.000,00', '1,000.00']) assert.equal(score(key('numeric', { value: 1000, within: 0 }), given([], [text]), lang), 1, `${text} ${lang}`);
  }
});

test('texts are compared without what typing adds', () => {
  for (const [a, b] of [
    ['BATNA', 'batna'], [' batna ', 'batna'], ['batna.', 'batna'], ['"batna"', 'batna'], ['„Anker“', 'anker'], ['»Anker«', 'Anker'], ['best  alternative', 'best alternative'],
    ['best\u00a0alternative', 'best alternative'], ['win-win', 'win win'], ['win–win', 'win-win'], ['Straße', 'STRASSE'], ['ﬁrst', 'first'], ['ｂａｔｎａ', 'batna'], ['don’t', "don't"],
    ['cafe\u0301', 'café'], ['İstanbul', 'istanbul'], ['bat\u00adna', 'batna'], ['batna?!', 'batna'], ['(batna)', 'batna'], ['5 %', '5 %'], ['?', '?'],
  ]) assert.ok(same(a, b), `${a} = ${b}`);
  for (const [a, b] of [['batna', 'batnas'], ['C', 'C#'], ['a', 'á'], ['', 'batna'], ['?', '!'], ['5', '5 %'], ['bestalternative', 'best alternative']]) assert.ok(!same(a, b), `${a} ≠ ${b}`);
});

test('gaps count each', () => {
  const gaps = key('blanks', { accept: [['batna', 'best alternative'], ['seven', '7']] });
  assert.deepEqual(judge(gaps, given([], ['Best Alternative', '7.']), 'en'), { score: 1, wrong: [] });
  assert.deepEqual(judge(gaps, given([], ['zopa', '7']), 'en'), { score: 0.5, wrong: [0] });
  assert.deepEqual(judge(gaps, given([], []), 'en'), { score: 0, wrong: [0, 1] });
  assert.equal(score(key('text', { accept: [['anchor']] }), given([], ['Anchor!'])), 1);
});

test('nobody judges a reflection', () => {
  assert.deepEqual(judge(key('reflection'), given([], ['words']), 'en'), { score: null, wrong: [] });
});

test('an answer is complete before it is judged', () => {
  for (const [kind, g, want] of [
    ['single', given([]), false], ['single', given([0]), true], ['multiple', given([]), false], ['order', given([1, 0]), true],
    ['match', given([0, undefined]), false], ['match', given([0, 0]), true], ['classify', given([undefined]), false],
    ['numeric', given([], ['']), false], ['numeric', given([], ['many']), false], ['numeric', given([], ['0']), true],
    ['blanks', given([], ['a', ' ']), false], ['blanks', given([], ['a', 'b']), true], ['text', given([], ['\n']), false], ['reflection', given([], ['a']), true],
  ]) assert.equal(isComplete(kind, g, 'en'), want, `${kind} ${JSON.stringify(g)}`);
});
