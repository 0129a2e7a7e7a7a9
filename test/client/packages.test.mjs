// Alternatives, packages, terms that depend on something, promises: of real negotiations.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { client } from './client.mjs';

const { alternativesOf, best } = await client('practice/tree');
const { equals, pointsOf, span, spell, unspell } = await client('practice/points');
const { clauses } = await client('practice/contingent');
const { held, offered } = await client('practice/offers');
const { worth } = await client('table/offer');

const more = { more: true, rate: undefined };
const less = { more: false, rate: undefined };
const near = (got, want) => assert.ok(Math.abs(got - want) < 1e-6, `${got}, not ${want}`);

// What site/bargain is held to as well.
const { batna, contingent } = JSON.parse(await readFile(new URL('../../site/bargain/testdata/test_vectors.json', import.meta.url), 'utf8'));
const branches = batna.branches.map(([chance, value], i) => [i ? '' : 'Search on', `${value}`, i ? '' : `${batna.search_cost}`, `${chance * 100} %`, '']);

test('an alternative is worth its values times their chances, less its cost', () => {
  const [one, ...rest] = alternativesOf(branches, more, 'en');
  assert.equal(rest.length, 0, 'rows without a name are outcomes of the one above');
  near(one.worth, batna.ev_net);
  assert.deepEqual([one.cost, one.rest, one.lacks], [3000, 0, []]);
  const [half] = alternativesOf([['Other buyer', '1000', '', '60', '']], more, 'en');
  near(half.worth, 600);
  near(half.rest, 0.4);
});

test('delay counts where there is a rate', () => {
  const late = branches.map(([name, value, , chance]) => [name, value, '', chance, '182.5']);
  near(alternativesOf(late, { more: true, rate: 8 }, 'en')[0].worth, batna.half_year_delay_at_8pct);
  near(alternativesOf(late, more, 'en')[0].worth, batna.ev);
});

test('where less is better, cost comes on top, and what is paid otherwise has to be said', () => {
  const [own, other] = alternativesOf([['Own staff', '110', '10', '100', ''], ['Another firm', '90', '', '80', '']], less, 'en');
  near(own.worth, 120);
  assert.deepEqual([other.worth, other.lacks], [undefined, ['rest']]);
  assert.equal(best([own, other], less), own);
});

test('what is missing is named', () => {
  const lacks = (...row) => alternativesOf([row], more, 'en')[0].lacks;
  assert.deepEqual(lacks('A', '', '', '50', ''), ['value']);
  assert.deepEqual(lacks('A', '10', '', '', ''), ['chance']);
  assert.deepEqual(lacks('A', '10', '', '150', ''), ['chance']);
  assert.deepEqual(lacks('A', '10', 'some', '50', 'soon'), ['cost', 'days']);
  const [over] = alternativesOf([['A', '10', '', '70', ''], ['', '5', '', '70', '']], more, 'en');
  assert.deepEqual([over.worth, over.lacks], [undefined, ['over']]);
  assert.equal(alternativesOf([['A', '9', '', '33', ''], ['', '9', '', '33', ''], ['', '9', '', '33.5', '']], more, 'en')[0].rest, 0, 'thirds are all');
  assert.deepEqual(alternativesOf([['', '', '', '', '']], more, 'en'), []);
});

test('the best one is the largest, or the least to pay; of equals the first', () => {
  const rows = [['A', '10', '', '100', ''], ['B', '20', '', '100', ''], ['C', '20', '', '100', ''], ['D', '', '', '', '']];
  assert.equal(best(alternativesOf(rows, more, 'en'), more).name, 'B');
  assert.equal(best(alternativesOf(rows, less, 'en'), less).name, 'A');
  assert.equal(best(alternativesOf([['D', '', '', '', '']], more, 'en'), more), undefined);
});

const rows = [['Price', '10', '40', '0'], ['', '9', '20', '20'], ['', '8', '0', '40'], ['Delivery', '2 weeks', '20', '10'], ['', '8 weeks', '0', '15'], ['Service', 'none', '0', '30'], ['service', 'full', '20', '0'], ['', 'half', '', '']];
const sheet = pointsOf(rows, 'en');

