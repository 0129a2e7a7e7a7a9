// A bundled role play, by two people in two browsers: each opens a brief, they make
// offers, agree, confirm it by their codes, and see what they left.
import assert from 'node:assert/strict';
import { intranet, launch } from '../lib/browsers.mjs';
import { codesOf } from '../lib/fixture.mjs';
import { openPage, until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { certificate, serveStatic } from '../lib/static.mjs';
import { choose, codeOf, enter, press, says, type } from '../lib/table.mjs';

const file = 'exercises/role-play-hall.html';

/** Plays it over https, over http from one address that counts as secure and one that does not, and from a disk. */
export async function pair(report, names, course, work) {
  const codes = await codesOf(course, 'exercises/role-play-hall');
  const server = await serveStatic(course.dir, [], await certificate(intranet, work));
  const base = `https://${intranet}:${server.port}/`;
  const secure = { name: 'https', url: (path) => base + path, inside: (url) => url.startsWith(base) };
  for (const mode of [secure, ...course.served.modes.filter(({ name }) => name !== 'http-subpath')]) {
    await report.test(`course/${file} · ${mode.name} · ${names[0]} and ${names.at(-1)}`, 'two browsers play a bundled role play', () => play(mode, names, codes), 300);
  }
  await server.close();
}

async function play(mode, names, codes) {
  const browsers = [await launch(names[0]), await launch(names.at(-1))];
  try {
    const people = [];
    for (const browser of browsers) {
      const opened = await openPage(browser);
      opened.expect(mode.inside);
      await opened.page.goto(mode.url(file), { waitUntil: 'load' });
      people.push(opened);
    }
    const [choir, club] = people.map(({ page }) => page);
    await meet(choir, club, codes);
    for (const opened of people) fail(await opened.take());
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
  }
}

async function meet(choir, club, codes) {
  for (const [page, role] of [[choir, 'Choir'], [club, 'Judo club']]) {
    await enter(page, codes.get(role));
    await page.waitForSelector('.desk .ending');
  }
  // What one offers the other hears.
  for (const [mine, deal] of [[choir, [0, 1]], [club, [4, 3]], [choir, [0, 2]]]) {
    for (const page of [choir, club]) {
      await choose(page, ...deal);
      await press(page, page === mine ? 'I offer this' : 'They offer this');
    }
  }
  await choose(choir, 1, 3);
  await says(choir, /This is worth 3,250 points to you\. 1,250 better than your reservation value/);
  await choose(club, 1, 3);
  await says(club, /This is worth 3,250 points to you/);
  const said = [];
  for (const page of [choir, club]) {
    await press(page, 'We have agreed on this');
    said.push(await codeOf(page));
  }
  await type(choir, '.confirm input', said[1]);
  await choir.keyboard.press('Enter');
  await type(club, '.confirm input', said[0]);
  await club.keyboard.press('Enter');
  for (const page of [choir, club]) await says(page, /Confirmed by Choir, Judo club/);
  assert.equal(await codeOf(choir), await codeOf(club), 'both have the same code in the end');
  for (const page of [choir, club]) await debrief(page, codes.get('the debrief: for all, when it is time'));
}

/** The desk's own offers are in the picture, and what was left is told. */
async function debrief(page, code) {
  await type(page, '.looking-back textarea', 'name two wishes at once');
  await type(page, '.desk form.unlock input', code);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.debriefing .button');
  await press(page, 'Show the numbers', '.debriefing');
  await page.waitForSelector('.plane .deal');
  await until(() => page.$$eval('.plane .mine text, .plane .theirs text', (marks) => marks.length === 3), 'three offers are marked');
  await says(page, /Choir could have had up to 750 more at no cost to anybody/);
}
