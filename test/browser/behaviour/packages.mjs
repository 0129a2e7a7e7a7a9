// Packages, alternatives and lesson cards of one's own negotiations, on a phone.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { says } from '../lib/table.mjs';
import { axe, put, tooWide } from '../lib/visit.mjs';
import { phoneSize } from './index.mjs';
import { field, write } from './negotiations.mjs';
import { fresh, live } from './practice.mjs';

const at = (name) => ({ site: 'course', file: `content/worksheets/${name}.html`, viewport: phoneSize });

export async function packages(stage) {
  await stage.on(at('preparation'), 'packages: alternatives give the reservation value, and points weigh offers', async (page, { url }) => {
    await reservation(page);
    await looks(page, stage.name);
    await points(page);
    await page.goto(url('content/worksheets/talks.html'), { waitUntil: 'load' });
    await live(page);
    await offers(page);
    await looks(page, stage.name);
    await page.goto(url('content/worksheets/review.html'), { waitUntil: 'load' });
    await live(page);
    await says(page, /Promised, and not yet settled:[^]*They: send the plan \(Friday\)/);
  }, 240);
  await stage.on(at('review'), 'packages: a lesson leaves only as its card shows it', async (page) => {
    await lesson(page);
    await looks(page, stage.name);
    await copied(page);
  }, 120);
  await stage.on(at('talks'), 'packages: without points the sheet stays as it is', async (page) => {
    await fresh(page);
    await page.$eval(field('learned', 'textarea'), (area) => (area.closest('details').open = true));
    await write(page, { [field('learned', 'textarea')]: 'nothing' });
    await says(page, /Write your reservation value on the preparation sheet/);
    assert.equal(await page.$eval('.package-desk', (desk) => desk.hidden), true);
  });
}

async function looks(page, browser) {
  for (const state of [{ width: 1280, scheme: 'light' }, { width: 360, scheme: 'dark' }]) {
    await put(page, browser, state);
    await page.evaluate(() => scrollTo(0, 0)); // where the header covers no field
    fail([...(await axe(page)), ...(await tooWide(page))].map((problem) => `${problem} [${state.scheme}, ${state.width} px]`));
  }
}

/** Writes rows as somebody does, and leaves the table. */
async function rows(page, id, all) {
  await page.evaluate((name, lines) => {
    const table = document.querySelector(`[data-item="${name}"]`);
    const details = table.closest('details');
    if (details) details.open = true;
    for (const [i, cells] of lines.entries()) {
      const row = () => table.querySelectorAll('tbody tr:not(.on-paper)')[i];
      if (!row()) table.querySelector('.table ~ .buttons button').click();
      for (const [j, cell] of cells.entries()) {
        const input = row().querySelectorAll('input, textarea')[j];
        input.focus();
        input.value = cell;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }
    }
    document.activeElement.blur();
  }, id, all);
  await until(() => page.evaluate((words) => [...window.parley.record.keeper.state.cases.values()].some(({ fields }) => [...fields.values()].some(({ value }) => JSON.stringify(value) === words)), JSON.stringify(all)), 'the rows are in the record');
}

const click = (page, words, within) => page.evaluate((text, place) => [...document.querySelectorAll(`${place} button`)].find((b) => b.textContent.startsWith(text)).click(), words, within);

async function reservation(page) {
  await fresh(page);
  await rows(page, 'other-ways', [['Search on', '100,000', '3,000', '50', ''], ['', '80,000', '', '30', ''], ['', '40,000', '', '20', ''], ['Wait', '90,000', '', '', '']]);
  await says(page, /value times chance, less the cost[^]*Search on[^]*79,000[^]*Wait[^]*The chance is missing[^]*Best: Search on/);
  await click(page, 'Put 79,000 into', '.worths');
  await until(() => page.$eval(field('reservation'), ({ value }) => value === '79,000'), 'an empty field takes it');
  await until(() => page.evaluate(() => !document.querySelector('.worths button')), 'it is there, and offered no more');
  await write(page, { [field('reservation')]: '70,000' });
  await until(() => page.evaluate(() => document.querySelector('.worths button') !== null), 'it is offered again');
  await click(page, 'Put 79,000 into', '.worths');
  await says(page, /It says 70,000\. Put 79,000 in its place\?/);
  await click(page, 'Leave it', '.worths');
  assert.equal(await page.$eval(field('reservation'), ({ value }) => value), '70,000');
}

