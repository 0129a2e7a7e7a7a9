// What browsers and computers may do to a record: a sentence each, and nothing is
// lost that could be kept.
import assert from 'node:assert/strict';
import { openPage, until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { add, answer, live, lose, questions, rows, says, troubleOf, visit, wipe, wordsOf } from './own.mjs';

const file = questions;

export async function troubles(stage) {
  await denied(stage);
  await full(stage);
  await deletedWithoutRoom(stage);
  await blocked(stage);
  await newer(stage);
  await corrupt(stage);
  await clock(stage);
  await wiped(stage);
  await vanished(stage);
}

/** Answers by hand, and waits for what the line below the question says. */
async function tells(page, words, pattern) {
  await page.evaluate((text) => {
    const input = document.querySelector('#text fieldset input[type=text]');
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    document.querySelector('#text .sure input').click();
    document.querySelector('#text .buttons button').click();
  }, words);
  await says(page, pattern, '#text .kept');
}

async function denied(stage) {
  const ways = {
    'that is not there': (page) => page.evaluateOnNewDocument(() => Object.defineProperty(window, 'indexedDB', { value: undefined })),
    'that throws': (page) => page.evaluateOnNewDocument(() => {
      IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };
    }),
  };
  for (const [way, before] of Object.entries(ways)) {
    await stage.on({ file, before }, `a storage ${way}: a sentence, and the page holds what was done`, async (page) => {
      await live(page);
      await says(page, /lets this page keep nothing/);
      await tells(page, 'held', /lets this page keep nothing/);
      assert.deepEqual(await wordsOf(page), ['held']);
    });
  }
}

async function full(stage) {
  await stage.on({ file }, 'no room left: a sentence, and it is written once there is room', async (page) => {
    await live(page);
    await wipe(page);
    await tells(page, 'before', /^Kept\.$/);
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      window.makeRoom = () => (IDBObjectStore.prototype.put = put);
      IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    });
    await tells(page, 'without room', /no room left/);
    assert.deepEqual(await wordsOf(page), ['before', 'without room']);
    assert.equal((await rows(page)).length, 1);
    await page.evaluate(() => window.makeRoom());
    await tells(page, 'after', /^Kept\.$/);
    await page.reload({ waitUntil: 'load' });
    await live(page);
    assert.deepEqual((await wordsOf(page)).sort(), ['after', 'before', 'without room']);
    assert.equal(await troubleOf(page), undefined);
  });
}

async function deletedWithoutRoom(stage) {
  await stage.on({ file }, 'no room left: what is deleted then goes from the disk once there is room', async (page) => {
    await live(page);
    await wipe(page);
    await add(page, answer('gone'));
    const [[, { id }]] = await rows(page);
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      window.makeRoom = () => (IDBObjectStore.prototype.put = put);
      IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
    });
    assert.equal((await add(page, { t: 'delete', ids: [id] })).trouble, 'quota');
    await page.evaluate(() => window.makeRoom());
    await add(page, answer('after'));
    assert.deepEqual((await rows(page)).map(([, { t }]) => t).sort(), ['answer', 'delete']);
    await page.reload({ waitUntil: 'load' });
    await live(page);
    assert.deepEqual(await wordsOf(page), ['after']);
  });
}

async function blocked(stage) {
  await stage.on({ file }, 'an old tab in the way: a sentence, and it is written once the tab is closed', async (page, mode) => {
    await live(page);
    await wipe(page);
    await add(page, answer('old'));
    const site = await page.evaluate(() => window.parley.record.site);
    await page.goto(mode.url('404.html'), { waitUntil: 'load' });
    // A tab that does not let go, and a Parley whose database has the next version.
    await page.evaluate((name) => new Promise((done) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => done((window.held = request.result) && undefined);
    }), `parley:${site}`);
    const next = await openPage(stage.browser, mode.inside);
    await next.page.evaluateOnNewDocument(() => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function later(name) { return open.call(this, name, 2); };
      // The upgrade to it has nothing to make.
      const { createObjectStore } = IDBDatabase.prototype;
      IDBDatabase.prototype.createObjectStore = function make(name, how) {
        return this.objectStoreNames.contains(name) ? undefined : createObjectStore.call(this, name, how);
      };
    });
    await visit(next.page, mode, file);
    await says(next.page, /Close the other tabs/);
    await tells(next.page, 'meanwhile', /Close the other tabs/);
    assert.deepEqual(await wordsOf(next.page), ['meanwhile']);
    await page.evaluate(() => window.held.close());
    await until(async () => String(await wordsOf(next.page)) === 'old,meanwhile' || wordsOf(next.page), 'both are there');
    assert.deepEqual((await rows(next.page)).map(([, value]) => value.chosen[0]).sort(), ['meanwhile', 'old']);
    assert.equal(await troubleOf(next.page), undefined);
    fail(await next.take());
    await wipe(next.page);
    await next.close();
  });
}

