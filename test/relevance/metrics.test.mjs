// node --test test/relevance/metrics.test.mjs: needs nothing installed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { bootstrap, mean, mrr, ndcg, percentile, recall } from './metrics.mjs';
import { cutLastWord } from './queries.mjs';
import { anchor, escape, page } from './markdown.mjs';

const near = (got, want) => assert.ok(Math.abs(got - want) < 1e-9, `${got} is not ${want}`);

test('ndcg is 1 for the best ranking, and discounts by place', () => {
  near(ndcg(['a'], new Set(['a'])), 1);
  near(ndcg(['x', 'a'], new Set(['a'])), 1 / Math.log2(3));
  near(ndcg(['b', 'x', 'a'], new Set(['a', 'b'])), (1 + 0.5) / (1 + 1 / Math.log2(3)));
  near(ndcg(['x'], new Set(['a'])), 0);
  near(ndcg([], new Set(['a'])), 0);
});

test('ndcg looks at ten places, and ten relevant documents are as good as twenty', () => {
  const ten = Array.from({ length: 10 }, (_, i) => `d${i}`);
  near(ndcg([...Array(10).fill('x'), 'a'], new Set(['a'])), 0);
  near(ndcg(ten, new Set([...ten, ...ten.map((d) => d + '+')])), 1);
});

test('mrr is one by the first place', () => {
  near(mrr(['x', 'y', 'a', 'b'], new Set(['a', 'b'])), 1 / 3);
  near(mrr(['x'], new Set(['a'])), 0);
  near(mrr([...Array(10).fill('x'), 'a'], new Set(['a'])), 0);
});

test('recall is a part of all that is relevant', () => {
  near(recall(['a', 'x'], new Set(['a', 'b'])), 0.5);
  near(recall(['x'], new Set()), 0);
});

test('percentile takes the nearest rank', () => {
  assert.equal(percentile([3, 1, 2, 4], 0.5), 2);
  assert.equal(percentile([1, 2, 3], 0.5), 2);
  assert.equal(percentile(Array.from({ length: 100 }, (_, i) => i + 1), 0.95), 95);
  assert.equal(percentile([7], 0.95), 7);
});

test('bootstrap: the mean difference, and an interval that repeats', () => {
  const a = Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? 0 : 1));
  const b = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 0 : 1));
  const first = bootstrap(a, b);
  near(first.diff, mean(a) - mean(b));
  assert.ok(first.low > 0.18 && first.low < 0.21 && first.high > 0.29 && first.high < 0.32, JSON.stringify(first));
  assert.deepEqual(bootstrap(a, b), first);
  assert.deepEqual(bootstrap(a, a), { diff: 0, low: 0, high: 0 });
});

test('the last word is cut to 60 % of its letters', () => {
  assert.equal(cutLastWord('reservation value'), 'reservation val');
  assert.equal(cutLastWord('a'), 'a');
  assert.equal(cutLastWord('what is zopa?'), 'what is zop');
  assert.equal(cutLastWord('--build-drafts'), '--build-draf');
  assert.equal(cutLastWord('prix de réserve'), 'prix de réser');
  assert.equal(cutLastWord('++'), '++');
});

test('a page keeps its words', () => {
  assert.equal(escape('[[a]] {{b}} *c*'), '\\[\\[a\\]\\] \\{\\{b\\}\\} \\*c\\*');
  const used = new Set();
  assert.deepEqual(['data', 'data', '1-first', 'a/b', ''].map((id) => anchor(id, used)), ['data', 'data-2', 's-1-first', 'a-b', 's']);
  assert.equal(
    page({ title: 'A "b": {{c}}', sections: [{ h: '', id: '', t: 'one\ntwo' }, { h: '# x', id: 'x', t: '' }] }),
    '---\ntitle: "A \\"b\\": { {c}}"\n---\n\none two\n\n## \\# x {#x}\n',
  );
});
