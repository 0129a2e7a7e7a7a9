// Negotiations to practise: what a code opens, and a role's own desk.
import assert from 'node:assert/strict';
import { codesOf } from '../lib/fixture.mjs';
import { choose, enter, file, press, ready, says } from '../lib/table.mjs';
import { until } from '../lib/observe.mjs';
import { axe, put, tooWide } from '../lib/visit.mjs';
import { fail } from '../lib/report.mjs';

export async function table(stage) {
  const codes = await codesOf(stage.site('site'));
  for (const mode of stage.ways('http', 'http-intranet', 'file')) await opening(stage, mode, codes);
  await desk(stage, codes);
  await leading(stage, codes);
  await readable(stage, codes);
}

async function opening(stage, mode, codes) {
  await stage.on({ file, mode }, 'a code opens what is for its role, and in this tab alone', async (page) => {
    await ready(page);
    const code = codes.get('Buyer');
    for (const [typed, words] of [[code.slice(0, -1), /17 letters and digits/], [code.replace(/.$/, 'U'), /no U/], [swapped(code), /changed places/]]) {
      await enter(page, typed);
      await says(page, words);
    }
    await enter(page, code.toLowerCase().replaceAll('-', ' '));
    await says(page, /Opened for Buyer/);
    const all = () => page.evaluate(() => document.documentElement.outerHTML);
    assert.match(await all(), /buyerword/);
    assert.doesNotMatch(await all(), /sellerword|leaderword/);
    assert.equal(await page.$eval('.brief.is-open em', (e) => e.textContent), 'fair');
    await page.reload({ waitUntil: 'load' });
    await says(page, /Opened for Buyer/);
    await page.evaluate(() => [...document.querySelectorAll('.opened button')][0].click());
    await ready(page);
    assert.doesNotMatch(await all(), /buyerword/, 'it is shut again');
  });
}

/** A code with its first two neighbours that differ in each other's place; the same two would make no mistake. */
const swapped = (code) => code.replace(/(\w)(?!\1)(\w)/, '$2$1');

async function desk(stage, codes) {
  await stage.on({ file }, 'a desk weighs offers, and keeps them', async (page) => {
    await enter(page, codes.get('Buyer'));
    await page.waitForSelector('.desk');
    await says(page, /Your target is 1,700/);
    await press(page, 'I offer this');
    await says(page, /Choose an option for each issue/);
    await choose(page, 0, 1, 1);
    await says(page, /This is worth 2,200 points to you\. 1,300 better than your reservation value \(900\)/);
    await press(page, 'I offer this');
    await choose(page, 2, 0, 0);
    await says(page, /500 worse than your reservation value/);
    await press(page, 'They offer this');
    await until(() => page.evaluate(() => document.querySelectorAll('.offers li').length === 2), 'both stand in the list');
    assert.equal(await page.$$eval('.moves rect, .moves circle', (marks) => marks.length), 2);
    await until(() => page.evaluate(async () => (await window.parley.record.draft.get('table:exercises/machines:Buyer'))?.log.length === 2), 'it is written down');
    await page.reload({ waitUntil: 'load' });
    await until(() => page.evaluate(() => document.querySelectorAll('.offers li').length === 2), 'and after a reload');
  });
}

async function leading(stage, codes) {
  await stage.on({ file }, 'whoever leads opens everything', async (page) => {
    await enter(page, codes.get('whoever leads, opens all'));
    await says(page, /Opened for whoever leads/);
    await says(page, /buyerword[^]*sellerword[^]*leaderword/);
    assert.equal(await page.$('.desk'), null);
    await says(page, /First (each writes|write) what/);
    assert.equal(await page.$('.plane'), null, 'the numbers wait');
  });
}

async function readable(stage, codes) {
  await stage.on({ file }, 'a desk is readable for everybody', async (page) => {
    await enter(page, codes.get('Buyer'));
    await page.waitForSelector('.desk');
    await choose(page, 2, 0, 0);
    await press(page, 'They offer this');
    await press(page, 'We have not agreed');
    for (const state of [{ width: 1440, scheme: 'light' }, { width: 320, scheme: 'dark' }]) {
      await put(page, stage.name, state);
      fail([...(await axe(page)), ...(await tooWide(page))]);
    }
  });
}
