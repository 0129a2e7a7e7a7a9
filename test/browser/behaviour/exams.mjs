// Exams, and what is asked and said before an answer is whole.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { fresh, live, look, shows, states } from './practice.mjs';

const file = 'exercises/questions.html';

export async function exams(stage) {
  await exam(stage);
  await surer(stage);
  await partly(stage);
}

async function exam(stage) {
  await stage.on({ file }, 'an exam is answered at the end, once', async (page) => {
    await fresh(page);
    const block = '[data-name=final]';
    const shown = () => page.evaluate((s) => [...document.querySelectorAll(`${s} .item`)].filter((item) => !item.hidden).map((item) => item.id), block);
    const drawn = await shown();
    assert.equal(drawn.length, 2, 'two of three are drawn');
    const end = `${block} > .buttons button`;
    await page.click(end);
    await until(() => page.evaluate((s) => document.querySelector(`${s} .ask-first`)?.textContent === 'Questions 1 and 2 are open. Press Finish again to end without them.', block), 'it says what is open');
    if (stage.chromium) assert.equal(await printed(page, block), 0, 'no answers are printed before the end');
    for (const id of drawn) {
      if (id === 'e3') await page.type('#e3 input', 'Batna');
      else await page.click(`#${id} input[value="${id === 'e1' ? 0 : 1}"]`);
    }
    const draft = `exam:${file.replace('.html', '')}#final`;
    await until(() => page.evaluate(async (key) => Object.values((await window.parley.record.draft.get(key)) ?? {}).filter((words) => words.join()).length === 2, draft), 'the answers are written down');
    await page.reload({ waitUntil: 'load' });
    await live(page);
    assert.deepEqual(await shown(), drawn, 'the same after a reload');
    await until(() => page.evaluate((s) => document.querySelectorAll(`${s} :checked`).length + [...document.querySelectorAll(`${s} input[type=text]`)].filter((input) => input.value).length === 2, block), 'with what was answered');
    await page.click(end);
    await until(() => page.evaluate((s) => /2 of 2 right.*100% of the points: passed/.test(document.querySelector(`${s} .sum`).textContent), block), 'the result');
    assert.ok(await page.evaluate((s) => document.activeElement.matches(`${s} .sum`), block));
    for (const id of drawn) assert.equal((await look(page, id)).verdict, '✓That is right.');
    await states(stage, page);
    if (stage.chromium) assert.equal(await printed(page, block), 2, 'what was drawn has its reason below it');
    await until(() => page.evaluate((s) => document.querySelector(`${s} > .kept`).textContent === 'Kept.', block), 'it is kept');
    await page.reload({ waitUntil: 'load' });
    await live(page);
    await until(() => page.evaluate((s) => /Taken today/.test(document.querySelector(`${s} .sum`).textContent), block), 'there is one attempt a day');
    assert.deepEqual(await shown(), drawn);
  });
}

/** How many reasons for answers are seen on paper. */
async function printed(page, block) {
  await page.emulateMediaType('print');
  const count = await page.$$eval(`${block} .why`, (all) => all.filter((why) => why.getClientRects().length > 0).length);
  await page.emulateMediaType('screen');
  return count;
}

async function surer(stage) {
  await stage.on({ file }, 'an exam asks how sure one is, and what was not touched is open', async (page) => {
    await fresh(page);
    const block = '[data-name=surer]';
    const asks = () => page.$$eval(`${block} .ask-first`, (all) => all.map((e) => e.textContent).join(' '));
    await page.click('#f2 input[value="0"]');
    await page.$eval(`${block} > .buttons button`, (button) => button.click());
    assert.equal(await asks(), 'Question 1 is open. Press Finish again to end without it. How sure are you of question 2? Press Finish again to end without saying so.');
    await page.click('#f2 .sure input[value="70"]');
    const draft = `exam:${file.replace('.html', '')}#surer`;
    await until(() => page.evaluate(async (key) => Object.values((await window.parley.record.draft.get(key)) ?? {}).flat().includes('70'), draft), 'it is written down');
    await page.reload({ waitUntil: 'load' });
    await live(page);
    assert.equal(await page.evaluate(() => document.querySelector('#f2 .sure :checked')?.value), '70', 'how sure one was is there again');
    const finish = () => page.$eval(`${block} > .buttons button`, (button) => button.click());
    await finish();
    assert.match(await asks(), /^Question 1 is open[^?]*$/);
    await finish();
    await until(() => page.evaluate((s) => /1 of 2 right/.test(document.querySelector(`${s} .sum`).textContent), block), 'steps as they lie earn nothing');
    assert.equal((await look(page, 'f1')).verdict, '\u2715Not right.');
    assert.equal(await page.$eval('#f1 .arrows', (e) => e.getClientRects().length), 0, 'no room is left for arrows');
    assert.match(await page.$eval('#f2 .see', (e) => e.textContent), /^Read: /);
  });
}

async function partly(stage) {
  await stage.on({ file }, 'what is asked first, and what is said of a part', async (page) => {
    await fresh(page);
    const [label, arrows] = await page.$eval('#order .order > li', (row) => [row.querySelector('label'), row.querySelector('.arrows')].map((part) => part.getBoundingClientRect()).map(({ top, bottom }) => (top + bottom) / 2));
    assert.ok(Math.abs(label - arrows) < 2, 'words stand beside their arrows');
    const press = (id) => page.$eval(`#${id} .buttons button`, (button) => button.click());
    const asked = async (id) => (await look(page, id)).ask;
    await press('order');
    assert.equal(await asked('order'), 'Put the steps in order first.');
    await page.select('#pairs [data-option="0"] select', '0');
    await press('pairs');
    assert.equal(await asked('pairs'), 'Fill in every row first.');
    await page.type('#gaps .blank', 'BATNA');
    await page.type('#gaps .blank:last-of-type', 'word');
    await page.click('#gaps .sure input[value="90"]');
    await press('gaps');
    await shows(page, 'gaps', '\u2715Partly right.');
    assert.equal((await look(page, 'gaps')).why, '', 'a reason would give the answer away');
    assert.match(await page.$eval('[data-name=basics] .sum', (e) => e.textContent), /^0 of 8 right, 1 partlyTo pass you need 70%\.$/);
    await page.evaluate(() => {
      const { record } = window.parley;
      const add = record.add.bind(record);
      window.kept = [];
      record.add = (...events) => (window.kept.push(...events), add(...events));
    });
    await page.type('#think textarea', 'At the van.');
    await page.evaluate(() => {
      document.querySelector('#think textarea').blur();
      document.querySelector('#think .buttons button').click();
    });
    await until(async () => (await look(page, 'think')).kept === 'Kept.', 'it is kept');
    assert.equal(await page.evaluate(() => window.kept.length), 1, 'once');
    await page.reload({ waitUntil: 'load' });
    await live(page);
    await until(async () => /^Answered on .*: partly right\.$/.test((await look(page, 'gaps')).kept) || (await look(page, 'gaps')).kept, 'it says so later, too');
  });
}