async function points(page) {
  await rows(page, 'points', [['Price', '10', '40', '0'], ['', '9', '20', '20'], ['', '8', '0', '40'], ['Delivery', '2 weeks', '20', '10'], ['', '8 weeks', '0', '15'], ['Service', 'none', '0', '30'], ['', 'full', '20', '0']]);
  await write(page, { [field('points-no-deal')]: '45', [field('points-target')]: '65' });
}

/** Chooses an option of each issue; "" leaves it open. */
const choose = (page, ...options) => page.evaluate((wanted) => {
  for (const [i, select] of [...document.querySelectorAll('.package-desk select')].entries()) {
    select.value = wanted[i];
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
}, options);

async function offers(page) {
  await page.waitForSelector('.package-desk:not([hidden])');
  await choose(page, '0', '0', '1');
  await says(page, /80 points for you: 35 above no deal \(45\)\. Your target \(65\) is reached\.[^]*Your estimate for them: 10 points/);
  await click(page, 'Note as my offer', '.package-desk');
  await choose(page, '2', '1', '');
  await says(page, /0 to 20 points for you: open is Service\. However that ends, it is worse than no deal/);
  await click(page, 'Note as their offer', '.package-desk');
  await choose(page, '0', '1', '1');
  await says(page, /you would give up 20 since your last\. They gain 5, you estimate/);
  await says(page, /Delivery: 2 weeks · Service: none\s+60 points for you · 25 more for them \(estimate\)/);
  await click(page, 'Choose it', '.package-desk .packages li');
  await click(page, 'Note as my offer', '.package-desk');
  await page.evaluate(() => document.activeElement.blur());
  await says(page, /They: 0 to 20 worse than no deal[^]*Me: 60 \(moved by 20\)/);
  assert.deepEqual(await page.$$eval('.moves text', (all) => all.map(({ textContent }) => textContent)), ['Target', '65', 'Limit', '45', 'Me: 60', '80'], 'the picture says its numbers');
  await rows(page, 'contingent', [['Bonus', '40 guests', 'the till', '', '40,000', '', '70', '40']]);
  await says(page, /Both expect to gain: you 6,000, they 6,000[^]*Could either side move the result/);
  await rows(page, 'promises', [['They', 'send the plan', 'Friday', '']]);
}

async function lesson(page) {
  await fresh(page);
  await says(page, /a card for colleagues stands here/);
  await write(page, { [field('lesson', 'textarea')]: 'Anna Schmidt of Nordwind Ltd. gave 12,500 once I had a reason', [field('change', 'textarea')]: 'Ask first' });
  await says(page, /4 ticks are missing/);
  assert.deepEqual(await page.$$eval('.lesson-card mark', (all) => all.map(({ firstChild }) => firstChild.data)), ['Anna Schmidt', 'Nordwind Ltd.', '12,500']);
  assert.equal(await page.$eval('[data-item=pass-on]', (asked) => asked.hidden), true, 'its answers are the boxes');
}

const boxes = '.lesson-card fieldset input';

async function copied(page) {
  const plain = await page.$eval('.lesson-card textarea', ({ value }) => value);
  assert.doesNotMatch(plain, /Ask first/, 'what one wants to change is one’s own affair');
  await page.$eval('.lesson-card div.checks input', (box) => box.click());
  const card = () => page.$eval('.lesson-card', (it) => ({ text: it.querySelector('textarea').value, copy: !it.querySelector('.button').disabled, ticks: it.querySelectorAll('fieldset :checked').length }));
  await page.$$eval(boxes, (all) => all.forEach((box) => box.click()));
  assert.equal((await card()).copy, true);
  for (let left = 3; left > 0; left--) await click(page, 'Put', '.risks');
  assert.deepEqual(await card(), { text: 'Lesson: somebody of a firm gave an amount once I had a reason\nTo change: Ask first', copy: false, ticks: 0 }, 'another text is asked for anew');
  await page.$$eval(boxes, (all) => all.slice(1).forEach((box) => box.click()));
  assert.equal((await card()).copy, false, 'one is missing');
  await page.$eval(boxes, (box) => box.click());
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: (text) => ((window.taken = text), Promise.resolve()) } });
  });
  await click(page, 'Copy the card', '.lesson-card');
  await says(page, /Copied\./);
  assert.equal(await page.evaluate(() => window.taken), (await card()).text);
  assert.equal(await page.$eval(field('lesson', 'textarea'), ({ value }) => value.startsWith('Anna')), true, 'one’s own words stay');
  await page.reload({ waitUntil: 'load' });
  await live(page);
  await until(async () => (await card()).text.startsWith('Lesson: somebody'), 'the card is kept');
}
