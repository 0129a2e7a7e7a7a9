// Thousands of entries have a copy in one value: it saves time, and nothing hangs on it.
import assert from 'node:assert/strict';
import { openPage, until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { add, answer, drawn, known, live, press, questions, rows, stored, visit, wipe, wordsOf } from './own.mjs';

const many = 1100;

export async function packs(stage) {
  await reading(stage);
  await damaged(stage);
  await deleting(stage);
  await sealing(stage);
  await three(stage);
}

/** Keeps count of how often all entries are read, one by one. */
const watched = (page) => page.evaluateOnNewDocument(() => {
  const { getAll } = IDBObjectStore.prototype;
  window.readings = 0;
  IDBObjectStore.prototype.getAll = function count(...range) {
    if (this.name === 'events') window.readings++;
    return getAll.apply(this, range);
  };
});
const readings = (page) => page.evaluate(() => window.readings);

const packOf = async (page) => (await rows(page, 'meta')).find(([key]) => key.at(-1) === 'pack')?.[1];

/** A record of many entries, and its pack. */
async function packed(page) {
  await live(page);
  await wipe(page);
  await add(page, ...Array.from({ length: many }, (_, i) => answer(`words ${i}.`)));
  await again(page);
  await until(async () => !!(await packOf(page)), 'a pack is made');
}

async function again(page) {
  await page.reload({ waitUntil: 'load' });
  await live(page);
}

/** All entries are there, each once. */
async function whole(page, more = []) {
  const wanted = [...Array.from({ length: many }, (_, i) => `words ${i}.`), ...more].sort();
  assert.deepEqual((await wordsOf(page)).sort(), wanted);
  assert.equal(await page.evaluate(() => window.parley.record.keeper.state.count), wanted.length);
}

async function reading(stage) {
  await stage.on({ file: questions, before: watched }, 'many entries are read at once, with those that came since', async (page, mode) => {
    await packed(page);
    assert.equal(await readings(page), 1, 'without a pack they are read one by one');
    await add(page, answer('since 1'));
    await add(page, answer('since 2'), answer('since 3'));
    await visit(page, mode, 'progress.html');
    assert.equal(await readings(page), 0);
    await whole(page, ['since 1', 'since 2', 'since 3']);
    await add(page, ...Array.from({ length: 150 }, () => answer('more')));
    await visit(page, mode, questions);
    assert.equal(await readings(page), 0);
    await until(async () => (await packOf(page)).count === many + 153, 'the pack is made anew');
    await add(page, ...Array.from({ length: 300 }, () => answer('more')));
    assert.equal(await packOf(page), undefined, 'what is too old goes');
    await again(page);
    assert.equal(await readings(page), 1);
    assert.equal((await known(page)).length, many + 453);
  });
}

/** What becomes of the pack and of the head, and of an entry that is put beside them. */
const damages = {
  'is cut': ({ pack }) => ({ pack: { ...pack, body: pack.body.slice(0, -100) } }),
  'is no text': ({ pack }) => ({ pack: { ...pack, body: { a: 1 } } }),
  'lacks entries': ({ pack }) => ({ pack: { ...pack, body: JSON.stringify([JSON.parse(pack.body)[0], JSON.parse(pack.body)[1].slice(9)]) } }),
  'is of an earlier state': ({ pack }) => ({ pack: { ...pack, changes: pack.changes - 1 } }),
  'is of another version': ({ pack }) => ({ pack: { ...pack, v: 99 } }),
  'was not known to what wrote last': ({ head }) => ({ head: { ...head, since: [], changes: head.changes + 1, seq: head.seq + 1, lam: head.lam + 1 }, entry: 'older' }),
  'has a note that is none': ({ head }) => ({ head: { ...head, since: [{}], changes: head.changes + 1 } }),
};

async function damaged(stage) {
  await stage.on({ file: questions, before: watched }, 'a pack that does not fit is left alone: every entry is there', async (page, mode) => {
    await packed(page);
    const meta = await rows(page, 'meta');
    const sound = Object.fromEntries(['head', 'pack'].map((name) => [name, meta.find(([key]) => key.at(-1) === name)[1]]));
    const [[[base, profile], one]] = await rows(page);
    // From a page without a record, which writes nothing meanwhile.
    const write = async (list) => {
      await page.goto(mode.url('404.html'), { waitUntil: 'load' });
      await page.evaluate(put, base, profile, list);
      await visit(page, mode, questions);
    };
    for (const [how, change] of Object.entries(damages)) {
      const { entry, ...news } = change(sound);
      const values = Object.entries({ ...sound, ...news }).map(([key, value]) => ['meta', key, value]);
      values.push(['events', id, entry && { ...one, id, seq: one.seq + many, lam: one.lam + many, chosen: [entry] }]);
      await write(values);
      assert.equal(await readings(page), 1, `it ${how}`);
      await whole(page, entry ? [entry] : []);
    }
    await add(page, answer('after'));
    await again(page);
    await whole(page, ['after']);
  }, 180);
}

const id = 'B'.repeat(22);

/** Puts values into a profile's stores past the product; without a value the key goes. Runs in the page. */
function put(base, profile, list) {
  return new Promise((done, wrong) => {
    indexedDB.open(base).onsuccess = ({ target: { result: db } }) => {
      const tx = db.transaction(['meta', 'events'], 'readwrite');
      for (const [store, key, value] of list) {
        if (value) tx.objectStore(store).put(value, [profile, key]);
        else tx.objectStore(store).delete([profile, key]);
      }
      tx.oncomplete = () => done(db.close());
      tx.onabort = wrong;
    };
  });
}

/** Deletes an entry by its words. */
const remove = async (page, words) => {
  const { id } = (await known(page)).find(({ chosen }) => chosen?.[0] === words);
  await add(page, { t: 'delete', ids: [id] });
};

async function deleting(stage) {
  await stage.on({ file: questions }, 'what was deleted is in no storage, though a pack was there', async (page) => {
    await packed(page);
    await add(page, answer('came later.'));
    for (const words of ['words 7.', 'came later.']) {
      assert.ok((await stored(page)).includes(words));
      await remove(page, words);
      assert.ok(!(await stored(page)).includes(words), 'at once');
    }
    await again(page);
    await until(async () => !!(await packOf(page)), 'a pack is made anew');
    assert.ok(!/words 7\.|came later\./.test(await stored(page)), 'nor later');
    assert.equal((await wordsOf(page)).length, many - 1);
  });
}

async function sealing(stage) {
  await stage.on({ file: questions }, 'a passphrase seals the pack too, and what was deleted is gone with it', async (page, mode) => {
    await packed(page);
    // Another tab that knows of nothing is about to make one, in the open.
    const other = await openPage(stage.browser);
    other.expect(mode.inside);
    await other.page.evaluateOnNewDocument(() => {
      delete window.BroadcastChannel;
      delete window.requestIdleCallback;
      const { setTimeout: later } = window;
      window.setTimeout = (work, after, ...more) => (after === 1000 ? void (window.held = work) : later(work, after, ...more));
    });
    await remove(page, 'words 1.');
    await visit(other.page, mode, questions);
    assert.ok(await other.page.evaluate(() => !!window.held), 'the other tab waits');
    await visit(page, mode, 'record.html');
    await until(async () => !!(await packOf(page)), 'there is one');
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('.app details')) details.open = true;
      document.querySelector('#_pass1').value = document.querySelector('#_pass2').value = 'correct horse battery';
      document.querySelector('#_lost').checked = true;
      document.querySelector('.passphrase').requestSubmit();
    });
    await until(() => page.evaluate(() => !!window.parley.record.keeper.profile.lock), 'it is locked', 90_000);
    await other.page.evaluate(() => void window.held());
    await page.reload({ waitUntil: 'load' });
    await drawn(page);
    await until(async () => !!(await packOf(page)), 'a pack is made anew', 30_000);
    assert.notEqual(typeof (await packOf(page)).body, 'string');
    assert.ok(!(await stored(page)).includes('words '), 'nothing is readable');
    await page.reload({ waitUntil: 'load' });
    await drawn(page);
    assert.equal((await wordsOf(page)).length, many - 1, 'but by the tab that has the key');
    await remove(page, 'words 2.');
    assert.equal(await packOf(page), undefined, 'a pack with what was deleted is gone');
    await page.evaluate(() => document.querySelectorAll('.app details').forEach((details) => (details.open = true)));
    await press(page, 'Take the passphrase away');
    await until(() => page.evaluate(() => !window.parley.record.keeper.profile.lock), 'it is open again');
    assert.ok((await stored(page)).includes('words 3.') && !/words [12]\./.test(await stored(page)));
    fail(await other.take());
    await other.close();
  }, 240);
}

