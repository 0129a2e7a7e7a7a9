// A page is left while the disk is busy: a browser ends a write with its page, and
// what was done last is there on the next page all the same.
import assert from 'node:assert/strict';
import { live } from '../behaviour/practice.mjs';
import { openPage, until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { known, questions, visit, wipe } from './own.mjs';

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
  await exam(stage);
  await comesBack(stage);
  await backAndForth(stage);
  await corrected(stage);
  await tabs(stage);
}

const rate = (page, ...pairs) => page.evaluate((list) => list.forEach(([item, value]) => document.querySelector(`[id="${item}"] input[value="${value}"]`).click()), pairs);
const rated = (page) => page.$$eval('.marks :checked', (all) => all.map((e) => `${e.closest('.item').id}=${e.value}`).join(' '));
const left = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('!left')).length);

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
    await live(page);
    await wipe(page, live);
    await rate(page, ['c1.1', 0]);
    await until(async () => (await page.$eval('.scale > .kept', (e) => e.textContent)) === 'Kept.', 'the first is kept');
    await busy(page, begun);
    await rate(page, ['c1.1', 1], ['c1.1', 2], ['c1.1', 3], ['c1.2', 0]);
    await rate(page, ['c1.2', 3], ['c1.2', 1], ['c1.3', 2]);
    assert.notEqual(await page.$eval('.scale > .kept', (e) => e.textContent), 'Kept.', 'it is not said to be kept');
    await again(page);
    assert.equal(await rated(page), 'c1.1=3 c1.2=1 c1.3=2');
    await rate(page, ['c1.1', 2]); // and counts after them
    await until(async () => (await page.$eval('.scale > .kept', (e) => e.textContent)) === 'Kept.', 'the next is kept');
    await again(page);
    assert.equal(await rated(page), 'c1.1=2 c1.2=1 c1.3=2');
    assert.equal(await left(page), 0, 'what is written is left no more');
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

async function exam(stage) {
  await stage.on({ file: questions }, 'a page is left before it has written: an exam that was handed in is one attempt', async (page) => {
    const end = '[data-name=surer] > .buttons button';
    await live(page);
    await wipe(page, live);
    await page.click('#f2 input[value="0"]');
    await page.$eval(end, (button) => button.click()); // it asks first
    await until(() => page.evaluate(() => window.parley.record.draft.unwritten.size === 0), 'the answers are written down');
    await busy(page, true);
    await page.$eval(end, (button) => button.click());
    await again(page);
    assert.match(await page.$eval('[data-name=surer] .sum', (e) => e.textContent), /1 of 2 right/);
    assert.equal(await page.$eval(end, (button) => button.checkVisibility()), false, 'there is nothing to finish');
    await again(page);
    const attempts = await page.evaluate(() => new Set([...window.parley.record.keeper.all().values()].map(({ exam }) => exam)).size);
    assert.equal(attempts, 1);
  });
}

async function comesBack(stage) {
  await stage.on({ file: sheet }, 'a page that comes back from the browser’s memory begins anew if it had left something', async (page) => {
    await live(page);
    await wipe(page, live);
    await busy(page, false);
    await page.type('#decider input', 'Anna');
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.evaluate(() => {
      dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    })]);
    await live(page);
    assert.equal(await page.$eval('#decider input', (e) => e.value), 'Anna');
    await until(async () => (await left(page)) === 0, 'nothing old is taken in twice');
  });
}

async function backAndForth(stage) {
  await stage.on({ file: questions }, 'what is written after Back and Forward counts, and not what was written before them', async (page, mode) => {
    const field = '#decider input';
    await live(page);
    await wipe(page, live);
    await visit(page, mode, sheet);
    await page.type(field, 'Anna');
    await page.goBack({ waitUntil: 'load' });
    await live(page);
    await page.goForward({ waitUntil: 'load' });
    await live(page);
    await until(() => page.$eval(field, (e) => !e.closest('[inert]') && e.value === 'Anna'), 'it is there'); // and the page loads no more
    await page.evaluate((name) => {
      const input = document.querySelector(name);
      input.focus();
      input.value = 'Berta';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.blur();
    }, field);
    await until(() => page.evaluate(() => [...window.parley.record.keeper.state.cases.values()].some(({ fields }) => [...fields.values()].some(({ value }) => value === 'Berta'))), 'it is kept');
    await visit(page, mode, questions);
    await visit(page, mode, sheet);
    assert.equal(await page.$eval(field, (e) => e.value), 'Berta');
  });
}

async function corrected(stage) {
  await stage.on({ file: sheet }, 'what is changed and changed back while it is written is kept as it is', async (page) => {
    const field = '#decider input';
    const now = () => page.evaluate(() => [...window.parley.record.keeper.state.cases.values()].flatMap(({ fields }) => [...fields.values()].map(({ value }) => value)).join());
    const write = (...all) => page.$eval(field, (input, texts) => {
      for (const text of texts) {
        input.focus();
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        input.blur();
      }
    }, all);
    await live(page);
    await wipe(page, live);
    await write('Anna');
    await until(async () => (await now()) === 'Anna', 'it is kept');
    await write('Berta', 'Anna');
    await until(async () => (await page.evaluate(() => [...window.parley.record.keeper.all().values()].filter(({ t }) => t === 'field').length)) === 3, 'both are written');
    assert.equal(await now(), 'Anna');
  });
}

async function tabs(stage) {
  await stage.on({ file: assessment }, 'what a closed tab has left comes to the one beside it', async (page, mode) => {
    await live(page);
    await wipe(page, live);
    const other = await openPage(stage.browser);
    other.expect(mode.inside);
    await visit(other.page, mode, questions);
    await rate(page, ['c1.1', 3]);
    await until(async () => (await known(other.page)).length === 1, 'it has heard of the first');
    await busy(page, true);
    await rate(page, ['c1.2', 2]);
    await page.goto('about:blank');
    await until(async () => (await known(other.page)).length === 2, 'and of the last');
    await until(async () => (await left(other.page)) === 0, 'nothing is left');
    fail(await other.take());
    await other.close();
  });
}
