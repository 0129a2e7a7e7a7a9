// A page is left while the disk is busy: a browser ends a write with its page, and
// what was done last is there on the next page all the same.
import assert from 'node:assert/strict';
import { live } from '../behaviour/practice.mjs';
import { until } from '../lib/observe.mjs';
import { wipe } from './own.mjs';

const assessment = 'content/course/assessment.html';
const sheet = 'content/course/worksheet.html';

export async function leaving(stage) {
  // In Firefox pages of a disk hand on through a frame, which is left with them; it ends what was begun.
  for (const mode of stage.ways('http', ...(stage.name === 'chromium' ? ['file'] : []))) {
    for (const begun of [false, true]) {
      await ratings(stage, mode, begun);
      await words(stage, mode, begun);
    }
  }
}

/** A disk that has much to do: what is begun never ends; or another transaction lets nothing begin. */
const busy = (page, begun) => page.evaluate(async (begins) => {
  const on = (store) => { store.get(['none', 'none']).onsuccess = () => on(store); };
  if (begins) {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      on(this);
      return put.apply(this, args);
    };
    return;
  }
  for (const { name } of (await indexedDB.databases()).filter((one) => one.name.startsWith('parley:'))) {
    const db = await new Promise((done) => { indexedDB.open(name).onsuccess = (event) => done(event.target.result); });
    on(db.transaction(['events', 'drafts', 'meta'], 'readwrite').objectStore('meta'));
  }
}, begun);

const again = async (page) => {
  await page.reload({ waitUntil: 'load' });
  await live(page);
};

async function ratings(stage, mode, begun) {
  await stage.on({ file: assessment, mode }, `a page is left before it has ${begun ? 'written' : 'begun to write'}: what was rated last counts`, async (page) => {
    const rate = (...pairs) => page.evaluate((list) => list.forEach(([item, value]) => document.querySelector(`[id="${item}"] input[value="${value}"]`).click()), pairs);
    const rated = () => page.$$eval('.marks :checked', (all) => all.map((e) => `${e.closest('.item').id}=${e.value}`).join(' '));
    await live(page);
    await wipe(page, live);
    await rate(['c1.1', 0]);
    await until(async () => (await page.$eval('.scale > .kept', (e) => e.textContent)) === 'Kept.', 'the first is kept');
    await busy(page, begun);
    await rate(['c1.1', 1], ['c1.1', 2], ['c1.1', 3], ['c1.2', 0]);
    await rate(['c1.2', 3], ['c1.2', 1], ['c1.3', 2]);
    assert.notEqual(await page.$eval('.scale > .kept', (e) => e.textContent), 'Kept.', 'it is not said to be kept');
    await again(page);
    assert.equal(await rated(), 'c1.1=3 c1.2=1 c1.3=2');
    await rate(['c1.1', 2]); // and counts after them
    await until(async () => (await page.$eval('.scale > .kept', (e) => e.textContent)) === 'Kept.', 'the next is kept');
    await again(page);
    assert.equal(await rated(), 'c1.1=2 c1.2=1 c1.3=2');
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('!left'))), [], 'what is written is left no more');
  });
}

async function words(stage, mode, begun) {
  await stage.on({ file: sheet, mode }, `a page is left before it has ${begun ? 'written' : 'begun to write'}: the last letter is in its field`, async (page) => {
    const value = () => page.$eval('#decider input', (e) => e.value);
    await live(page);
    await wipe(page, live);
    await page.type('#decider input', 'A');
    await page.evaluate(() => document.activeElement.blur());
    await until(() => page.evaluate(() => /^Kept at/.test(document.querySelector('[data-name=preparation] > .kept').textContent)), 'it is kept');
    await page.focus('#decider input');
    await page.keyboard.press('End');
    await page.keyboard.type('n');
    await until(() => page.evaluate(() => window.parley.record.draft.unwritten.size === 0), 'the draft is written'); // and is older than what follows
    await busy(page, begun);
    await page.keyboard.type('na');
    await again(page);
    assert.equal(await value(), 'Anna');
    await again(page);
    assert.equal(await value(), 'Anna');
  });
}
