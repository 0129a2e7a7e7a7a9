// Three tabs write at once.
import assert from 'node:assert/strict';
import { openPage, until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { answer, known, live, questions, rows, visit, wipe, wordsOf } from './own.mjs';

export async function tabs(stage) {
  const each = stage.report.audit ? 300 : 30;
  await stage.on({ file: questions }, `three tabs write ${each} entries each, and all of them are kept`, async (page, mode) => {
    await live(page);
    await wipe(page);
    const others = [await openPage(stage.browser, mode.inside), await openPage(stage.browser, mode.inside)];
    for (const other of others) await visit(other.page, mode, questions);
    const all = [page, ...others.map((other) => other.page)];
    await Promise.all(all.map((one, tab) => one.evaluate(async (event, n) => {
      for (let i = 0; i < n; i++) {
        // By turns one after the other, and several at once.
        const writing = window.parley.record.add({ ...event, chosen: [`${event.chosen} ${i}`] });
        if (i % 5 !== 0) await writing;
      }
    }, answer(`tab ${tab}`), each)));

    const wanted = [0, 1, 2].flatMap((tab) => Array.from({ length: each }, (_, i) => `tab ${tab} ${i}`)).sort();
    const numbers = Array.from({ length: 3 * each }, (_, i) => i + 1);
    const distinct = (events, what) => {
      assert.equal(new Set(events.map(({ id }) => id)).size, 3 * each, `${what}: every entry has a name of its own`);
      assert.equal(new Set(events.map(({ dev }) => dev)).size, 1, `${what}: the tabs of a browser are one device`);
      for (const key of ['seq', 'lam']) assert.deepEqual(events.map((event) => event[key]).sort((a, b) => a - b), numbers, `${what}: every ${key} is given once`);
    };
    for (const [tab, one] of all.entries()) {
      await until(async () => (await known(one)).length === 3 * each || `${(await known(one)).length} entries`, `tab ${tab} has heard of all`);
      assert.deepEqual((await wordsOf(one)).sort(), wanted);
      distinct(await known(one), `tab ${tab}`);
      assert.equal(await one.evaluate(() => window.parley.record.keeper.state.count), 3 * each);
    }
    distinct((await rows(page)).map(([, value]) => value), 'the database');
    for (const other of others) {
      fail(await other.take());
      await other.close();
    }
    await page.reload({ waitUntil: 'load' });
    await live(page);
    assert.deepEqual((await wordsOf(page)).sort(), wanted, 'and all are there after a reload');
  }, 600);
}
