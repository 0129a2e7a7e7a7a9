// A learner's own pages: what is kept, taken along as a file, locked, deleted, repeated.
// What browsers do to a record is tried in record/.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { axe, put, tooWide } from '../lib/visit.mjs';
import { downloads, stored } from '../record/own.mjs';

export async function record(stage) {
  for (const mode of stage.ways('http', 'http-intranet', 'file')) await keeping(stage, mode);
  await onDisk(stage);
  await file(stage);
  await badFiles(stage);
  for (const mode of ['http', 'http-intranet']) await passphrase(stage, mode);
  await people(stage);
  await deleting(stage);
  await refused(stage);
  await cards(stage);
  await missed(stage);
  await readable(stage);
}

export const own = { file: 'record.html' };
const secret = 'a sentence nobody else may read';

/** An answer to the nth question of a page that there is. */
export const answer = (n = 0, over = {}) => ({ t: 'answer', item: `exercises/questions#q${n}`, hash: '0a0b0c0d', score: 1, chosen: [secret], ...over });

export const ready = (page) => until(() => page.evaluate(() => document.querySelector('.app')?.dataset.ready === 'true'), 'the page is drawn');

/** A page on which nobody has done anything yet. */
export async function fresh(page) {
  await ready(page);
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((done) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onerror: done }));
    }
    localStorage.clear();
    sessionStorage.clear();
  });
  const frame = page.frames().find((one) => one.url().endsWith('/frame.html'));
  if (!frame) return again(page);
  await frame.evaluate(() => (localStorage.clear(), sessionStorage.clear()));
  await page.goto(`${page.url()}?fresh`, { waitUntil: 'load' }); // Firefox loses what is kept at a second load in a row
  await ready(page);
}

export async function again(page) {
  await page.reload({ waitUntil: 'load' });
  await ready(page);
}

export const add = (page, ...events) => page.evaluate(async (list) => {
  try {
    return { count: (await window.parley.record.add(...list)).count };
  } catch (error) {
    return { trouble: error.kind, count: window.parley.record.keeper.state.count };
  }
}, events);

const count = (page) => page.evaluate(() => window.parley.record.keeper.state.count);
const words = (page) => page.evaluate(() => document.querySelector('.app').innerText);
const says = (page, pattern) => until(async () => pattern.test(await words(page)) || (await words(page)).slice(0, 600), `the page says ${pattern}`);

/** Presses the button with these words. */
export const press = async (page, name) => {
  await until(() => page.evaluate((text) => [...document.querySelectorAll('.app button')].some((b) => b.checkVisibility() && b.textContent === text), name), `there is a button “${name}”`);
  await page.evaluate((text) => [...document.querySelectorAll('.app button')].find((b) => b.checkVisibility() && b.textContent === text).click(), name);
};

async function keeping(stage, mode) {
  await stage.on({ ...own, mode }, 'what was done is there after a reload', async (page) => {
    await fresh(page);
    await says(page, /Nothing is kept here yet/);
    assert.deepEqual(await add(page, answer(0), answer(1)), { count: 2 });
    await page.evaluate(() => window.parley.record.draft.set('x', { text: 'half a' }));
    await again(page);
    assert.equal(await count(page), 2);
    assert.deepEqual(await page.evaluate(() => window.parley.record.draft.get('x')), { text: 'half a' });
    await says(page, /2 entries are kept in this (browser|tab). 2 are in no file yet/);
  });
}

async function onDisk(stage) {
  await stage.on({ ...own, mode: 'file' }, 'on a disk nothing can be read where it is stored, and pages of the tab share it', async (page, mode) => {
    await fresh(page);
    await add(page, answer());
    await page.evaluate((text) => window.parley.record.draft.set('x', text), secret);
    const all = await stored(page);
    assert.ok(all.length > 200 && !all.includes(secret) && !all.includes('exercises/questions'), 'nothing is readable');
    await says(page, /until you close this tab/);
    await page.goto(mode.url('progress.html'), { waitUntil: 'load' });
    await ready(page);
    assert.equal(await count(page), 1, 'the next page knows it');
    assert.ok(!(await stored(page)).includes(secret));
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'no marks on a disk');
    await page.evaluate(() => sessionStorage.clear());
    await again(page);
    assert.equal(await count(page), 0, 'without the tab’s key it is gone');
  });
}

async function saved(page) {
  await press(page, 'Save my file');
  await says(page, /does this computer forget/);
  await press(page, 'Yes');
  await until(() => page.evaluate(() => !!window.lastFile), 'a file is made');
  return page.evaluate(() => window.lastFile);
}

async function choose(stage, page, text) {
  const path = join(stage.work, `mine-${stage.name}.parley.jsonl`);
  await writeFile(path, text);
  const input = await page.waitForSelector('#_file');
  await input.uploadFile(path);
}

