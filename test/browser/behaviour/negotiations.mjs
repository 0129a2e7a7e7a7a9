// My negotiations: from the preparation to the lesson that the next one begins with.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { says } from '../lib/table.mjs';
import { axe, put, tooWide } from '../lib/visit.mjs';
import { phoneSize } from './index.mjs';
import { live } from './practice.mjs';
import { fresh, ready } from './record.mjs';

const list = () => ({ site: 'course', file: 'negotiations.html', viewport: phoneSize });

export async function negotiations(stage) {
  for (const mode of stage.ways('http', 'file')) {
    await stage.on({ ...list(), mode }, 'a negotiation goes from preparation to the next one', (page, { url }) => cycle(page, (file) => url(file), stage.name), 180);
  }
  await stage.on(list(), 'without a target, offers are judged by what the preparation calls better', direction);
  await stage.on(list(), 'a name is kept from its first letter', name);
  await stage.on(list(), 'dates go to the learner’s own calendar', calendar);
  await stage.on(list(), 'a negotiation that is over says what is tried next', over);
  await stage.on(list(), 'a partner is asked for no day that is over', partner);
  await stage.on(list(), 'a negotiation is deleted whole, at the second press', removal);
  await stage.on({ ...list(), file: 'exercises/first-month.html' }, 'a path gives dates, one for each heading', plan);
}

const day = (days) => {
  const at = new Date(Date.now() + days * 86_400_000);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
};

/** Follows a link of the list by what stands on it: one tap. */
async function tap(page, words) {
  await Promise.all([page.waitForNavigation(), page.evaluate((text) => [...document.querySelectorAll('.app a')].find((a) => a.textContent.includes(text)).click(), words)]);
  await live(page);
  await until(() => page.evaluate(() => !location.hash), 'the address says nothing of the case');
}

/** Opens what of a sheet is folded. */
const unfold = (page) => page.evaluate(() => document.querySelector('details.more > summary').click());

const back = async (page, url) => {
  await page.goto(url('negotiations.html'), { waitUntil: 'load' });
  await ready(page);
};

/** Writes into fields as somebody does, leaves the last one, and waits until that is in the record. */
export async function write(page, values) {
  for (const [selector, value] of Object.entries(values)) {
    await page.$eval(selector, (input, text) => {
      input.focus();
      input.value = text;
      for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
    }, value);
  }
  await page.evaluate(() => document.activeElement.blur());
  const last = Object.values(values).at(-1);
  await until(() => page.evaluate((value) => [...window.parley.record.keeper.state.cases.values()].some(({ fields, name }) => name === value || [...fields.values()].some((field) => JSON.stringify(field.value).includes(JSON.stringify(value)))), last), `“${last}” is in the record`);
}

export const field = (id, of = 'input') => `[data-item="${id}"] ${of}`;

