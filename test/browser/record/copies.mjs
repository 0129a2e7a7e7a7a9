// A browser that has lost its databases finds the copy in the local storage.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { add, answer, drawn, known, live, lose, press, questions, says, stored, troubleOf, visit, wipe, wordsOf } from './own.mjs';

const file = questions;

export async function copies(stage) {
  for (const mode of stage.ways('http', 'http-intranet')) await back(stage, mode);
  await deleted(stage);
  await locked(stage);
  await everybody(stage);
  await erased(stage);
}

const pieces = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => /^parley-copy:.*:.*:/.test(key)).map((key) => key.split(':').at(-1)));

async function again(page) {
  await page.reload({ waitUntil: 'load' });
  await live(page);
}

async function back(stage, mode) {
  await stage.on({ file, mode }, 'a database that is lost comes back from the copy, and it is said', async (page) => {
    await live(page);
    await wipe(page);
    for (let i = 0; i < 3; i++) await add(page, answer(`one ${i}`));
    await add(page, answer('two'), answer('three'));
    assert.equal((await pieces(page)).length, 4, 'each write adds a piece');
    const before = (await known(page)).map(({ id }) => id).sort();
    await lose(page, false);
    await again(page);
    assert.deepEqual((await known(page)).map(({ id }) => id).sort(), before);
    assert.equal(await troubleOf(page), 'restored');
    await says(page, /is back from a second copy[^]*My file/);
    await until(async () => (await pieces(page)).join() === '0-5' || pieces(page), 'the copy is made anew');
    assert.deepEqual(await add(page, answer('four')), { count: 6 });
    await again(page);
    assert.equal(await troubleOf(page), undefined);
    await lose(page, false);
    await again(page);
    assert.equal((await known(page)).length, 6, 'and once more');
    // A piece that is damaged costs what is in it.
    await until(async () => (await pieces(page)).join() === '0-6' || pieces(page), 'the copy is made anew');
    await add(page, answer('five'));
    await page.evaluate(() => {
      const name = Object.keys(localStorage).find((key) => key.endsWith(':6-7'));
      localStorage.setItem(name, localStorage.getItem(name).slice(1));
    });
    await lose(page, false);
    await again(page);
    assert.equal((await known(page)).length, 6);
  });
}

async function deleted(stage) {
  await stage.on({ file }, 'what was deleted is in no copy', async (page) => {
    await live(page);
    await wipe(page);
    await add(page, answer('keep'), answer('GONE-7'));
    await until(async () => (await pieces(page)).length > 0 || 'none', 'there is a copy');
    const id = (await known(page)).find(({ chosen }) => chosen?.[0] === 'GONE-7').id;
    await add(page, { t: 'delete', ids: [id] });
    assert.ok(!(await stored(page)).includes('GONE-7'), 'it is nowhere');
    await again(page);
    await until(async () => (await pieces(page)).length === 1 || pieces(page), 'the copy is made anew');
    assert.ok(!(await stored(page)).includes('GONE-7'));
    await lose(page, false);
    await again(page);
    assert.deepEqual(await wordsOf(page), ['keep']);
  });
}

const passphrase = 'four words are enough';

async function locked(stage) {
  await stage.on({ file: 'record.html' }, 'the copy of a record with a passphrase is sealed, and opens by it', async (page, mode) => {
    await drawn(page);
    await wipe(page, drawn);
    await add(page, answer('SECRET-7'));
    await page.evaluate((words) => {
      for (const details of document.querySelectorAll('.app details')) details.open = true;
      document.querySelector('#_pass1').value = document.querySelector('#_pass2').value = words;
      document.querySelector('#_lost').checked = true;
      document.querySelector('.passphrase').requestSubmit();
    }, passphrase);
    await until(() => page.evaluate(() => !!window.parley.record.keeper.profile.lock), 'it is locked', 60_000);
    await until(async () => (await pieces(page)).length === 1 || pieces(page), 'there is a copy');
    assert.ok(!(await stored(page)).includes('SECRET-7'), 'nothing is readable');
    await lose(page, false);
    await page.evaluate(() => sessionStorage.clear());
    await page.reload({ waitUntil: 'load' });
    await drawn(page);
    assert.equal(await troubleOf(page), 'locked');
    await page.evaluate((words) => {
      const input = document.querySelector('.app input[type="password"]');
      input.value = words;
      input.form.requestSubmit();
    }, passphrase);
    await until(async () => (await wordsOf(page))[0] === 'SECRET-7' || wordsOf(page), 'it is back', 60_000);
    await visit(page, mode, file);
    assert.deepEqual(await wordsOf(page), ['SECRET-7']);
  });
}

async function everybody(stage) {
  await stage.on({ file: 'record.html' }, 'everybody’s record comes back', async (page) => {
    await drawn(page);
    await wipe(page, drawn);
    await add(page, answer('first'));
    await until(async () => (await pieces(page)).length > 0 || 'none', 'the first has a copy');
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('.app details')) details.open = true;
      const input = document.getElementById('_person.new');
      input.value = 'Ada';
      input.form.requestSubmit();
    });
    await until(async () => (await known(page)).length === 0 || 'the same', 'it is another’s');
    await drawn(page);
    await add(page, answer('second'));
    await until(() => page.evaluate(() => Object.keys(localStorage).filter((key) => /^parley-copy:[^:]*:[^:]*$/.test(key)).length === 2 || Object.keys(localStorage)), 'both have a copy');
    await lose(page, false);
    await page.reload({ waitUntil: 'load' });
    await drawn(page);
    const words = [...(await wordsOf(page))];
    assert.equal(words.length, 1);
    await page.evaluate(async () => {
      const { record } = window.parley;
      await record.enter((await record.store.profiles()).find(({ id }) => id !== record.keeper.profile.id));
    });
    words.push(...(await wordsOf(page)));
    assert.deepEqual(words.sort(), ['first', 'second']);
  });
}

async function erased(stage) {
  await stage.on({ file: 'record.html' }, 'of an erased record there is no copy', async (page) => {
    await drawn(page);
    await wipe(page, drawn);
    await add(page, answer('GONE-8'));
    await until(async () => (await pieces(page)).length > 0 || 'none', 'there is a copy');
    await press(page, 'Erase this record …');
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), press(page, 'Erase for good')]);
    await drawn(page);
    assert.ok(!(await stored(page)).includes('GONE-8'));
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('parley-copy:'))), []);
  });
}
