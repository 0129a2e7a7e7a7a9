// Something of a negotiation goes to a coach by a file and comes back with an answer;
// or as text, or on a screen. What is private stays.
import assert from 'node:assert/strict';
import { openPage, until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { says } from '../lib/table.mjs';
import { axe, tooWide } from '../lib/visit.mjs';
import { phoneSize } from './index.mjs';
import { live } from './practice.mjs';
import { fresh, ready } from './record.mjs';

/** Chromium says so of each file that a page over plain http hands over. */
const expected = /blob:http:.* was loaded over an insecure connection/;

const on = { site: 'course', file: 'sharing.html' };

export async function sharing(stage) {
  for (const mode of stage.ways('http', 'http-intranet', 'https', 'file')) {
    await stage.on({ ...on, mode, expected }, 'a negotiation goes to a coach and the answer comes back', (page, way) => cycle(stage, page, way), 240);
  }
  for (const mode of stage.ways('http', 'file', 'http-intranet')) {
    await stage.on({ ...on, mode, viewport: phoneSize, expected }, 'a phrase opens a file that has no key', phrase, 120);
    await stage.on({ ...on, mode }, 'what cannot be opened is told apart, and nothing of it is kept', refused, 120);
  }
}

const sheet = 'content/worksheets/review.html';
const secrets = { keep: 'KEEP-7', change: 'CHANGE-7', feelings: 'FEELINGS-7' };

const measure = 'Asked before I offered';

const press = (page, words, within = '.app') => page.evaluate((text, place) => {
  const found = [...document.querySelectorAll(`${place} :is(button, summary, a, label)`)].find((one) => one.textContent.includes(text));
  if (!found) throw new Error(`nothing says “${text}”`);
  found.click();
}, words, within);

/** Keeps what the page hands over as a file. */
const watch = (page) => page.evaluate(() => {
  window.saved = [];
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    void blob.text().then((text) => window.saved.push(text));
    return make(blob);
  };
});
const saved = async (page, sign) => {
  const find = () => page.evaluate((words) => window.saved.find((text) => text.includes(words)), sign);
  await until(async () => !!(await find()), `a file with “${sign}” is saved`, 30_000);
  return find();
};

const put = (page, selector, value) => page.$eval(selector, (input, text) => {
  input.focus();
  input.value = text;
  for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
  // Leaving a field keeps it; Firefox says so in the window that is in front alone.
  if (document.hasFocus()) input.blur();
  else input.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
}, value);

/** A field of the page of sharing, by its label. */
const fillIn = (page, label, value) => page.evaluate((words, text) => {
  const found = [...document.querySelectorAll('.ask-for')].find((one) => one.textContent.includes(words) && !one.hidden)?.querySelector('input, textarea');
  found.value = text;
  for (const type of ['input', 'change']) found.dispatchEvent(new Event(type, { bubbles: true }));
}, label, value);

async function go(page, url) {
  await page.goto(url, { waitUntil: 'load' });
  await ready(page);
  await watch(page);
}

async function negotiation(page, { url }) {
  await page.goto(url(sheet), { waitUntil: 'load' });
  await live(page);
  await put(page, '.case-bar input', 'Copper');
  await page.evaluate(() => document.querySelector('details.more > summary').click()); // what one felt is folded
  for (const [id, value] of Object.entries(secrets)) await put(page, `[data-item="${id}"] textarea`, value);
  await page.evaluate(() => document.activeElement?.blur());
  await until(() => page.evaluate(() => [...window.parley.record.keeper.state.cases.values()][0]?.fields.size === 3 || JSON.stringify([...window.parley.record.keeper.state.cases.values()].map(({ fields }) => [...fields.keys()]))), 'the review is kept');
}