async function cycle(page, url, browser) {
  await fresh(page);
  await says(page, /Your first negotiation/);
  await tap(page, 'Prepare a negotiation');
  assert.equal(await page.$$eval('.form > form > .field', (all) => all.length), 8, 'eight fields stand before the fold; the name is above them');
  await write(page, {
    '.case-bar input': 'Copper', [field('when')]: day(-1), [field('batna', 'textarea')]: 'Hire our own staff', [field('reservation')]: '120,000',
    [field('target')]: '130,000', [field('expected', 'input[name$=".low"]')]: '105000',
  });
  await says(page, /A coach would ask:[^]*target is worse than your reservation value/);
  await write(page, { [field('target')]: '100,000', [field('target-reason', 'textarea')]: 'the index', [field('their-interests', 'textarea')]: 'A reference', [field('plan', 'textarea')]: 'When they press me for an answer in the room, then I ask for a break and call home' });
  assert.ok(await page.$eval(field('plan', 'textarea'), ({ clientHeight, scrollHeight }) => scrollHeight <= clientHeight), 'a sentence is in view on a phone');
  await until(() => page.evaluate(() => document.querySelector('.gaps').childElementCount === 0), 'nothing is asked any more');
  await page.evaluate(() => document.querySelector('.lock .button').click());
  await says(page, /One end is missing/);
  await write(page, { [field('expected', 'input[name$=".high"]')]: '115,000' });
  await page.evaluate(() => document.querySelector('.lock .button').click());
  await says(page, /Locked on/);

  await back(page, url);
  await says(page, /Review: Copper/);
  await tap(page, 'Talks');
  for (const [by, worth] of [['Add my offer', '90,000'], ['Add their offer', '130,000'], ['Add my offer', '98,000'], ['Add their offer', '114,000'], ['Add my offer', '103,000'], ['Add their offer', '111,000'], ['Add my offer', '105,000']]) {
    await page.evaluate((words) => [...document.querySelectorAll('[data-means=offers] button')].find((b) => b.textContent === words).click(), by);
    await write(page, { '[data-means=offers] tbody tr:nth-last-child(1 of :not(.on-paper)) td:nth-child(3) input': worth });
  }
  await says(page, /Me: 105,000 15,000 better than no deal\. 5,000 away from your target\.[^]*worse than no deal[^]*Your steps get smaller/);
  fail(await tooWide(page));
  await write(page, { [field('promises', 'tbody td:nth-child(1) input')]: 'Theirs', [field('promises', 'tbody td:nth-child(2) textarea')]: 'sends the plan', [field('promises', 'tbody td:nth-child(3) input')]: '31 May' });

  await back(page, url);
  await tap(page, 'Agreement checklist');
  await says(page, /You noted one promise earlier/);
  await page.evaluate(() => document.querySelector('[data-item="agree-promises"] .carried button').click());
  await until(() => page.evaluate(() => [...document.querySelectorAll('[data-item="agree-promises"] tbody tr:not(.on-paper)')].map((row) => [...row.querySelectorAll('input, textarea')].map((input) => input.value).join()).join() === 'Theirs,sends the plan,31 May,,'), 'a promise is copied when it is asked for');
  await page.evaluate(() => document.querySelector('[data-item="agree-answer"] input').click());
  await until(() => page.evaluate(() => [...window.parley.record.keeper.state.cases.values()][0].fields.has('content/worksheets/agreement-checklist#agree-answer')), 'the answer is kept');

  await back(page, url);
  await tap(page, 'Review');
  await says(page, /You noted “with a deal” earlier/);
  assert.deepEqual(await page.$$eval('.form > form > .field:not([hidden])', (all) => all.map(({ dataset }) => dataset.item)), ['result', 'actual', 'decisions', 'luck', 'keep', 'change', 'lesson'], 'a short review stands before the fold, and what one felt below it');
  await unfold(page);
  await page.evaluate(() => document.querySelector('[data-item=result] :is(input, select)').focus());
  await says(page, /You noted “130,000” earlier/);
  await page.evaluate(() => [...document.querySelectorAll('.case-bar button')].find((b) => b.textContent === 'New negotiation').click());
  await until(() => page.evaluate(() => !document.querySelector('.carried')), 'what was noted of one negotiation is offered in no other');
  await back(page, url);
  await tap(page, 'Review');
  await unfold(page);
  await says(page, /You noted “130,000” earlier/);
  await page.evaluate(() => document.querySelector('[data-item="their-opening"] .carried button').click());
  await until(() => page.$eval(`[data-item="their-opening"] input`, ({ value }) => value === '130,000'), 'what was noted is taken over when it is asked for');
  await write(page, { [field('actual')]: '109,000', [field('keep', 'textarea')]: 'Reasons', [field('change', 'textarea')]: 'Ask before I offer', [field('lesson', 'textarea')]: 'A reason makes a number stick' });
  await says(page, /You expected 105,000 to 115,000[^]*It came within your range/);
  await card(page);

  await back(page, url);
  await tap(page, 'Commit');
  await says(page, /You noted “Ask before I offer” earlier/);
  await page.evaluate(() => document.querySelector('[data-item="practice"] .carried button').click());
  await until(() => page.$eval(field('practice'), ({ value }) => value === 'Ask before I offer'), 'what is to change is taken over when it is asked for');
  await write(page, { [field('practice')]: 'Two questions before an offer', [field('cue', 'textarea')]: 'When I want to name a number, then I ask', [field('measure')]: 'in how many talks', [field('first-date')]: day(7), [field('review-date')]: day(28) });

  await back(page, url);
  await says(page, /Ask somebody to ask you/);
  assert.match(await page.$eval('.app', (app) => app.textContent), /goes on the sheet, under “Has this person agreed\?”/);
  await tap(page, 'Two questions before an offer');
  await page.evaluate(() => document.querySelector('[data-item="agreed"] input').click());
  await until(() => page.evaluate(() => [...window.parley.record.keeper.state.cases.values()][0].fields.get('content/worksheets/commitment#agreed')?.value === 'yes'), 'that somebody will ask is kept');

  await back(page, url);
  await says(page, /Your partner has said yes/);
  assert.doesNotMatch(await page.$eval('.app', (app) => app.textContent), /Ask somebody to ask you/);
  await says(page, /Check in: Copper[^]*in 7 days[^]*What you practise[^]*Two questions before an offer/);
  for (const state of [{ width: 1440, scheme: 'light' }, { width: 320, scheme: 'dark' }]) {
    await put(page, browser, state);
    fail([...(await axe(page)), ...(await tooWide(page))].map((problem) => `${problem} [${state.scheme}, ${state.width} px]`));
  }
  await tap(page, 'Check in: Copper');
  assert.ok(await page.evaluate(() => document.activeElement === document.querySelector('[data-item="check-ins"] tbody input')), 'one is where the check-in is written');
  await write(page, { [field('check-ins', 'tbody td:nth-child(2) input')]: '2 of 3' });
  await says(page, /You noted “2 of 3” earlier/);

  await back(page, url);
  assert.doesNotMatch(await page.$eval('.app', (app) => app.textContent), /Check in: Copper/);
  await says(page, /Choose a day for the next check-in: Copper[^]*Two questions before an offer[^]*Choose a day for the next check-in/);
  await tap(page, 'Choose a day for the next check-in: Copper');
  const last = 'tbody tr:nth-last-child(1 of :not(.on-paper)) td:nth-child(1) input';
  assert.ok(await page.evaluate((cell) => document.activeElement === document.querySelector(cell) && !document.activeElement.value, field('check-ins', last)), 'a row for it is begun');
  assert.doesNotMatch(await page.$eval('[data-item="practice"]', (it) => it.textContent), /You noted/, 'nothing is offered in the place of what is written');
  await write(page, { [field('check-ins', last)]: day(14) });
  await back(page, url);
  await says(page, /Check in: Copper[^]*in 2 weeks[^]*Next check-in: /);
  await tap(page, 'Prepare a negotiation');
  await says(page, /From Copper:[^]*A reason makes a number stick[^]*When I want to name a number, then I ask/);
  assert.notEqual(await page.$eval('.case-bar input', (input) => input.value), 'Copper', 'it is another negotiation');
}

