// Questions: asked, answered, kept, by keyboard alone.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { axe, put, tooWide } from '../lib/visit.mjs';
import { phoneSize } from './index.mjs';

const file = 'exercises/questions.html';

export async function practice(stage) {
  for (const mode of ['http', 'file']) await answering(stage, mode);
  await returning(stage);
  await tries(stage);
  await examples(stage);
  await unkept(stage);
  await onPaper(stage);
}

/** What a question shows. */
export const look = (page, id) => page.evaluate((name) => {
  const item = document.getElementById(name);
  const text = (selector) => item.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  return { verdict: text('.verdict'), ask: text('.ask-first'), kept: text('.kept'), why: text('.outcome .why'), marks: item.querySelectorAll('.judged').length, done: item.querySelector('fieldset').disabled };
}, id);

/** A page on which nobody has done anything yet: pages of a browser share what it keeps. */
export async function fresh(page) {
  await live(page);
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((done) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onerror: done }));
    }
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.reload({ waitUntil: 'load' });
  await live(page);
}

export const live = (page) => until(() => page.evaluate(() => !document.querySelector('.practice:not([data-ready], [data-block=cards])')), 'the page is ready');

/** Tab until an element has the focus. */
export async function tabTo(page, selector, keys = ['Tab']) {
  for (let i = 0; i < 200; i++) {
    if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    if (keys[1]) await page.keyboard.down(keys[1]);
    await page.keyboard.press(keys[0]);
    if (keys[1]) await page.keyboard.up(keys[1]);
  }
  assert.fail(`Tab does not reach ${selector}`);
}

export const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Shown, and then kept. */
export const shows = (page, id, verdict) => until(async () => {
  const got = await look(page, id);
  return (got.verdict.startsWith(verdict) && got.kept === 'Kept.') || JSON.stringify(got);
}, `${id}: ${verdict}`);

async function sure(page, id) {
  await tabTo(page, `#${id} .sure input`);
  await press(page, 'ArrowRight', 'ArrowRight');
}

const check = async (page, id) => {
  await tabTo(page, `#${id} .buttons button`);
  await press(page, 'Enter');
};