/** Its preparation, too: the page opens the negotiation that was worked on last. */
async function prepared(page, { url }) {
  await page.goto(url('content/worksheets/preparation.html'), { waitUntil: 'load' });
  await live(page);
  await until(() => page.$eval('.case-bar input', ({ value }) => value === 'Copper'), 'the sheets of a negotiation follow each other');
  for (const [id, value] of Object.entries({ batna: 'Hire our own staff', reservation: '120000', target: '100000' })) await put(page, `[data-item="${id}"] :is(input, textarea)`, value);
  await until(() => page.evaluate(() => [...window.parley.record.keeper.state.cases.values()][0]?.fields.size === 6), 'the preparation is kept');
  await page.evaluate((value) => {
    const [[id, { forms, name }]] = window.parley.record.keeper.state.cases;
    return window.parley.record.add({ t: 'case', case: id, name, forms: [...forms, 'content/worksheets/commitment#commitment'] }, { t: 'field', item: 'content/worksheets/commitment#measure', hash: '0a0b0c0d', case: id, value });
  }, measure);
}

/** A coach's first look, on one sheet of paper. */
async function brief(coach, browser) {
  assert.deepEqual(await coach.$$eval('.brief-of dd', (all) => all.map((one) => one.textContent)), ['Hire our own staff', '120,000', '100,000', secrets.change, measure]);
  assert.deepEqual(await coach.$$eval('.brief-of dt', (all) => all.map((one) => one.textContent)), ['Without a deal', 'Reservation value', 'Target', 'To change', 'Counts'], 'and nobody is spoken to');
  await coach.evaluate(() => (window.print = () => (window.printed = document.documentElement.className)));
  await press(coach, 'Print it on one sheet');
  assert.match(await coach.evaluate(() => window.printed), /prints-brief/);
  if (browser === 'chromium') {
    const paper = Buffer.from(await coach.pdf({ preferCSSPageSize: true, format: 'A4' })).toString('latin1');
    assert.equal(paper.match(/\/Type \/Page\b/g).length, 1);
  }
  await coach.evaluate(() => dispatchEvent(new Event('afterprint')));
}

/** Writes beside an answer what it brings about and what to try. */
const comment = (page, label, cells, events) => page.evaluate((words, said, types) => {
  const asked = [...document.querySelectorAll('.received .shared-sheet dt')].find((one) => one.textContent.includes(words));
  asked.querySelector('button').click();
  const areas = [...asked.nextElementSibling.querySelectorAll('.commenting textarea')];
  if (areas[0].closest('[hidden]')) throw new Error('there is no place for a comment');
  for (const [i, area] of areas.entries()) {
    if (!said[i]) continue;
    area.value = said[i];
    for (const type of types) area.dispatchEvent(new Event(type, { bubbles: true }));
  }
}, label, cells, events);

const commentsOn = (page) => page.$$eval('.commenting textarea', (all) => all.map(({ value }) => value));

const there = (page, selector) => page.evaluate((where) => !!document.querySelector(where), selector);

const told = (text) => Object.values(secrets).filter((one) => text.includes(one));
const textOf = (page, selector) => page.$eval(selector, (one) => one.textContent);

async function makeKey(page, url) {
  await go(page, url('sharing.html'));
  await fresh(page);
  await watch(page);
  await press(page, 'Make my key');
  await until(() => there(page, '.key-steps'), 'the key is made', 30_000);
  await press(page, 'Save the recovery file');
  const lost = await saved(page, 'AGE-SECRET-KEY-1');
  // Whoever leaves before the proof finds the same key again.
  await go(page, `${url('sharing.html')}?again`);
  await press(page, 'Show my key card');
  await until(() => there(page, '.key-steps'), 'the key is still to be proved', 30_000);
  await press(page, 'Save the recovery file');
  const file = await saved(page, 'AGE-SECRET-KEY-1');
  assert.equal(file, lost);
  assert.equal(await page.$('.key .copied'), null, 'no card is offered before the recovery is proved');
  await fillIn(page, 'The key from the sheet', 'AGE-SECRET-KEY-1QQQQ');
  await press(page, 'Check it');
  await says(page, /That is no key/);
  await fillIn(page, 'The key from the sheet', file.toLowerCase().match(/age-secret-key-1\w+/)[0].match(/.{1,8}/g).join(' '));
  await press(page, 'Check it');
  await until(() => there(page, '.key .copied'), 'the card is offered');
  return { file, card: await page.$eval('.key .copied', (area) => area.value) };
}