/** A lesson goes to colleagues without what one wants to change, unless that is ticked. */
async function card(page) {
  const text = () => page.$eval('.lesson-card textarea', ({ value }) => value);
  const tick = () => page.evaluate(() => [...document.querySelectorAll('.lesson-card label')].find((it) => it.textContent.includes('what I want to change')).click());
  const lesson = 'Lesson: A reason makes a number stick';
  assert.equal(await text(), lesson, 'what is to change is one’s own');
  await tick();
  assert.equal(await text(), `${lesson}\nTo change: Ask before I offer`);
  await page.$eval('.lesson-card textarea', (area) => {
    area.value = area.value.replace('stick', 'stay');
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await tick();
  assert.equal(await text(), lesson.replace('stick', 'stay'), 'and goes again, while the own words stay');
}

async function direction(page, { url }) {
  await fresh(page);
  await tap(page, 'Prepare a negotiation');
  await write(page, { '.case-bar input': 'Copper', [field('when')]: day(-1), [field('reservation')]: '120,000' });
  for (const [words, judged] of [['less, as', /Me: 105,000 15,000 better than no deal/], ['more, as', /Me: 105,000 15,000 worse than no deal/]]) {
    await page.goto(url('content/worksheets/preparation.html'), { waitUntil: 'load' });
    await live(page);
    await page.evaluate((text) => {
      const [input] = [...document.querySelectorAll('[data-item="direction"] :is(label, option)')].filter((one) => one.textContent.includes(text)).map((one) => one.control ?? one);
      if (input.tagName === 'OPTION') input.selected = true;
      else input.click();
      input.dispatchEvent(new Event('change', { bubbles: true }));
      const select = input.closest('select');
      select?.focus();
      select?.dispatchEvent(new Event('input', { bubbles: true }));
      document.activeElement.blur();
    }, words);
    await until(() => page.evaluate((text) => [...window.parley.record.keeper.state.cases.values()].some(({ fields }) => [...fields.values()].some(({ value }) => typeof value === 'string' && value.includes(text))), words), `“${words}” is in the record`);
    await back(page, url);
    await tap(page, 'Talks');
    if (words.startsWith('less')) {
      await page.evaluate(() => [...document.querySelectorAll('[data-means=offers] button')].find((b) => b.textContent === 'Add my offer').click());
      await write(page, { '[data-means=offers] tbody tr:nth-last-child(1 of :not(.on-paper)) td:nth-child(3) input': '105,000' });
    }
    await says(page, judged);
  }
}

async function name(page, { url }) {
  await fresh(page);
  await tap(page, 'Prepare a negotiation');
  await page.$eval('.case-bar input', (input) => (input.focus(), (input.value = '')));
  await page.keyboard.type('Zi');
  await until(() => page.evaluate(async () => (await window.parley.record.draft.get(`name:${await window.parley.record.draft.get('case')}`)) === 'Zi'), 'each letter is kept');
  await page.goto(url('content/worksheets/preparation.html'), { waitUntil: 'load' });
  await live(page);
  assert.equal(await page.$eval('.case-bar input', (input) => input.value), 'Zi');
}

async function calendar(page, { url }) {
  await fresh(page);
  await tap(page, 'Prepare a negotiation');
  await write(page, { '.case-bar input': 'Copper; Zinc', [field('when')]: day(3), [field('batna', 'textarea')]: 'Wait' });
  await back(page, url);
  const text = await caught(page, '.due .quiet');
  assert.match(text, new RegExp(`DTSTART;VALUE=DATE:${day(3).replaceAll('-', '')}\\r\\n[^]*SUMMARY:Get ready: Copper\\\\; Zinc\\r\\n`));
  assert.doesNotMatch(text, /Wait/, 'nothing else of the sheet goes along');
}

/** The calendar that a button makes: what is downloaded is caught on its way. */
async function caught(page, button) {
  await page.evaluate((selector) => {
    const made = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      void blob.text().then((text) => (window.caught = text));
      return made.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function () {};
    document.querySelector(selector).click();
  }, button);
  await until(() => page.evaluate(() => !!window.caught), 'a file is made');
  return (await page.evaluate(() => window.caught)).replace(/\r\n /g, '');
}

async function removal(page, { url }) {
  await fresh(page);
  await tap(page, 'Prepare a negotiation');
  await write(page, { '.case-bar input': 'Copper', [field('batna', 'textarea')]: 'Wait' });
  await back(page, url);
  const drafts = await page.evaluate(async () => {
    const [id] = window.parley.record.keeper.state.cases.keys();
    const keys = ['share', 'ask', 'card', 'name', 'field'].map((kind) => `${kind}:${id}${kind === 'field' ? ':content/worksheets/preparation#batna' : ''}`);
    for (const key of keys) await window.parley.record.draft.set(key, 'Wait');
    return keys;
  });
  const press = (words) => page.evaluate((text) => [...document.querySelectorAll('.negotiations button')].find((b) => b.textContent === text).click(), words);
  await press('Delete');
  await says(page, /Delete “Copper” with all its sheets/);
  await press('Cancel');
  await press('Delete');
  await press('Delete it all');
  await says(page, /Your first negotiation/);
  await until(() => page.evaluate(async (keys) => (await Promise.all(keys.map((key) => window.parley.record.draft.get(key)))).every((draft) => draft === undefined), drafts), 'no draft of it is left');
  await back(page, url);
  await says(page, /Your first negotiation/);
  assert.deepEqual(await page.evaluate(() => [...window.parley.record.keeper.all().values()].filter((kept) => JSON.stringify(kept).includes('Wait')).length), 0, 'nothing of it is left');
}

async function over(page, { url }) {
  await fresh(page);
  await page.goto(url('content/worksheets/commitment.html'), { waitUntil: 'load' });
  await live(page);
  await write(page, { '.case-bar input': 'Copper', [field('practice')]: 'Ask first', [field('next', 'textarea')]: 'Three questions, and a pause' });
  await page.evaluate(() => document.querySelector('[data-item="outcome"] input').click());
  await until(() => page.evaluate(() => [...window.parley.record.keeper.state.cases.values()][0].fields.has('content/worksheets/commitment#outcome')), 'it is looked back upon');
  await write(page, { [field('next-date')]: day(12) });
  await back(page, url);
  assert.match(await page.$eval('.negotiations > li', (it) => it.innerText), /To try next: Three questions, and a pause \(\w+/);
  assert.deepEqual(await page.$eval('.negotiations > li > .row', (row) => [...row.querySelectorAll('.share, button')].map((it) => getComputedStyle(it).borderTopColor.replace(/.*, 0\)/, 'none') + ' ' + it.className)).then((all) => all.at(-1)), 'none quiet removal', 'deleting comes last, and without a frame');
}

async function partner(page, { url }) {
  const text = () => page.$eval('.practised-list textarea', ({ value }) => value);
  const date = async (values) => {
    await page.goto(url('content/worksheets/commitment.html'), { waitUntil: 'load' });
    await live(page);
    await write(page, values);
    await back(page, url);
  };
  await fresh(page);
  await date({ '.case-bar input': 'Copper', [field('practice')]: 'Ask first', [field('first-date')]: day(9) });
  const said = await text();
  assert.match(said, /Will you ask me on \w+/);
  await page.$eval('.practised-list textarea', (area) => {
    area.value = `Dear Ben\n${area.value}`;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  // Ten days later, on the clock of this page.
  await until(() => page.evaluate(async () => JSON.stringify(await window.parley.record.draft.get(`ask:${[...window.parley.record.keeper.state.cases.keys()][0]}`))?.includes('Dear Ben')), 'the own words are a draft');
  await page.evaluateOnNewDocument((ahead) => {
    const Real = Date;
    const shifted = () => Real.now() + (sessionStorage.getItem('later') ? ahead : 0);
    window.Date = class extends Real {
      constructor(...of) { super(...(of.length ? of : [shifted()])); }
      static now() { return shifted(); }
    };
  }, 10 * 86_400_000);
  await page.evaluate(() => sessionStorage.setItem('later', 'yes'));
  await back(page, url);
  await until(async () => /^Dear Ben\n[^]*Will you ask me in two weeks/.test(await text()), 'the day goes and the own words stay');
  assert.match(await page.$eval('.practised-list details', (it) => it.textContent), /Your sheet says [^]* That is over[^]*Choose another day/);
  await date({ [field('review-date')]: day(40) });
  assert.match(await text(), /Will you ask me on \w+/, 'the look back is a day to come');
  assert.doesNotMatch(await page.$eval('.practised-list details', (it) => it.textContent), /That is over/);
  await page.evaluate(() => sessionStorage.clear());
}

async function plan(page) {
  await until(() => page.evaluate(() => !!document.querySelector('.plan input')), 'the dates are offered');
  await page.$eval('.plan input', (input) => (input.value = '2026-12-28'));
  const text = await caught(page, '.plan button');
  assert.deepEqual([...text.matchAll(/DTSTART;VALUE=DATE:(\d+)/g)].map(([, day]) => day), ['20261228', '20270104', '20270111', '20270118']);
  assert.match(text, /SUMMARY:[^\r]*Week 1: know your limit\r\nDESCRIPTION:[^\r]*Prepare[^\r]*first-month\.html/);
  fail(await tooWide(page));
  fail(await axe(page));
}