async function answering(stage, mode) {
  await stage.on({ file, mode }, 'every kind of question is answered by keyboard', async (page) => {
    await fresh(page);
    await tabTo(page, '#meaning .options input');
    await check(page, 'meaning');
    await until(async () => (await look(page, 'meaning')).ask !== '', 'an answer is asked for');
    await tabTo(page, '#meaning .options input', ['Tab', 'Shift']);
    // Options are shuffled: arrows lead to the wrong one.
    for (let i = 0; i < 4 && !(await page.evaluate(() => document.activeElement.value === '0' && document.activeElement.checked)); i++) await press(page, i ? 'ArrowDown' : ' ');
    await sure(page, 'meaning');
    await check(page, 'meaning');
    await shows(page, 'meaning', '✕Not right.');
    const first = await look(page, 'meaning');
    assert.deepEqual([first.done, first.why, first.marks], [false, '', 1], 'there are tries left, and what is right stays hidden');
    assert.match(await page.evaluate(() => document.querySelector('#meaning .outcome').textContent), /reservation value/, 'the wrong answer leads on');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Check', 'the focus stays');
    await press(page, 'Tab', 'Enter');
    await until(async () => (await look(page, 'meaning')).done, 'the answer is shown on demand');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Answer again', 'the focus is on what comes next');
    assert.match((await look(page, 'meaning')).why, /an action/);

    for (const value of ['0', '2']) {
      await tabTo(page, `#many input[value="${value}"]`, (await page.evaluate((v) => {
        const at = document.querySelector(`#many input[value="${v}"]`);
        return !!(document.activeElement.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
      }, value)) ? ['Tab'] : ['Tab', 'Shift']);
      await press(page, ' ');
    }
    await sure(page, 'many');
    await check(page, 'many');
    await shows(page, 'many', '✓That is right.');

    const order = () => page.evaluate(() => [...document.querySelectorAll('#order .order > li')].map((row) => Number(row.dataset.option)));
    for (let turn = 0; turn < 4 && String(await order()) !== '0,1,2'; turn++) {
      const at = (await order()).findIndex((option, i, all) => i > 0 && option < all[i - 1]);
      await page.focus(`#order .order > li:nth-child(${at + 1}) .arrow`);
      await press(page, 'ArrowUp');
      assert.ok(await page.evaluate(() => document.activeElement.matches('.arrow')), 'a row that moves keeps the focus');
    }
    assert.match(await page.evaluate(() => document.querySelector('#order [role=status]').textContent), /: place \d of 3/);
    await sure(page, 'order');
    await check(page, 'order');
    await shows(page, 'order', '✓That is right.');

    for (const [row, key] of [[0, 'a c'], [1, 'a n']]) {
      await tabTo(page, `#pairs [data-option="${row}"] select`, await before(page, `#pairs [data-option="${row}"] select`));
      await page.keyboard.type(key);
    }
    await sure(page, 'pairs');
    await check(page, 'pairs');
    await shows(page, 'pairs', '✓That is right.');

    await tabTo(page, '#number .entry input');
    await page.keyboard.type('€ 300');
    await sure(page, 'number');
    await check(page, 'number');
    await shows(page, 'number', '✕Not right.');
    await tabTo(page, '#number .entry input', ['Tab', 'Shift']);
    await page.keyboard.type('354,5 EUR'); // Tab has selected what was there
    assert.equal((await look(page, 'number')).marks, 0, 'another answer takes the marks away');
    await press(page, 'Enter');
    await shows(page, 'number', '✓That is right.');

    await tabTo(page, '#gaps .blank');
    await page.keyboard.type('BATNA');
    await press(page, 'Tab');
    await page.keyboard.type('word');
    await sure(page, 'gaps');
    await check(page, 'gaps');
    await shows(page, 'gaps', '✕Partly right.');
    assert.equal((await look(page, 'gaps')).marks, 2);

    await tabTo(page, '#think textarea');
    await page.keyboard.type('At the van.');
    await press(page, 'Tab');
    await until(async () => (await look(page, 'think')).kept === 'Kept.', 'a reflection is kept when it is left');
    await press(page, 'Enter');
    await until(() => page.evaluate(() => /first quote/.test(document.activeElement.textContent) && document.activeElement.matches('#think .outcome')), 'its model is shown, and has the focus');
    assert.match(await page.evaluate(() => document.querySelector('[data-name=basics] .sum').textContent), /^4 of 8 right/);
    await states(stage, page);
  });
}

const before = async (page, selector) => ((await page.evaluate((s) => !!(document.activeElement.compareDocumentPosition(document.querySelector(s)) & Node.DOCUMENT_POSITION_FOLLOWING), selector)) ? ['Tab'] : ['Tab', 'Shift']);

/** What axe says of the page as it is, in several looks. */
export async function states(stage, page) {
  const found = [];
  for (const state of [{ width: 1440, scheme: 'light' }, { width: 320, scheme: 'dark' }]) {
    await put(page, stage.name, state);
    await page.evaluate(() => scrollTo(0, 0)); // nothing lies under the header
    found.push(...[...(await axe(page)), ...(await tooWide(page))].map((f) => `${f} [${state.scheme}, ${state.width} px]`));
  }
  fail(found);
}

async function returning(stage) {
  await stage.on({ file, viewport: phoneSize }, 'an answer is there again, and may be given anew', async (page) => {
    await fresh(page);
    await page.click('#many input[value="0"]');
    await page.click('#many input[value="2"]');
    await page.click('#many .sure input[value="90"]');
    await page.click('#many .buttons button');
    await shows(page, 'many', '✓That is right.');
    await page.type('#think textarea', 'half a sen');
    await until(() => page.evaluate(async () => (await window.parley.record.draft.get('answer:exercises/questions#think')) === 'half a sen'), 'what is half written is kept');
    await page.reload({ waitUntil: 'load' });
    await live(page);
    await until(async () => /^Answered on .*: right\.$/.test((await look(page, 'many')).kept), 'it says when');
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('#many input:checked')].map((input) => input.value).sort()), ['0', '2', '90'], 'with how sure one was');
    assert.ok((await look(page, 'many')).done);
    await until(() => page.evaluate(() => document.querySelector('#think textarea').value === 'half a sen' || document.querySelector('#think textarea').value), 'what was half written is there');
    await page.click('#many .buttons button');
    const again = await look(page, 'many');
    assert.deepEqual([again.done, again.verdict, again.kept], [false, '', '']);
    assert.ok(await page.evaluate(() => document.activeElement.matches('#many input')));
    assert.equal(await page.evaluate(() => document.querySelectorAll('#many .options input:checked').length), 0);

    // The question is edited meanwhile.
    await page.setRequestInterception(true);
    page.on('request', async (request) => {
      if (!request.isNavigationRequest()) return request.continue();
      const html = await (await fetch(request.url())).text();
      await request.respond({ contentType: 'text/html', body: html.replace(/(data-item="many"[^>]*data-hash=")\w+/, '$1ffffffff') });
    });
    if (!stage.chromium) return; // Firefox's protocol cannot change what a page loads
    await page.reload({ waitUntil: 'load' });
    await live(page);
    await until(async () => /has changed since/.test((await look(page, 'many')).kept), 'a changed question says so');
    assert.deepEqual([(await look(page, 'many')).done], [false]);
  });
}

async function tries(stage) {
  await stage.on({ file }, 'tries come to an end', async (page) => {
    await fresh(page);
    await page.click('#first input[value="1"]');
    await page.click('#first .buttons button');
    await shows(page, 'first', '✕Not right. You can try once more.');
    await page.click('#first input[value="2"]');
    await page.click('#first .buttons button');
    await shows(page, 'first', '✕Not right. No more tries today.');
    assert.deepEqual([(await look(page, 'first')).done, (await look(page, 'first')).marks], [true, 2], 'what is right is marked, too');
    assert.ok(await page.evaluate(() => document.querySelector('#first .buttons button').hidden));
    await page.reload({ waitUntil: 'load' });
    await live(page);
    await until(async () => (await look(page, 'first')).done, 'nor are there tries after a reload');
  });
}

async function examples(stage) {
  await stage.on({ file: 'exercises/examples.html' }, 'what an example leads to comes after one\'s own work', async (page) => {
    await fresh(page);
    const hidden = () => page.evaluate(() => [...document.querySelectorAll('.steps > *')].map((step) => step.hidden));
    assert.deepEqual(await hidden(), [false, false, true]);
    await page.type('#s2 input', '280');
    await page.keyboard.press('Enter');
    await until(async () => String(await hidden()) === 'false,false,false', 'the last step is there');

    assert.ok(!(await page.evaluate(() => document.querySelector('#same .outcome').textContent)));
    await page.click('#same .buttons button');
    assert.equal((await look(page, 'same')).kept, 'Write something first.');
    await page.type('#same textarea', 'A number');
    await page.click('#same .buttons button');
    await until(() => page.evaluate(() => /stays in the room/.test(document.querySelector('#same .outcome').textContent)), 'the model');
    await states(stage, page);
  });
}

async function unkept(stage) {
  const refuse = (page) => page.evaluateOnNewDocument(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no', 'SecurityError');
    };
  });
  await stage.on({ file: 'exercises/every-quiz.html' }, 'what is said of a wrong row stands below, and of no right one', async (page) => {
    await live(page);
    await page.evaluate(() => {
      for (const select of document.querySelectorAll('#inside select')) {
        select.value = '0'; // the first class, where two of the three belong
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }
      document.querySelector('#inside .sure input')?.click();
      document.querySelector('#inside .buttons button').click();
    });
    const said = () => page.$eval('#inside .outcome', (out) => [...out.querySelectorAll(':scope > .feedback .says')].map((one) => one.textContent.trim()));
    await until(async () => JSON.stringify(await said()) === JSON.stringify(['You need nobody’s yes for it.']) || said(), 'the wrong row alone is spoken of');
  });
  await stage.on({ file, before: refuse }, 'where nothing can be kept, a sentence says so, and questions work', async (page) => {
    await live(page);
    assert.equal(await page.evaluate(() => document.querySelectorAll('.where.trouble').length), 1);
    await page.click('#many input[value="0"]');
    await page.click('#many .sure input[value="90"]');
    await page.click('#many .buttons button');
    await until(async () => (await look(page, 'many')).verdict.startsWith('✕Partly right.'), 'it is judged');
    await until(() => page.evaluate(() => document.querySelector('#many .kept [role=alert]')?.textContent.length > 20), 'it says that it is not kept');
    assert.ok(!/^Kept/.test((await look(page, 'many')).kept));
    await states(stage, page);
  });
}

async function onPaper(stage) {
  await stage.on({ file, scripts: false }, 'without JavaScript the answers are there to open', async (page) => {
    await page.click('[data-name=basics] .answers summary');
    const [open, height] = await page.$eval('[data-name=basics] .answers', (e) => [e.open, e.getBoundingClientRect().height]);
    assert.ok(open && height > 200);
    assert.equal(await page.$eval('[data-name=final] .answers', (e) => e.open), false, 'those of an exam are closed');
  });
  if (!stage.alone()) return; // Firefox's protocol does not emulate print
  await stage.on({ file }, 'on paper the answers stand on a page of their own', async (page) => {
    await fresh(page);
    await page.emulateMediaType('print');
    const got = await page.evaluate(() => {
      const answers = document.querySelector('[data-name=basics] .answers');
      return { apart: getComputedStyle(answers).breakBefore, seen: answers.querySelector('li').getBoundingClientRect().height > 0, buttons: [...document.querySelectorAll('.practice button')].filter((button) => button.checkVisibility()).length };
    });
    assert.deepEqual(got, { apart: 'page', seen: true, buttons: 0 });
  });
}