async function file(stage) {
  await stage.on({ ...own, before: downloads }, 'a file brings everything to another browser, and nothing twice', async (page) => {
    await fresh(page);
    await add(page, answer(0), answer(1), { t: 'read', page: 'content/course/long', hash: '0a0b0c0d' });
    const text = await saved(page);
    assert.match(text, /^\{"name":.*"parley":"record".*\n(\{.*\}\n){3}\{"end":3,"sha256":"[0-9a-f]{64}"\}\n$/);
    await says(page, /Last file: [^]*save your file each time before you sign out/);
    assert.equal(await page.evaluate(() => window.parley.record.keeper.state.unsaved), 0);
    await fresh(page);
    await add(page, answer(2));
    await choose(stage, page, text);
    await says(page, /with 3 entries[^]*2 answers[^]*1 page opened/);
    assert.equal(await count(page), 1, 'nothing is added before it is asked for');
    await press(page, 'Add it');
    await says(page, /Done: 3 entries added/);
    assert.equal(await page.evaluate(() => window.parley.record.keeper.state.unsaved), 1, 'what the file lacks is unsaved');
    await choose(stage, page, text);
    await says(page, /Everything in it is here already/);
    await again(page);
    assert.equal(await count(page), 4);
  });
}

async function badFiles(stage) {
  await stage.on({ ...own, before: downloads }, 'files that are cut, changed, foreign or none are told apart', async (page) => {
    await fresh(page);
    await add(page, answer(0), answer(1));
    const text = await saved(page);
    const lines = text.split('\n');
    await fresh(page);
    for (const [bad, pattern] of [
      ['hello', /no file that Parley has saved/],
      [text.replace(/"site":"[^"]*"/, '"site":"another"'), /belongs to another course/],
      [text.replace('"v":1}', '"v":9}').replace(/"v":1(?=[^\n]*\n)/, '"v":9'), /newer Parley has saved this file/],
      [lines.slice(0, 2).join('\n') + '\n', /The end of this file is missing[^]*1 answer/],
      [text.replace(secret, 'other words'), /changed since Parley saved it/],
      [[lines[0], '{"half', '<img src=x onerror=alert(1)>', ...lines.slice(1)].join('\n'), /2 lines cannot be read[^]*Line 2: it is cut or damaged[^]*2 answers/],
    ]) {
      await choose(stage, page, bad);
      await says(page, pattern);
      assert.equal(await count(page), 0, 'the record is as it was');
    }
  });
}

async function passphrase(stage, mode) {
  await stage.on({ ...own, mode }, 'a passphrase locks a record', async (page, at) => {
    await fresh(page);
    await add(page, answer());
    assert.ok((await stored(page)).includes(secret), 'before, it is readable');
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('.app details')) details.open = true;
      document.querySelector('#_pass1').value = document.querySelector('#_pass2').value = 'correct horse battery';
      document.querySelector('#_lost').checked = true;
      document.querySelector('.passphrase').requestSubmit();
    });
    await until(() => page.evaluate(() => !!window.parley.record.keeper.profile.lock), 'it is locked', 60_000);
    await until(async () => !(await stored(page)).includes(secret), 'nothing is readable any more');
    await add(page, answer(1));
    assert.ok(!(await stored(page)).includes(secret), 'nor what comes after');
    await again(page);
    assert.equal(await count(page), 2, 'the tab keeps it open');
    await page.evaluate(() => sessionStorage.clear());
    await again(page);
    assert.equal(await count(page), 0);
    await says(page, /is locked/);
    await says(page, /I have forgotten it/);
    await add(page, answer(2));
    await page.goto(at.url('progress.html'), { waitUntil: 'load' });
    await ready(page);
    await says(page, /This record is locked/);
    assert.ok(!/Nothing is here yet|Kept in this browser/.test(await page.evaluate(() => document.querySelector('main').innerText)), 'nor that all is gone');
    await page.goto(at.url(own.file), { waitUntil: 'load' });
    await ready(page);
    assert.equal(await count(page), 1, 'what was done meanwhile goes with the tab');
    for (const [guess, then] of [['wrong', /That is not the passphrase/], ['correct horse battery', /3 entries are kept/]]) {
      await page.evaluate((text) => {
        const input = document.querySelector('.app input[type="password"]');
        input.value = text;
        input.form.requestSubmit();
      }, guess);
      await until(async () => then.test(await words(page)) || (await words(page)).slice(0, 300), `it says ${then}`, 60_000);
    }
    assert.equal(await page.evaluate(() => localStorage.getItem(`parley-marks:${window.parley.record.site}`)), null, 'no marks lie about');
  });
}

async function people(stage) {
  await stage.on(own, 'two people do not meet, and one can be erased', async (page) => {
    await fresh(page);
    await add(page, answer());
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('.app details')) details.open = true;
      const input = document.getElementById('_person.new');
      input.value = 'Ana <b>';
      input.form.requestSubmit();
    });
    await says(page, /Ana <b>/);
    await until(async () => (await count(page)) === 0, 'she begins with nothing');
    await add(page, answer(1), answer(2));
    await again(page);
    assert.equal(await count(page), 2, 'she is still there after a reload');
    await press(page, 'Erase this record …');
    await says(page, /Save my file first/);
    await Promise.all([page.waitForNavigation(), press(page, 'Erase for good')]);
    await ready(page);
    await until(async () => (await count(page)) === 1, 'the other one is as it was');
    assert.ok(!(await words(page)).includes('Ana'));
  });
}

