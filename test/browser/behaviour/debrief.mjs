// From an agreement to the debrief: both sides confirm it, and whoever leads shows what
// there was to have, to one pair and to a class.
import assert from 'node:assert/strict';
import { codesOf } from '../lib/fixture.mjs';
import { choose, codeOf, enter, file, press, says, type } from '../lib/table.mjs';
import { until } from '../lib/observe.mjs';
import { axe, put, tooWide } from '../lib/visit.mjs';
import { fail } from '../lib/report.mjs';

const forAll = 'the debrief: for all, when it is time';

export async function debrief(stage) {
  const codes = await codesOf(stage.site('site'));
  for (const mode of stage.ways('http', 'http-intranet', 'file')) await pair(stage, mode, codes);
  await coalition(stage);
  await klass(stage, codes);
}

async function compare(page, text) {
  await type(page, '.confirm input', text);
  await page.keyboard.press('Enter');
}

/** Opens the page for a role; shuts first what is open. */
async function as(page, code, there = '.desk .ending') {
  if (await page.$('.opened button')) await Promise.all([page.waitForNavigation(), page.evaluate(() => document.querySelector('.opened button').click())]);
  await enter(page, code);
  await page.waitForSelector(there);
  if (await page.$('.result-code')) await press(page, 'Go on negotiating'); // what another test has left
}

/** Shows the numbers, where another test has not done so. */
async function begin(page) {
  await page.waitForSelector('.debriefing h3');
  if (!(await page.$('.debriefing .one'))) await press(page, 'Show the numbers', '.debriefing');
  await page.waitForSelector('.debriefing .one');
}

/** Both sides of a pair, then the debrief on the desk of one of them. */
async function pair(stage, mode, codes) {
  await stage.on({ file, mode }, 'a pair agrees, confirms it, and sees what it left', async (page) => {
    await as(page, codes.get('Buyer'));
    await choose(page, 0, 1, 1);
    await press(page, 'I offer this');
    await choose(page, 1, 0, 1);
    await press(page, 'We have not agreed');
    const none = await codeOf(page);
    await press(page, 'Go on negotiating');
    await press(page, 'We have agreed on this');
    const buyer = await codeOf(page);
    assert.notEqual(buyer, none);

    await as(page, codes.get('Seller'));
    await choose(page, 2, 0, 0);
    await press(page, 'We have agreed on this');
    await compare(page, buyer.replace(/.$/, (last) => (last === '0' ? '1' : '0')));
    await says(page, /One of the letters is not right/);
    await compare(page, buyer);
    await says(page, /different things\. They have: Delivery: 5 weeks · Warranty: 1 year · Training: 3 days/);
    await press(page, 'Go on negotiating');
    await choose(page, 1, 0, 1);
    await press(page, 'We have agreed on this');
    await compare(page, buyer.toLowerCase());
    await says(page, /Confirmed by Buyer, Seller/);
    const both = await codeOf(page);
    assert.notEqual(both, buyer);

    await type(page, '.looking-back textarea', 'ask what delivery costs them');
    await page.select('.guesses select', '3');
    await type(page, '.desk form.unlock input', codes.get(forAll));
    await page.keyboard.press('Enter');
    await says(page, /First write what you would do another time/);
    assert.doesNotMatch(await page.evaluate(() => document.documentElement.outerHTML), /buyerword|leaderword/, 'no brief of another, and no note');
    assert.equal(await page.$eval('.debriefing label:last-of-type textarea', (e) => e.value), 'ask what delivery costs them');
    await press(page, 'Show the numbers', '.debriefing');
    await says(page, /Buyer could have had up to 200 more at no cost to anybody/);
    await says(page, /Delivery 2 weeks instead of 5 weeks and Training 1 day instead of 3 days: 200 more for Buyer and 50 more for Seller\./);
    await says(page, /Seller thought of Buyer[^]*a lot/);
    assert.equal(await page.$$eval('.plane .deal, .plane .mine, .plane .theirs, .plane .zone', (marks) => marks.length > 3), true);

    // Another deal, and other numbers.
    await type(page, '.one .confirm input', none);
    await page.keyboard.press('Enter');
    await says(page, /No deal\. Each has what it has without one\./);
    await type(page, '.one .confirm input', both);
    await page.keyboard.press('Enter');
    await page.evaluate(() => (document.querySelector('.replay').open = true));
    await type(page, '.walks input', '1500');
    await says(page, /With these reservation values, 2 of 6 efficient deals would suit everybody/);
    await says(page, /100 worse than the reservation value \(1,500\)/);
    await until(() => page.evaluate(async () => (await window.parley.record.draft.get('debrief:exercises/machines'))?.walk?.[0] === 1500), 'it is written down');
    await page.reload({ waitUntil: 'load' });
    await says(page, /With these reservation values, 2 of 6/);
  });
}

