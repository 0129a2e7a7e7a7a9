import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { sameWord, stable } = await client('search/stable');
const hits = (...pages) => pages.map((page) => ({ page }));
const pages = (found) => found.map((hit) => hit.page);

test('a word that grows or shrinks is the same word', () => {
  for (const [before, now, same] of [
    ['res', 'rese', true], ['reserv', 'res', true], ['res', 'res', true], ['res', 'res ', true], ['walk a', 'walk away', true], ['  walk   a', 'walk aw', true],
    ['', 'r', false], ['r', '', false], ['  ', 'r', false], ['res', 'res v', false], ['walk away', 'walk', false], ['batna', 'zopa', false], ['walk a', 'talk a', false],
    ['\u0627\u0644', '\u0627\u0644\u0645', true], ['(', '(*', true], ['\u{1f91d}', '\u{1f91d}\u{1f91d}', true],
  ]) assert.equal(sameWord(before, now), same, JSON.stringify([before, now]));
});

test('what was shown keeps its order and stands in front', () => {
  assert.deepEqual(pages(stable([3, 1, 2], hits(1, 4, 2, 3, 5))), [3, 1, 2, 4, 5]);
  assert.deepEqual(pages(stable([3, 1, 2], hits(5, 2, 3))), [3, 2, 5], 'what is no hit any more is gone');
  assert.deepEqual(pages(stable([], hits(5, 2, 3))), [5, 2, 3]);
  assert.deepEqual(pages(stable([1, 2], [])), []);
});

test('a page that is named exactly comes first where it is said', () => {
  assert.deepEqual(pages(stable([3, 1], hits(1, 4, 3), 4)), [4, 3, 1]);
  assert.deepEqual(pages(stable([3, 1], hits(1, 3), 9)), [3, 1], 'only where it is a hit');
});

test('nothing given is changed', () => {
  const shown = Object.freeze([2]);
  const found = Object.freeze(hits(1, 2));
  assert.deepEqual(pages(stable(shown, found)), [2, 1]);
  assert.deepEqual(pages(found), [1, 2]);
});