async function newer(stage) {
  await stage.on({ file }, 'a newer Parley opened the database: a sentence, and what it holds stays', async (page, mode) => {
    await live(page);
    await wipe(page);
    await add(page, answer('old'));
    const name = `parley:${await page.evaluate(() => window.parley.record.site)}`;
    const other = await openPage(stage.browser, mode.inside);
    await other.page.goto(mode.url('404.html'), { waitUntil: 'load' });
    await other.page.evaluate((base) => new Promise((done, wrong) => Object.assign(indexedDB.open(base, 9), {
      onsuccess: ({ target }) => done(target.result.close()), onerror: wrong, onblocked: () => wrong(new Error('blocked')),
    })), name);
    await until(async () => (await troubleOf(page)) === 'newer', 'an open tab has noticed');
    await tells(page, 'later', /A newer version of this course/);
    assert.deepEqual(await wordsOf(page), ['old', 'later'], 'the tab has everything');
    await page.reload({ waitUntil: 'load' });
    await live(page);
    await says(page, /A newer version of this course/);
    await tells(page, 'again', /A newer version of this course/);
    assert.deepEqual((await rows(page)).map(([, value]) => value.chosen[0]), ['old'], 'the database is as it was');
    await other.close();
    await wipe(page);
  });
}

/** Puts something into the database past the product: change gets all rows of a store, and gives [value, key] to put. */
const tamper = (page, store, what) => page.evaluate(async (name, how) => {
  const wait = (request) => new Promise((done, wrong) => Object.assign(request, { onsuccess: () => done(request.result), onerror: () => wrong(request.error) }));
  const db = await wait(indexedDB.open(`parley:${window.parley.record.site}`));
  const there = db.transaction(name, 'readwrite').objectStore(name);
  const key = (await wait(there.getAllKeys())).find((one) => name !== 'meta' || one[1] === 'head');
  const value = await wait(there.get(key));
  const id = 'B'.repeat(22);
  const [put, at] = {
    none: ['no entry at all', [key[0], id]],
    shape: [{ ...value, id, item: 5, chosen: null }, [key[0], id]],
    bare: [{ id }, [key[0], id]],
    swapped: [value, [key[0], id]],
    head: ['no head', key],
    numbers: [{ dev: value.dev, seq: 'x', lam: null }, key],
  }[how];
  await wait(there.put(put, at));
  db.close();
}, store, what);

async function corrupt(stage) {
  for (const how of ['none', 'shape', 'bare', 'swapped']) {
    await stage.on({ file }, `an entry that is damaged (${how}): a sentence, and all others are there`, async (page) => {
      await live(page);
      await wipe(page);
      await add(page, answer('first'), answer('second'));
      await tamper(page, 'events', how);
      await page.reload({ waitUntil: 'load' });
      await live(page);
      assert.equal(await troubleOf(page), 'unreadable');
      await says(page, /Some entries of your record cannot be read\. All the others are here/);
      await tells(page, 'third', /^Kept\.$/);
      assert.deepEqual((await wordsOf(page)).sort(), ['first', 'second', 'third']);
      assert.equal((await rows(page)).length, 4, 'what is damaged is left where it is');
    });
  }
  for (const how of ['head', 'numbers']) {
    await stage.on({ file }, `a head that is damaged (${how}): entries go on, each with a number of its own`, async (page) => {
      await live(page);
      await wipe(page);
      await add(page, answer('first'), answer('second'));
      await tamper(page, 'meta', how);
      await page.reload({ waitUntil: 'load' });
      await live(page);
      await tells(page, 'third', /^Kept\.$/);
      await page.reload({ waitUntil: 'load' });
      await live(page);
      assert.deepEqual((await wordsOf(page)).sort(), ['first', 'second', 'third']);
      const events = (await rows(page)).map(([, value]) => value);
      assert.equal(new Set(events.map(({ dev, seq }) => `${dev} ${seq}`)).size, 3);
      assert.ok(events.every(({ seq, lam }) => Number.isInteger(seq) && Number.isInteger(lam)));
      assert.deepEqual(await page.evaluate(() => window.parley.record.keeper.state.answers.get('exercises/questions#text').map((one) => one.chosen[0])), ['first', 'second', 'third'], 'in their order');
    });
  }
}