test('issues and points are read from rows', () => {
  assert.deepEqual(sheet.issues.map(({ name, options }) => [name, ...options]), [['Price', '10', '9', '8'], ['Delivery', '2 weeks', '8 weeks'], ['Service', 'none', 'full']]);
  assert.deepEqual(sheet.mine, [[40, 20, 0], [20, 0], [0, 20]]);
  assert.deepEqual(sheet.theirs, [[0, 20, 40], [10, 15], [30, 0]]);
  assert.deepEqual(sheet.odd, ['Service: half']);
  assert.equal(pointsOf([['Price', '', '', '']], 'en'), undefined);
  assert.equal(pointsOf(undefined, 'en'), undefined);
  assert.equal(pointsOf([['Price', '10', '5', '']], 'en').theirs, undefined, 'one guess is missing');
});

test('a package is kept in words, and read again', () => {
  for (const picked of [[0, 1, 1], [2, undefined, 0], [undefined, 0, undefined]]) assert.deepEqual(unspell(sheet.issues, spell(sheet.issues, picked)), picked);
  assert.equal(unspell(sheet.issues, 'all for 9'), undefined);
  assert.equal(unspell(sheet.issues, ''), undefined);
  assert.deepEqual(unspell(sheet.issues, 'Price: 7 \u00b7 Delivery: 8 weeks'), [undefined, 1, undefined], 'what is no option any more is open');
  const alike = pointsOf([['A', 'x', '1', ''], ['', 'x \u00b7 y', '2', '']], 'en');
  for (const picked of [[0], [1]]) assert.deepEqual(unspell(alike.issues, spell(alike.issues, picked)), picked);
});

test('open parts make a range', () => {
  assert.deepEqual(span(sheet.mine, [1, undefined, 1]), [40, 60]);
  assert.deepEqual(span(sheet.mine, [1, 0, 1]), [60, 60]);
});

test('equal packages differ in two issues, and the best for them comes first', () => {
  const found = equals(sheet, [0, 0, 0]); // 60
  for (const one of found) {
    assert.equal(worth(sheet.mine, one), 60);
    assert.ok(one.filter((option, i) => option !== [0, 0, 0][i]).length >= 2);
  }
  const gains = found.map((one) => worth(sheet.theirs, one));
  assert.deepEqual(gains, [...gains].sort((a, b) => b - a));
  assert.ok(found.length > 0 && found.length <= 3);
});

test('packages move as offers do', () => {
  const steps = held([{ by: 'mine', value: 80 }, { by: 'theirs', value: 20 }, { by: 'mine', value: 70 }, { by: 'theirs', value: 35 }], { limit: 30, target: 75, more: true });
  assert.deepEqual(steps.map(({ overLimit, step }) => [overLimit, step]), [[50, undefined], [-10, undefined], [40, 10], [5, 15]]);
  assert.deepEqual(offered([['I', '', '80', ''], ['They', '', '', '']], { limit: 30, target: 75, more: true }, (who) => who === 'I', 'en').map(({ value }) => value), [80]);
});

test('a term that depends on something is fair where each expects to gain', () => {
  const { bonus, p_buyer, p_seller, perceived_gain_vs_fixed_at_mid: gain } = contingent;
  const [one] = clauses([['Bonus', contingent.event, 'the books', 'nobody', `${bonus}`, '', `${p_seller * 100}`, `${p_buyer * 100}`]], 'en');
  near(one.mine, gain.seller);
  near(one.theirs, gain.buyer);
  assert.deepEqual([one.fair, one.questions], [[16_000, 28_000], []]);
  const [pays] = clauses([['Refund', 'late', 'x', 'y', '-40,000', '-22,000', '40', '70']], 'en');
  near(pays.mine, 6000);
  near(pays.theirs, 6000);
  const [bad] = clauses([['Bonus', 'x', 'x', 'x', '100', '', '40', '70']], 'en');
  assert.equal(bad.fair, undefined);
  const [dear] = clauses([['Bonus', 'x', 'x', 'x', '100', '80', '70', '40']], 'en');
  assert.ok(dear.mine < 0 && dear.theirs > 0);
});

test('a term says what is still to be asked', () => {
  assert.deepEqual(clauses([['Bonus', 'sales', '', '', '', '', '', '']], 'en')[0].questions, ['measure', 'move', 'amount', 'mine', 'theirs']);
  assert.deepEqual(clauses([['Bonus', 'sales', 'we both']], 'en')[0].questions, ['move', 'amount', 'mine', 'theirs'], 'rows of an older sheet');
  assert.deepEqual(clauses([['', '', '', '']], 'en'), []);
});
