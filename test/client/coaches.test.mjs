import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { fits, open } = await client('coaches/fits');

const coach = (free, strength, situation = [], language = []) => ({ free, says: { strength, situation, language } });
const wanted = (more = {}) => ({ strength: '', situation: '', language: '', free: false, ...more });

test('whoever looks for nothing sees everybody', () => {
  assert.ok(fits(coach(false, []), wanted()));
  assert.ok(open(wanted()));
  for (const more of [{ free: true }, { language: 'English' }]) assert.ok(!open(wanted(more)));
});

test('a coach fits who has all that is looked for', () => {
  const amal = coach(true, ['Preparing', 'calm'], ['suppliers'], ['English', 'Français']);
  assert.ok(fits(amal, wanted({ strength: 'calm', situation: 'suppliers', language: 'English', free: true })));
  assert.ok(!fits(amal, wanted({ strength: 'calm', language: 'Deutsch' })));
  assert.ok(!fits(amal, wanted({ situation: 'supplier' })), 'a part of a word is another word');
});

test('the same word in capitals is the same word', () => {
  assert.ok(fits(coach(true, ['Calm ']), wanted({ strength: 'calm' })));
});

test('who takes nobody on is left out where somebody free is wanted', () => {
  assert.ok(!fits(coach(false, ['calm']), wanted({ strength: 'calm', free: true })));
});