async function cycle(stage, page, mode) {
  const { url } = mode;
  const context = await stage.browser.createBrowserContext();
  const opened = await openPage(context);
  opened.expect(mode.inside);
  const coach = opened.page;
  try {
    const { card, file: recovery } = await makeKey(coach, url);
    await fresh(page);
    await negotiation(page, mode);
    await prepared(page, mode);
    await go(page, url('negotiations.html'));
    const id = await page.evaluate(() => [...window.parley.record.keeper.state.cases.keys()][0]);
    await go(page, `${url('sharing.html')}?#case=${id}`);
    await press(page, 'my coach');
    await fillIn(page, 'Their name', 'Ben');
    await fillIn(page, 'Key card', card);
    await fillIn(page, 'Your name', 'Ana');
    assert.deepEqual(told(await textOf(page, '.leaves')), ['KEEP-7', 'CHANGE-7'], 'what is private is not among it');
    await press(page, 'Show it on my screen');
    assert.deepEqual(told(await textOf(page, '.on-screen')), ['KEEP-7', 'CHANGE-7']);
    await press(page, 'Done', '.on-screen');
    fail(await tooWide(page));
    fail(await axe(page));
    await press(page, 'Save as a file');
    const file = await saved(page, 'BEGIN AGE');
    await says(page, /Ben reads: (\w{5} ){5}\w{5}\. You read:/);

    // The coach has lost everything but the sheet.
    await fresh(coach);
    await watch(coach);
    await open(coach, file);
    await says(coach, /there is none in this browser/);
    await press(coach, 'Bring my key back');
    await until(() => there(coach, '.key .ask-for'), 'it asks for the key');
    await fillIn(coach, 'The key from the sheet', recovery);
    await press(coach, 'Bring it back');
    await until(() => there(coach, '.key .copied'), 'the key is back');
    await open(coach, file);
    await says(coach, /Opened: from Ana/);
    assert.deepEqual(told(await textOf(coach, '.received')), ['KEEP-7', 'CHANGE-7']);
    fail(await axe(coach));
    await brief(coach, stage.name);
    await answer(coach, mode);
    const reply = await saved(coach, 'BEGIN AGE');
    await go(page, url('sharing.html'));
    await open(page, reply);
    await says(page, /It answers what you sent from Copper/);
  await says(page, /You asked before you named a number/);
    assert.match(await page.$eval('.got a', ({ href }) => href), new RegExp(`#case=${id}\\.`), 'and leads there');
    await go(page, url('negotiations.html'));
    await says(page, /Read the answer from Ben: Copper/);
    await says(page, /Meet Ben/);
    await says(page, /asks first, agreed with Ben/);
    await tickedOff(page, url);
    await Promise.all([page.waitForNavigation(), press(page, 'Read the answer')]);
    await ready(page);
    await press(page, 'I have read it');
    await says(page, /You said on .* that you have read this/);
    await until(() => page.$eval('.desk-actions', (made) => made.querySelector('textarea').value !== '' || made.querySelector('.status').textContent !== ''), 'a text tells it to the coach, copied or to copy');
  const text = await page.$eval('.desk-actions textarea', ({ hidden, value }) => (hidden ? '' : value));
    assert.match(text, /actions we agreed:\n- Does what: asks first; By when: /);
    await go(page, url('negotiations.html'));
    await says(page, /Answer from Ben/);
    assert.doesNotMatch(await textOf(page, '.app'), /Read the answer/);
    await page.goto(url(sheet), { waitUntil: 'load' });
    await live(page);
    await until(async () => /Ben has answered, on/.test(await textOf(page, 'main')), 'the sheet that it is about leads to it');
    await until(async () => (await replies(page)).length === 2, 'comments stand below the answers that they are about');
    assert.deepEqual((await replies(page)).map(([item, said]) => [item, said.replace(/Ben, .* \d{4}/, 'Ben: ')]), [['keep', 'Ben: What it brings about they said more'], ['change', 'Ben: What to try wait after your offer']]);
    await put(page, '[data-item="change"] textarea', 'something else');
    await until(async () => (await replies(page))[1][1].includes(secrets.change), 'where other words stand by now, those are said that it is about');
    await round(page, coach, mode, id);
    fail((await opened.take()).filter((problem) => !expected.test(problem)));
  } finally {
    await opened.close();
    await context.close();
  }
}