async function deleting(stage) {
  await stage.on({ ...own, before: downloads }, 'what was deleted does not come back with an old file', async (page, mode) => {
    await fresh(page);
    await add(page, answer(0), answer(1));
    const text = await saved(page);
    await page.goto(mode.url('progress.html'), { waitUntil: 'load' });
    await ready(page);
    await page.evaluate(() => (document.querySelector('.history details').open = true));
    await press(page, 'Delete');
    await until(async () => (await page.evaluate(() => document.activeElement.textContent)) === 'Cancel', 'the safe way out has the focus');
    await press(page, 'Delete for good');
    await until(async () => (await page.evaluate(() => window.parley.record.keeper.state.answers.size)) === 1, 'one is left');
    await page.goto(mode.url(own.file), { waitUntil: 'load' });
    await ready(page);
    await choose(stage, page, text);
    await says(page, /Everything in it is here already/);
    await press(page, 'Take it as my saved file');
    await until(() => page.evaluate(() => /Done: 0 entries/.test(document.querySelector('.app').innerText)), 'it is joined');
    assert.equal(await page.evaluate(() => window.parley.record.keeper.state.answers.size), 1);
  });
}

async function refused(stage) {
  await stage.on(own, 'what no file could hold is refused', async (page) => {
    await fresh(page);
    assert.deepEqual(await add(page, answer(0, { chosen: ['x'.repeat(3000)] })), { trouble: 'invalid', count: 0 });
  });
}

async function cards(stage) {
  await stage.on({ file: 'progress.html' }, 'cards by keyboard alone', async (page) => {
    await fresh(page);
    await add(page, { t: 'read', page: 'glossary/anchor', hash: '0a0b0c0d' });
    await again(page);
    await until(() => page.evaluate(() => !!document.querySelector('.dealing button')), 'cards are offered');
    await page.evaluate(() => document.querySelector('.dealing button').focus());
    await page.keyboard.press('Enter');
    await until(() => page.evaluate(() => document.activeElement.textContent === 'Show the answer'), 'a card waits to be turned');
    await page.keyboard.press(' ');
    await until(() => page.evaluate(() => document.querySelectorAll('.grade').length === 4), 'it can be graded');
    assert.match(await page.evaluate(() => document.querySelector('.card-answer').innerText), /anchor/i);
    await page.keyboard.press('3');
    await says(page, /Done: 1 card/);
    assert.equal(await page.evaluate(() => window.parley.record.keeper.state.reviews.get('term:glossary/anchor')[0].grade), 3);
  });
}

async function missed(stage) {
  for (const mode of ['http', 'file']) {
    await stage.on({ file: 'progress.html', mode }, 'a question that was missed comes back as a card', async (page) => {
      await fresh(page);
      await add(page, { ...answer(0), item: 'exercises/questions#text', score: 0 });
      await again(page);
      await until(() => page.evaluate(() => !!document.querySelector('.dealing button')), 'cards are offered');
      const met = [];
      await page.evaluate(() => document.querySelector('.dealing button').click());
      await until(() => page.evaluate(() => !!document.querySelector('.card-face')), 'the first card is dealt');
      for (;;) {
        await until(() => page.evaluate(() => !document.querySelector('.card-face') || !!document.querySelector('.card-face .row:not(.grades) .button')), 'a card, or the end');
        if (!(await page.$('.card-face'))) break;
        met.push(await page.evaluate(() => document.querySelector('.card-text').innerText));
        await page.evaluate(() => document.querySelector('.card-face .row .button').click());
        if (/first number on the table/.test(met.at(-1))) assert.match(await page.evaluate(() => document.querySelector('.card-answer').innerText), /anchor/i);
        await page.evaluate(() => document.querySelectorAll('.grade')[2].click());
      }
      assert.ok(met.some((words) => words.startsWith('What is the first number on the table called?')), met.join());
      assert.ok(await page.evaluate(() => window.parley.record.keeper.state.reviews.has('item:exercises/questions#text')));
    });
  }
}

async function readable(stage) {
  for (const file of ['progress.html', 'record.html']) {
    await stage.on({ file }, 'a learner’s own pages are readable for everybody', async (page) => {
      await fresh(page);
      await add(page, ...[0, 1, 2, 3].map((n) => answer(n % 2, { sure: 80, score: n % 2 })), { t: 'case', case: 'A'.repeat(22), name: '<img src=x onerror=alert(1)>', forms: [] });
      await page.evaluate(() => document.querySelectorAll('.app details').forEach((details) => (details.open = true)));
      for (const state of [{ width: 1440, scheme: 'light' }, { width: 320, scheme: 'dark' }]) {
        await put(page, stage.name, state);
        fail([...(await axe(page)), ...(await tooWide(page))].map((f) => `${f} [${state.scheme}, ${state.width} px]`));
      }
      assert.equal(await page.evaluate(() => document.querySelectorAll('.app img').length), 0);
    });
  }
}
