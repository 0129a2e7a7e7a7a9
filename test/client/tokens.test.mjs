import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { client } from './client.mjs';

const { tokens } = await client('search/tokens');
const golden = new URL('../../site/search/testdata/tokens.txt', import.meta.url);

test('the words of a query are found as Go finds those of a page', async () => {
  const lines = (await readFile(golden, 'utf8')).split('\n');
  let texts = 0;
  lines.forEach((line, i) => {
    if (!line.startsWith('"')) return;
    texts++;
    assert.equal(tokens(JSON.parse(line)).join(' ') || '-', lines[i + 1], `line ${i + 1}: ${line}`);
  });
  assert.ok(texts > 50);
});

test('words, taken as a query, are the same words', async () => {
  for (const line of (await readFile(golden, 'utf8')).split('\n')) {
    if (line.startsWith('"')) for (const word of tokens(JSON.parse(line))) assert.equal(tokens(word).join(' '), word);
  }
});
