import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { doubt, readings, readNumber } = await client('practice/numbers');

test('numbers are read as people type them', () => {
  for (const [text, ...want] of [
    ['42', 42], ['0,5', 0.5], ['0.5', 0.5], ['.5', 0.5], [',5', 0.5], ['5.', 5], ['00,5', 0.5], ['+12', 12],
    ['1.000,5', 1000.5], ['1,000.5', 1000.5], ['1.000.000', 1e6], ['1,000,000', 1e6], ['1,00,000', 1e5], ['1.234.567,89', 1234567.89],
    ['1 000', 1000], ['1\u00a0000,50', 1000.5], ['1\u202f000', 1000], ["1'000", 1000], ['1’000.5', 1000.5], ['12 345 678', 12345678],
    ['€ 350', 350], ['350 €', 350], ['350€', 350], ['EUR 350', 350], ['350 EUR', 350], ['$1,250.00', 1250], ['5 %', 5], ['5%', 5], ['5,-', 5], ['5,–', 5], ['5 m²', 5],
    ['−5', -5], ['–5', -5], ['- 3', -3], ['-€ 20', -20], ['€ -20', -20], ['about 40', 40], ['ca. 40', 40], ['~40', 40], ['=40', 40], ['(5)', 5],
    ['350k', 350000], ['€ 1.2m', 1.2e6], ['1.2M€', 1.2e6], ['3,5 Mio', 3.5e6], ['3.5 million', 3.5e6], ['2 Tsd. €', 2000], ['5 km', 5], ['5 months', 5],
    ['½', 0.5], ['1/2', 0.5], ['-3 / 4', -0.75], ['٣٫٥', 3.5], ['١٬٠٠٠', 1000], ['１２３', 123],
    [''], [' '], ['abc'], ['-'], ['5 6'], ['1 00'], ['40-50'], ['40 to 50'], ['1e3'], ['--5'], ['1.2.3'], ['1.000,000,5'], ['1/0'], ['NaN'], ['Infinity'], ['0x10'], ['5a6'], ['5150o'], ['515O'],
  ]) {
    for (const lang of ['en', 'de']) assert.deepEqual(readings(text, lang), want, `${JSON.stringify(text)} in ${lang}`);
  }
});

test('where a mark may stand for thousands or for decimals, the language says what comes first', () => {
  assert.deepEqual(readings('1.000', 'en'), [1, 1000]);
  assert.deepEqual(readings('1.000', 'de'), [1000, 1]);
  assert.deepEqual(readings('-1,500', 'en'), [-1500, -1.5]);
  assert.equal(readNumber('1,500', 'de'), 1.5);
  assert.deepEqual(readings('0.500', 'de'), [0.5], 'no thousands begin with 0');
  assert.deepEqual(readings('1000.500', 'de'), [1000.5]);
  assert.equal(readNumber('five', 'en'), undefined);
});

test('of two readings one is asked about where few would write the likelier one so', () => {
  assert.deepEqual(doubt('47.000', 'en'), { first: 47, other: 47000 });
  assert.deepEqual(doubt('47,000', 'de'), { first: 47, other: 47000 });
  for (const [text, lang] of [['47,000', 'en'], ['47.000', 'de'], ['47.5', 'en'], ['47000', 'en'], ['1.000.000', 'en'], ['many', 'en'], ['', 'en']]) assert.equal(doubt(text, lang), undefined, text);
});

test('long texts end soon', () => {
  for (const piece of ['1', '1 ', '1,', ' ', 'a.', '-', '1a', 'a', "'"]) readings(piece.repeat(50_000), 'en');
});