async function clock(stage) {
  const back = (page) => page.evaluateOnNewDocument(() => {
    if (!location.hash) return;
    const days = 9 * 86_400_000;
    const Real = Date;
    window.Date = class extends Real {
      constructor(...at) { super(...(at.length ? at : [Real.now() - days])); }

      static now() { return Real.now() - days; }
    };
  });
  await stage.on({ file, before: back }, 'a clock that was set back: a sentence, and the order holds', async (page, mode) => {
    await live(page);
    await wipe(page);
    await tells(page, 'first', /^Kept\.$/);
    await page.goto(mode.url('404.html'), { waitUntil: 'load' });
    await visit(page, mode, file + '#back');
    await says(page, /clock of this computer stands before your last entry/);
    await tells(page, 'second', /^Kept\.$/);
    const order = () => page.evaluate(() => window.parley.record.keeper.state.answers.get('exercises/questions#text').map((one) => one.chosen[0]));
    assert.deepEqual(await order(), ['first', 'second']);
    const [[, first], [, second]] = (await rows(page)).sort(([, a], [, b]) => a.seq - b.seq);
    assert.ok(second.at < first.at, 'the clock was really set back');
    await page.goto(mode.url('404.html'), { waitUntil: 'load' });
    await visit(page, mode, file);
    assert.deepEqual(await order(), ['first', 'second']);
  });
}

async function wiped(stage) {
  await stage.on({ file }, 'what was kept is cleared under the page: a sentence, and the tab has it all', async (page, mode) => {
    await live(page);
    await wipe(page);
    await tells(page, 'before', /^Kept\.$/);
    if (stage.chromium) {
      // As by the browser's own "Clear data".
      const client = await page.createCDPSession();
      await client.send('Storage.clearDataForOrigin', { origin: new URL(mode.base).origin, storageTypes: 'all' });
    } else {
      const other = await openPage(stage.browser, mode.inside);
      await other.page.goto(mode.url('404.html'), { waitUntil: 'load' });
      await other.page.evaluate(async () => {
        for (const { name } of await indexedDB.databases()) await new Promise((done) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onblocked: done }));
      });
      await other.close();
    }
    await until(async () => (await troubleOf(page)) === 'wiped' || troubleOf(page), 'the tab has noticed');
    await tells(page, 'after', /has cleared what it had kept/);
    assert.deepEqual(await wordsOf(page), ['before', 'after']);
    // My file can still be saved: the page holds what it writes.
    assert.equal(await page.evaluate(() => window.parley.record.keeper.all().size), 2);
  });
}

async function vanished(stage) {
  await stage.on({ file }, 'a record that is gone when the page opens is missed, until something is kept anew', async (page) => {
    await live(page);
    await wipe(page);
    assert.equal(await troubleOf(page), undefined, 'who never kept anything misses nothing');
    await tells(page, 'before', /^Kept\.$/);
    await lose(page);
    for (const time of ['at once', 'and at the next page']) {
      await page.reload({ waitUntil: 'load' });
      await live(page);
      assert.equal(await troubleOf(page), 'vanished', time);
      await says(page, /had kept a record of yours, and it is gone[^]*My file/);
    }
    await tells(page, 'after', /^Kept\.$/);
    await page.reload({ waitUntil: 'load' });
    await live(page);
    assert.equal(await troubleOf(page), undefined, 'it has begun anew');
  });
}