async function three(stage) {
  await stage.on({ file: questions, before: watched }, 'three tabs with a pack: each hears of all, and so does the next page', async (page, mode) => {
    await packed(page);
    const others = [await openPage(stage.browser), await openPage(stage.browser)];
    for (const other of others) {
      other.expect(mode.inside);
      await visit(other.page, mode, questions);
    }
    const all = [page, ...others.map((other) => other.page)];
    const wanted = [0, 1, 2].flatMap((tab) => Array.from({ length: 20 }, (_, i) => `tab ${tab} ${i}`));
    await Promise.all(all.map((one, tab) => one.evaluate(async (event, n) => {
      for (let i = 0; i < n; i++) await window.parley.record.add({ ...event, chosen: [`${event.chosen} ${i}`] });
    }, answer(`tab ${tab}`), 20)));
    for (const one of all) {
      await until(async () => (await known(one)).length === many + 60, 'each has heard of all');
      await whole(one, wanted);
    }
    await again(page);
    assert.equal(await readings(page), 0);
    await whole(page, wanted);
    await remove(others[0].page, 'words 5.');
    // A tab at rest may be putting it into the copy this moment; it looks behind itself and takes it out again.
    await until(async () => !(await stored(page)).includes('words 5.'), 'it is in no storage any more');
    await until(async () => !(await wordsOf(page)).includes('words 5.'), 'all tabs have forgotten it');
    for (const one of all) await again(one);
    await until(async () => !!(await packOf(page)), 'a pack is made anew');
    assert.ok(!(await stored(page)).includes('words 5.'));
    for (const other of others) {
      fail(await other.take());
      await other.close();
    }
  }, 180);
}
