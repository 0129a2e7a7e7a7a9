// The list of coaches: narrowed by what somebody looks for, and whole without scripts.
import assert from 'node:assert/strict';
import { fail } from '../lib/report.mjs';
import { axe, put, tooWide } from '../lib/visit.mjs';

const names = (page) => page.$$eval('.coach', (all) => all.filter((one) => one.checkVisibility()).map((one) => one.querySelector('h2').textContent.trim()));
const count = (page) => page.$eval('.count', (said) => said.textContent);

export async function coaches(stage) {
  const list = { file: 'coaches.html' };
  await stage.on(list, 'the list of coaches is narrowed to who fits, and says how many', narrowed);
  await stage.on(list, 'where no coach fits, the list says what to do', (page) => nobody(page, stage.name));
  await stage.on({ ...list, scripts: false }, 'without scripts all coaches are listed', async (page) => {
    if (!stage.chromium) return; // the page cannot be asked there
    assert.deepEqual(await names(page), ['Amal Haddad', 'Ben Okafor', 'Chi Nguyen']);
    assert.ok(!(await page.$eval('.narrow', (form) => form.checkVisibility())), 'what cannot work is not shown');
  });
  await stage.on({ file: 'content/course/coach.html' }, 'a coach is asked by way of the request', async (page) => {
    assert.equal(await page.$$eval('.six li', (words) => words.length), 6);
    await Promise.all([page.waitForNavigation(), page.click('.asking .button')]);
    assert.match(page.url(), /\/ask\.html$/);
    await Promise.all([page.waitForNavigation(), page.click('.to-coaches a')]);
    assert.match(page.url(), /\/coaches\.html$/);
  });
}

async function narrowed(page) {
  assert.equal(await count(page), '3 coaches');
  assert.equal(await page.$$eval('.narrow [name=situation] option', (all) => all.filter((one) => /^suppliers$/i.test(one.value)).length), 1, 'one word is offered once');
  await page.select('.narrow [name=strength]', 'Preparing');
  assert.deepEqual(await names(page), ['Amal Haddad', 'Ben Okafor']);
  assert.equal(await count(page), '2 of 3 coaches fit.');
  await page.click('.narrow [name=free]');
  assert.deepEqual(await names(page), ['Amal Haddad']);
  assert.equal(await count(page), '1 of 3 coaches fits.');
  assert.ok(!/preparing/i.test(page.url()), 'what is looked for stays out of the address');
}

async function nobody(page, browser) {
  await page.select('.narrow [name=language]', 'Deutsch');
  await page.select('.narrow [name=strength]', 'calm under pressure');
  assert.deepEqual(await names(page), []);
  assert.ok(await page.$eval('.nobody', (box) => box.checkVisibility()));
  for (const state of [{ width: 1440, scheme: 'light' }, { width: 320, scheme: 'dark' }]) {
    await put(page, browser, state);
    fail([...(await axe(page)), ...(await tooWide(page))].map((problem) => `${problem} [${state.scheme}, ${state.width} px]`));
  }
  await page.click('.nobody button');
  assert.equal((await names(page)).length, 3);
  assert.equal(await count(page), '3 coaches');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.narrow select')), 'the keyboard is not lost');
}
