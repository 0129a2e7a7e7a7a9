import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { client } from './client.mjs';

const { code, crossed, isEmpty, settle } = await client('practice/lock');
const { toMarkdown, toText } = await client('practice/copy-text');

test('a code is the first 80 bits of a hash in Crockford\'s digits', () => {
  assert.equal(code(new Uint8Array(32)), '0000-0000-0000-0000');
  assert.equal(code(new Uint8Array(32).fill(255)), 'ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  for (let i = 0; i < 200; i++) {
    const hash = createHash('sha256').update(String(i)).digest();
    const bits = [...hash.subarray(0, 10)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const want = bits.match(/.{5}/g).map((five) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[parseInt(five, 2)]).join('');
    assert.equal(code(new Uint8Array(hash)).replaceAll('-', ''), want);
  }
});

test('the ends of a range are read alike', () => {
  assert.equal(crossed('12,500', '14.000', 'en'), false);
  assert.equal(crossed('1.500', '2', 'en'), false);
  assert.equal(crossed('14.000', '12,500', 'en'), true);
  assert.equal(crossed('', '5', 'en'), false);
});

test('what came is compared with what was expected', () => {
  const range = { low: '300', high: '400', sure: '80' };
  for (const [expected, came, how, off] of [
    [range, '350', 'in', 0], [range, '300', 'in', 0], [range, '€ 400', 'in', 0], [range, '299', 'below', -1], [range, '450', 'above', 50],
    [{ low: '400', high: '300' }, '350', 'in', 0], [{ low: '300', high: '' }, '310', 'above', 10],
    ['350', '350,00', 'same', 0], [{ low: '12,500', high: '14.000' }, '13,750', 'in', 0], [{ low: '12,500', high: '14,000' }, '14.250', 'above', 250], ['2.500', '2.75', 'above', 0.25], ['350', '340', 'below', -10], ['soon', 'later', 'words', 0], [{ low: '3', high: 'many' }, '5', 'words', 0], [[['a']], '5', 'words', 0],
  ]) assert.deepEqual(settle(expected, came, 'en'), { how, off }, JSON.stringify([expected, came]));
  for (const [expected, came] of [[undefined, '5'], ['5', undefined], ['', '5'], [{ low: '', high: '' }, '5'], ['5', ' '], [[['']], '5']]) {
    assert.equal(settle(expected, came, 'en'), undefined);
  }
});

test('what holds nothing is empty', () => {
  for (const value of [undefined, '', ' \n', { low: '', high: ' ' }, [], [['', ' ']]]) assert.ok(isEmpty(value), JSON.stringify(value));
  for (const value of ['0', { low: '', high: '1' }, { low: '', high: '', sure: '50' }, [['', ''], ['', 'x']]]) assert.ok(!isEmpty(value), JSON.stringify(value));
});

const entries = [
  { label: 'Alternative', value: 'Stay with\nAcme', columns: [] },
  { label: 'Expected', value: { low: '300', high: '400', sure: '80' }, columns: [] },
  { label: 'Issues', value: [['Price | net', 'a\nb'], ['', ' '], ['Date', '']], columns: ['Issue', 'Mine'] },
  { label: 'Limit', value: undefined, columns: [] },
];
const sections = [{ heading: 'Without a deal' }, entries[0], { heading: 'The others' }, entries[3]];
const say = (value) => (typeof value === 'string' ? value : `${value.low} to ${value.high}, ${value.sure} % sure`);

test('a form is copied as Markdown', () => {
  assert.equal(toMarkdown('Preparation: Acme', entries, say), `# Preparation: Acme

**Alternative**

Stay with
Acme

**Expected**

300 to 400, 80 % sure

**Issues**

| Issue | Mine |
| --- | --- |
| Price \\| net | a b |
| Date |  |

**Limit**

–
`);
});

test('a form is copied as text', () => {
  assert.equal(toText('Preparation: Acme', entries, say), `Preparation: Acme

Alternative
Stay with
Acme

Expected
300 to 400, 80 % sure

Issues
- Issue: Price | net; Mine: a b
- Issue: Date

Limit
–
`);
});

test('headings between the fields are copied', () => {
  assert.equal(toMarkdown('P', sections, say), '# P\n\n## Without a deal\n\n**Alternative**\n\nStay with\nAcme\n\n## The others\n\n**Limit**\n\n\u2013\n');
  assert.equal(toText('P', sections, say), 'P\n\nWithout a deal\n\nAlternative\nStay with\nAcme\n\nThe others\n\nLimit\n\u2013\n');
});
