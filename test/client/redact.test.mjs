import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { replaced, risky } = await client('practice/redact');

const marked = (text, lang) => risky(text, lang).map(({ from, to, kind }) => `${kind}: ${text.slice(from, to)}`);

const cases = [
  ['A reason makes a number stick.', []],
  ['Before I offer, I ask two questions.', []],
  ['When the BATNA is weak, improve it first. Then talk.', []],
  ['I told Miller that we would wait. Miller gave in.', ['name: Miller', 'name: Miller']],
  ['Ask Mr. van Dyke before John Smith answers.', ['name: Mr. van Dyke', 'name: John Smith']],
  ["Miller's offer came late", ['name: Miller']],
  ['Anna said no.', ['name: Anna']],
  ['We bought from Acme Widgets Ltd. for $12,500.', ['firm: Acme Widgets Ltd.', 'amount: $12,500']],
  ['The Müller & Sohn GmbH & Co. KG paid 1.200 €', ['firm: Müller & Sohn GmbH & Co. KG', 'amount: 1.200 €']],
  ['It cost 3.5 million, or 15 %, not EUR 4m', ['amount: 3.5 million', 'amount: 15 %', 'amount: EUR 4m']],
  ['Order 48213 in 2 of 3 talks', ['amount: 48213']],
  ['On 12 May 2026, May 3 and 2026-05-12, in Q3 2025', ['date: 12 May 2026', 'date: May 3', 'date: 2026-05-12', 'date: Q3 2025']],
  ['Since 1998 we may ask', ['date: 1998']],
  ['Write to jo.doe@acme.example or see https://acme.example/deal.', ['mail: jo.doe@acme.example', 'mail: https://acme.example/deal']],
  ['Call +49 30 1234567 first', ['amount: +49 30 1234567']],
  ['We met at BMW and at Siemens', ['name: BMW', 'name: Siemens']],
  ['Bo said so. I told Bo that 1.118.000 was too much', ['name: Bo', 'name: Bo', 'amount: 1.118.000']],
  ['', []],
];
for (const [text, want] of cases) test(`marks: ${text}`, () => assert.deepEqual(marked(text), want));

const german = [
  ['Ein Grund macht eine Zahl fest. Die Frage kommt vor dem Angebot.', []],
  ['Frau Dr. Keller rief an, dann Herr von Arnim.', ['name: Frau Dr. Keller', 'name: Herr von Arnim']],
  ['Mit Anna Schmidt am 3. Mai 2026, am 3.5. und am 03.05.2026', ['name: Anna Schmidt', 'date: 3. Mai 2026', 'date: 3.5.', 'date: 03.05.2026']],
  ['Die Nordwind AG zahlt 1,2 Mio. Euro', ['firm: Nordwind AG', 'amount: 1,2 Mio. Euro']],
];
for (const [text, want] of german) test(`marks in German: ${text}`, () => assert.deepEqual(marked(text, 'de'), want));

test('pieces come in order and never overlap', () => {
  const text = 'On 1 May 2026 John Smith of Smith Ltd. paid $1,000 to john@smith.example and Smith kept 20 %.';
  let at = 0;
  for (const { from, to } of risky(text)) {
    assert.ok(from >= at && to > from && to <= text.length);
    at = to;
  }
});

test('a long text takes no long time', () => {
  for (const text of ['Aa '.repeat(7000), '1 '.repeat(10_000), 'A.'.repeat(10_000), `${'a'.repeat(20_000)}@`, 'Ab & '.repeat(4000)]) {
    const begun = performance.now();
    risky(text);
    assert.ok(performance.now() - begun < 5000, text.slice(0, 10));
  }
});

test('a piece is replaced wherever it stands by itself', () => {
  assert.equal(replaced('Miller and Millers: Miller.', 'Miller', 'somebody'), 'somebody and Millers: somebody.');
  assert.equal(replaced('$5 (a) $5', '$5', 'an $& amount'), 'an $& amount (a) an $& amount');
});