/** A coalition's desk is for all: a code opens a brief beside it, and the debrief what theory says. */
async function coalition(stage) {
  const codes = await codesOf(stage.site('site'), 'exercises/ships');
  await stage.on({ file: 'exercises/ships.html' }, 'coalitions: a desk for all, a brief, the debrief', async (page) => {
    await page.waitForSelector('.coalition .desk');
    await enter(page, codes.get('Birch'));
    await says(page, /Opened for Birch/);
    await says(page, /birchword/);
    assert.equal(await page.$$eval('.desk', (desks) => desks.length), 1, 'the desk stays the one that it was');
    await as(page, codes.get(forAll), '.debriefing table');
    await says(page, /Shapley[^]*60[^]*45[^]*35/);
    assert.doesNotMatch(await page.evaluate(() => document.documentElement.outerHTML), /birchword|leaderword/);
    for (const state of [{ width: 1440, scheme: 'light' }, { width: 320, scheme: 'dark' }]) {
      await put(page, stage.name, state);
      fail([...(await axe(page)), ...(await tooWide(page))]);
    }
  });
}

/** What groups hand in, on a wall and in a table. */
async function klass(stage, codes) {
  await stage.on({ file }, 'a class is seen together', async (page) => {
    await as(page, codes.get('Buyer'));
    const made = [];
    for (const deal of [[0, 0, 0], [1, 0, 1], [2, 0, 0]]) {
      await choose(page, ...deal);
      await press(page, 'We have agreed on this');
      made.push(await codeOf(page));
      await press(page, 'Go on negotiating');
    }
    await press(page, 'We have not agreed');
    const none = await codeOf(page);
    await type(page, '.desk form.unlock input', codes.get(forAll));
    await page.keyboard.press('Enter');
    await begin(page);
    const text = [...made, none].map((one, i) => `Group ${i + 1}: ${one}`).join('\n') + '\nGroup 5: 0AB3-4C5D\nGroup 6: ' + made[0];
    await page.$eval('.hand-in textarea', (area, value) => {
      area.value = value;
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }, text);
    await says(page, /Line 5: “Group 5: 0AB3-4C5D” has a letter that is not right/);
    await says(page, /Groups\s+5[^]*Deals\s+4[^]*No deal\s+1/);
    assert.deepEqual(await page.$$eval('.class .plane .group text', (marks) => marks.map((m) => m.textContent)), ['\u00d72', '2', '3']);
    assert.equal(await page.$$eval('.groups tbody tr', (rows) => rows.length), 5);
    const csv = await page.evaluate(async () => {
      const made = new Promise((done) => (URL.createObjectURL = (blob) => (done(blob.text()), 'blob:none')));
      HTMLAnchorElement.prototype.click = () => undefined;
      [...document.querySelectorAll('.class button')].find((b) => /CSV/.test(b.textContent)).click();
      return made;
    });
    assert.match(csv, /Group 2,yes,Buyer,5 weeks,1 year,3 days,1400,1400,2800,/);
    for (const state of [{ width: 1440, scheme: 'light' }, { width: 320, scheme: 'dark' }]) {
      await put(page, stage.name, state);
      fail([...(await axe(page)), ...(await tooWide(page))]);
    }
  });
}