/** What was agreed is done before its day, and that can be taken back. */
async function tickedOff(page, url) {
  const due = () => page.$eval('.due', (part) => part.textContent.includes('asks first, agreed with Ben'));
  await page.evaluate(() => [...document.querySelectorAll('.due-list button')].find((it) => it.ariaLabel === 'Done: asks first').click());
  await until(async () => !(await due()), 'what is done is not due');
  await go(page, url('negotiations.html'));
  assert.equal(await due(), false, 'nor is it later');
  assert.ok(await page.$eval('.agreed-list input', (box) => box.checked && box.closest('label').textContent.includes('asks first')), 'it is ticked where its negotiation stands');
  fail([...(await axe(page)), ...(await tooWide(page))]);
  await page.$eval('.agreed-list input', (box) => (box.focus(), box.click()));
  await until(due, 'and is due again without the tick');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.agreed-list input:not(:checked)')), 'whoever took it back is still there');
}

/** Below which field a comment stands, and what it says. */
const replies = (page) => page.$$eval('.field .reply', (all) => all.map((one) => [one.closest('.field').dataset.item, one.textContent]));

/** The same negotiation is sent again: the coach sees what is new, and what was said and agreed before. */
async function round(page, coach, { url }, id) {
  const folded = (one) => one.$$eval('.shared-sheet', (all) => all.filter(({ open }) => open === false).map((sheet) => [sheet.querySelector('h3').textContent, sheet.querySelector('small').textContent.replace(/\d+ \w+ \d{4}( at \d\d:\d\d)?/, 'DAY')]));
  await go(page, url('negotiations.html'));
  await page.$eval('.agreed-list input', (box) => box.click());
  await until(() => there(page, '.agreed-list :checked'), 'it is ticked off');
  await go(coach, url('sharing.html'));
  assert.match(await textOf(coach, '.sender'), /Still to come\s*asks first \(/, 'a coach sees what somebody has still to do');
  await go(page, `${url('sharing.html')}?again#case=${id}`);
  assert.match(await textOf(page, '.leaves'), /What I agreed with BenAgreed on .*WhatDoneasks firstyes/, 'what is done goes back to whom it was agreed with');
  assert.deepEqual(await folded(page), [['Preparation sheet', 'Ben got these 3 on DAY, and nothing was written in them since'], ['One thing to try', 'Ben got this on DAY, and nothing was written in it since']]);
  assert.match(await textOf(page, '.leaves'), /Hire our own staff/, 'it leaves all the same');
  await press(page, 'Save as a file');
  const file = await saved(page, 'BEGIN AGE');
  await press(page, 'the firm’s center');
  assert.doesNotMatch(await textOf(page, '.app'), /What I agreed with/, 'and to nobody else');
  await press(page, 'my coach');
  await fillIn(page, 'Their name', 'Eve');
  assert.doesNotMatch(await textOf(page, '.leaving'), /What I agreed with/);
  await go(coach, url('sharing.html'));
  await open(coach, file);
  await says(coach, /Agreed before\s+asks first \(.*\) done/);
  assert.doesNotMatch(await textOf(coach, '.sender'), /Still to come/, 'and no more once it is done');
  assert.equal((await textOf(coach, '.received')).match(/answered on/g).length, 1, 'which was answered');
  assert.deepEqual(await folded(coach), [['Preparation sheet', 'as it came on DAY'], ['One thing to try', 'as it came on DAY']]);
  const review = await coach.$eval('.got[open] div.shared-sheet', (sheet) => [...sheet.querySelectorAll('dt, dd')].map((one) => one.textContent.replace(/\d+ \w+ \d{4}( at \d\d:\d\d)?/, 'DAY')));
  assert.match(review.join('\n'), /What will you keep\? Comment on it\nKEEP-7Your comment of DAYWhat it brings about they said more[^]*What will you change\? changed Comment on it\nsomething elseBefore: CHANGE-7Your comment of DAYWhat to try wait after your offer/);
  assert.match(await textOf(coach, '.got[open] .brief-of'), /To change changed/);
  assert.match(await textOf(coach, '.got[open]'), /Since \d+ \w+ \d{4} at \d\d:\d\d: new 1, changed 1\./);
  // What is written in an answer that has left is said not to have.
  assert.doesNotMatch(await textOf(coach, '.received'), /You have written more/);
  await press(coach, 'a negotiation', '.got:not([open])');
  await coach.$eval('.got:last-child .commenting:not([hidden]) textarea', (area) => {
    area.value = 'they said much more';
    for (const type of ['input', 'change']) area.dispatchEvent(new Event(type, { bubbles: true }));
  });
  await says(coach, /Send your answer again so that they read it/);
  await says(coach, /You have written more since you sent your answer on/);
  await go(coach, url('negotiations.html'));
  await says(coach, /Send Ana your answer: Copper/);
  await says(coach, /Read what Ana sent: Copper/);
  await go(page, url('negotiations.html'));
  await says(page, /shared with Ben on/);
}

/** The coach's record of the session goes back. */
async function answer(coach, { url }) {
  // The page is left in the middle of a comment.
  await comment(coach, 'What will you keep?', ['they said more', ''], ['input']);
  await until(() => coach.evaluate(async () => {
    const [[id]] = window.parley.record.keeper.state.cases;
    return JSON.stringify(await window.parley.record.draft.get(`field:${id}:content/worksheets/coach-session#session-seen`))?.includes('said more');
  }), 'what was written last is a draft');
  await go(coach, url('sharing.html'));
  await press(coach, 'a negotiation');
  await until(async () => (await commentsOn(coach)).includes('they said more'), 'the comment stands beside its answer again');
  await comment(coach, 'What will you change?', ['', 'wait after your offer'], ['input', 'change']);
  await says(coach, /Kept\./);
  assert.deepEqual((await commentsOn(coach)).filter(Boolean), ['they said more', 'wait after your offer']);
  fail(await axe(coach));
  fail(await tooWide(coach));
  // What came last is a comment: whoever writes on meanwhile is left in their field.
  await coach.evaluate(() => {
    window.written = [...document.querySelectorAll('.commenting textarea')].find(({ value }) => value);
    window.written.focus();
    return window.parley.record.add({ t: 'case', case: 'e'.repeat(22), name: 'Session: Eve', forms: ['content/worksheets/coach-session#coach-session'] });
  });
  assert.ok(await coach.evaluate(() => window.written.isConnected), 'nothing is drawn anew below a hand');
  await Promise.all([coach.waitForNavigation(), press(coach, 'Write the session’s record')]);
  await live(coach);
  await until(() => coach.$eval('.case-bar input', ({ value }) => value === 'Session: Ana, Copper'), 'the session is open, and has a name');
  await coach.reload({ waitUntil: 'load' });
  await live(coach);
  assert.equal(await coach.$eval('.case-bar input', ({ value }) => value), 'Session: Ana, Copper', 'the session that was open, and not the one that was made last');
  const seen = () => coach.$$eval('[data-item="session-seen"] tbody tr:not(.on-paper)', (rows) => rows.map((row) => [...row.querySelectorAll('input, textarea')].map(({ value }) => value)));
  await until(async () => (await seen()).length === 2, 'the comments are rows of the sheet');
  assert.deepEqual(await seen(), [[`What will you keep? ${secrets.keep}`, 'they said more', ''], [`What will you change? ${secrets.change}`, '', 'wait after your offer']]);
  const act = '[data-item="session-seen"] tbody tr:first-child td:first-child input';
  await coach.$eval(act, (input) => input.dispatchEvent(new FocusEvent('focusin', { bubbles: true }))); // Firefox gives a second window no focus
  await until(() => coach.$eval(act, ({ list }) => (list?.options.length ?? 0) > 30), 'the statements of the self-assessment can be chosen');
  assert.equal(await coach.$eval('[data-item="session-measure"] input', ({ value }) => value), measure, 'what is counted came along');
  const lacks = () => coach.$$eval('.onwards .link', (all) => all.map((one) => one.textContent));
  assert.deepEqual(await lacks(), ['When was it?', 'Have you read this to each other?'], 'what is required is asked for beside “Send my answer”');
  await coach.$eval('.onwards .link', (one) => one.click());
  assert.ok(await coach.evaluate(() => document.activeElement === document.querySelector('[data-item="session-date"] input')), 'and leads to its field');
  await put(coach, '[data-item="session-date"] input', new Date().toISOString().slice(0, 10));
  await until(async () => (await lacks()).length === 1, 'what is answered is not asked for');
  fail(await axe(coach));
  await put(coach, '[data-item="session-measure"] input', 'You asked before you named a number');
  await put(coach, '[data-item="session-next"] input', new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10));
  await put(coach, '[data-item="session-agreed"] td:nth-child(2) textarea', 'asks first');
  await put(coach, '[data-item="session-agreed"] td:nth-child(3) input', new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
  await coach.evaluate(() => document.activeElement?.blur());
  await until(() => coach.evaluate(() => [...window.parley.record.keeper.state.cases.values()].some(({ fields }) => ['session-next', 'session-agreed', 'session-measure'].every((id) => [...fields.keys()].some((ref) => ref.endsWith(id))))), 'the session is kept');
  await coach.goto(url('content/worksheets/preparation.html'), { waitUntil: 'load' });
  await live(coach);
  assert.match(await coach.$eval('.case-bar input', ({ value }) => value), /^Negotiation of/, 'a coach’s own sheets open no session');
  await go(coach, url('sharing.html'));
  await press(coach, 'a negotiation');
  await Promise.all([coach.waitForNavigation(), press(coach, 'Write the session’s record')]);
  await live(coach);
  await until(() => coach.$eval('.case-bar input', ({ value }) => value === 'Session: Ana, Copper'), 'the session is open again');
  await Promise.all([coach.waitForNavigation(), press(coach, 'Send my answer', 'main')]);
  await until(() => there(coach, '.leaving .leaves'), 'the answer is put together');
  await watch(coach);
  assert.equal(await coach.evaluate(() => [...document.querySelectorAll('.ask-for')].find((one) => one.textContent.includes('Your name')).querySelector('input').value), 'Ben', 'an answer is from whom it went to');
  await press(coach, 'Save as a file');
}

async function open(page, file) {
  await fillIn(page, 'Or paste its text', file);
  await press(page, 'Open', '.open');
}

const sent = (page) => page.evaluate(() => [...window.parley.record.keeper.all().values()].filter(({ t }) => t === 'sent').length);

async function phrase(page, { url }) {
  await fresh(page);
  await negotiation(page, { url });
  const id = await page.evaluate(() => [...window.parley.record.keeper.state.cases.keys()][0]);
  const late = `field:${id}:content/worksheets/review#change`;
  await page.evaluate((key) => window.parley.record.draft.set(key, 'CHANGE-7, at the last moment'), late);
  await page.evaluate((key) => window.parley.record.draft.set(key, 'first words'), `field:${id}:content/worksheets/preparation#batna`);
  await go(page, `${url('sharing.html')}#case=${id}`);
  assert.match(await textOf(page, '.app'), /first words[^]*CHANGE-7, at the last moment/, 'what was typed last is shared, too, on a new sheet as well');
  assert.equal(await page.evaluate((key) => window.parley.record.draft.get(key), late), undefined);
  await press(page, 'a partner who asks me');
  await says(page, /Nothing is ticked, so nothing would leave/);
  await press(page, 'What will you keep?', '.choices');
  assert.deepEqual(told(await textOf(page, '.leaves')), ['KEEP-7'], 'a partner sees what is ticked');
  await page.$eval('.choices details textarea', (area) => {
    area.value = 'KEEP-7, in other words';
    area.dispatchEvent(new Event('input', { bubbles: true })); // and the page is left before anything else
  });
  await until(async () => /other words/.test(await textOf(page, '.leaves')), 'other words leave');
  await page.evaluate(async (id) => {
    const { forms } = window.parley.record.keeper.state.cases.get(id);
    await window.parley.record.add({ t: 'case', case: id, name: 'Brass', forms: [...forms] });
  }, id);
  await go(page, `${url('sharing.html')}?later#case=${id}`);
  assert.match(await textOf(page, '.leaves'), /called “Brass”/, 'what was named anew leaves under its new name');
  assert.match(await textOf(page, '.leaves'), /KEEP-7, in other words/, 'what was chosen and changed is still there');
  // Others get neither the receiver nor, unticked, the words that were made for the partner.
  await fillIn(page, 'Their name', 'Lena');
  await press(page, 'my team');
  assert.doesNotMatch(await textOf(page, '.leaving'), /Lena|other words/);
  await press(page, 'a partner who asks me');
  await press(page, 'What will you keep?', '.choices');
  await press(page, 'How did it feel', '.choices');
  assert.match(await textOf(page, '.leaves'), /KEEP-7, in other words[^]*FEELINGS-7/);
  await fillIn(page, 'Their name', 'Ben');
  assert.deepEqual(told(await textOf(page, '.leaves')), ['KEEP-7'], 'what is private was ticked for somebody else');
  await fillIn(page, 'Their name', '');
  const sealed = () => page.$$eval('textarea.copied', (all) => all.find((area) => !area.hidden && area.value.includes('BEGIN AGE'))?.value ?? '');
  await press(page, 'Copy sealed text');
  await until(async () => (await sealed()) !== '' && there(page, '.phrase'), 'what is to be pasted is sealed');
  const [pasted, words] = [await sealed(), await textOf(page, '.phrase')];
  await press(page, 'Save as a file');
  const file = await saved(page, 'BEGIN AGE');
  assert.deepEqual([file, await textOf(page, '.phrase')], [pasted, words], 'text and file are one, under the same words');
  await until(async () => (await sent(page)) === 1, 'and that it left is noted once');
  await go(page, `${url('sharing.html')}?again`);
  await open(page, file);
  await says(page, /opens with a phrase that its sender tells you/);
  await fillIn(page, 'The opening phrase you were told', 'lusab babad lusab babad lusab babad');
  await press(page, 'Open', '.open');
  await says(page, /not the opening phrase of the file/);
  await fillIn(page, 'The opening phrase you were told', words.toUpperCase().replaceAll('-', ' '));
  await press(page, 'Open', '.open');
  await says(page, /Opened: from somebody without a name/);
  fail(await tooWide(page));
  await veiled(page, url, id);
}

/** A name that was replaced once is replaced in what is written later, too. */
async function veiled(page, url, id) {
  const writes = (field, value) => page.evaluate(({ field, id, value }) => window.parley.record.add({ t: 'field', item: `content/worksheets/review#${field}`, hash: '0a0b0c0d', case: id, value }), { field, id, value });
  const leaves = () => textOf(page, '.leaves');
  await writes('change', 'Ask Ms Keller first');
  await go(page, `${url('sharing.html')}?veil#case=${id}`);
  await press(page, 'my team');
  await press(page, 'What will you change?', '.choices');
  await until(() => there(page, '.risky input'), 'the name may tell who it was');
  await page.$eval('.risky li', (row) => {
    if (!row.querySelector('b').textContent.includes('Keller')) throw new Error(row.textContent);
    row.querySelector('input').value = 'their lead';
    row.querySelector('button').click();
  });
  await until(async () => /Ask their lead first/.test(await leaves()), 'it is replaced');
  await writes('lesson', 'Ms Keller decides');
  await writes('change', 'Ask Ms Keller twice');
  await go(page, `${url('sharing.html')}?veiled#case=${id}`);
  await until(async () => /Ask their lead twice/.test(await leaves()), 'it does not come back where the field is written anew');
  await press(page, 'One lesson', '.choices');
  await until(async () => /Ask their lead twice[^]*their lead decides/.test(await leaves()), 'nor in another one');
}

async function refused(page) {
  await fresh(page);
  const before = await page.evaluate(() => window.parley.record.keeper.state.count);
  for (const [text, said] of [
    ['hello', /This is no file of Parley/],
    ['-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3Yx', /The end is missing/],
    ['-----BEGIN AGE ENCRYPTED FILE-----\n!!!!\n-----END AGE ENCRYPTED FILE-----', /changed on its way/],
    ['x'.repeat(1_100_000), /far larger/],
  ]) {
    await open(page, text);
    await says(page, said);
  }
  assert.equal(await page.evaluate(() => window.parley.record.keeper.state.count), before);
}
