// Self-assessments, forms and paths: filled in, kept, compared, by keyboard alone.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { phoneSize } from './index.mjs';
import { fresh, live, press, states, tabTo } from './practice.mjs';

const sheet = 'content/course/worksheet.html';
const assessment = 'content/course/assessment.html';

export async function forms(stage) {
  for (const mode of ['http', 'file']) await filling(stage, mode);
  await copies(stage);
  await locking(stage);
  await copying(stage);
  await dates(stage);
  await narrow(stage);
  await rating(stage);
  await path(stage);
  await moved(stage);
  await ratedPath(stage);
  await hostile(stage);
  await onPaper(stage);
}

const value = (page, selector) => page.$eval(selector, (e) => e.value);
const text = (page, selector) => page.evaluate((s) => document.querySelector(s)?.textContent.replace(/\s+/g, ' ').trim() ?? '', selector);
const kept = (page) => until(async () => /^Kept at/.test(await text(page, '[data-name=preparation] > .kept')) || (await text(page, '[data-name=preparation] > .kept')), 'it is kept');

async function filling(stage, mode) {
  await stage.on({ file: sheet, mode, viewport: phoneSize }, 'a form is filled in by keyboard, and kept', async (page) => {
    await fresh(page);
    await tabTo(page, '#alternative textarea');
    await page.keyboard.type('Stay <b>here</b>');
    await press(page, 'Tab');
    await kept(page);
    await page.keyboard.type('many');
    await press(page, 'Tab');
    assert.match(await text(page, '#limit .odd'), /not a number/, 'it says where a number was asked for');
    await tabTo(page, '#ours input');
    await press(page, ' ', 'ArrowDown');
    await tabTo(page, '#kind select');
    await page.keyboard.type('a dis');
    await tabTo(page, '#issues input');
    await page.keyboard.type('Price');
    await tabTo(page, '#issues .quiet');
    await press(page, 'Enter');
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), 'Issue, row 2');
    await page.keyboard.type('Date');
    await tabTo(page, '#issues tr:nth-child(2) .remove');
    await press(page, 'Enter');
    assert.match(await text(page, '#issues tr:nth-child(2) .remove'), /Remove it/, 'a row with something in it is not gone at once');
    await press(page, 'Enter');
    await page.keyboard.type('!');
    await press(page, 'Tab');
    await states(stage, page);
    await kept(page);
    await tabTo(page, '#decider input', ['Tab', 'Shift']);
    await page.keyboard.type('half');
    await until(() => page.evaluate(async () => {
      const id = await window.parley.record.draft.get('case');
      return (await window.parley.record.draft.get(`field:${id}:content/course/worksheet#decider`)) === 'half';
    }), 'each letter is kept as a draft');
    await page.reload({ waitUntil: 'load' });
    await live(page);
    await until(async () => (await value(page, '#decider input')) === 'half', 'what was half written is there');
    assert.deepEqual([await value(page, '#alternative textarea'), await value(page, '#limit input'), await value(page, '#kind select'), await value(page, '#issues input')], ['Stay <b>here</b>', 'many', 'a dispute', 'Price!']);
    assert.equal(await page.$eval('#ours :checked', (e) => e.value), 'my manager');
    assert.equal(await page.evaluate(() => document.querySelectorAll('#issues tbody tr:not(.on-paper)').length), 1);
  });
}

async function copies(stage) {
  await stage.on({ file: sheet }, 'each negotiation has its own copy', async (page) => {
    await fresh(page);
    await page.type('#decider input', 'Anna');
    await page.click('[data-name=preparation] .case-bar input', { count: 3 });
    await page.keyboard.type('Acme');
    await press(page, 'Tab');
    await kept(page);
    await press(page, 'Enter');
    await until(async () => (await value(page, '#decider input')) === '', 'a new copy is empty');
    const [name, selected] = await page.$eval('[data-name=preparation] .case-bar input', (e) => [e.value, document.activeElement === e ? e.value.slice(e.selectionStart, e.selectionEnd) : '']);
    assert.match(name, /^Negotiation of /, 'it has a name of its own');
    assert.equal(selected, name, 'to type over');
    await page.type('#decider input', 'Ben');
    await press(page, 'Tab');
    await until(() => page.evaluate(() => document.querySelectorAll('[data-name=preparation] .case-bar option').length === 2), 'there are two');
    const names = await page.$$eval('[data-name=preparation] .case-bar option', (all) => all.map((e) => [e.textContent, e.value]));
    assert.deepEqual(names.map(([said]) => said), ['Acme', name]);
    await page.click('[data-name=preparation] .case-bar button');
    await until(async () => (await value(page, '[data-name=preparation] .case-bar input')) === `${name} (2)`, 'a name that is taken gets a number');
    await page.select('[data-name=preparation] .case-bar select', names[0][1]);
    await until(async () => (await value(page, '#decider input')) === 'Anna', 'the first is there');
    assert.equal(await value(page, '[data-name=review] .case-bar input'), 'Acme', 'the other form shows the same negotiation');
  });
}

async function locking(stage) {
  await stage.on({ file: sheet }, 'estimates are locked, and settled with what came', async (page) => {
    await fresh(page);
    const lock = async () => page.click('[data-name=preparation] .lock .button');
    await lock();
    await until(async () => /Fill in an estimate/.test(await text(page, '.lock .ask-first')), 'nothing is locked empty');
    const fill = async (name, said) => {
      await page.click(`[name="expected.${name}"]`, { count: 3 });
      await page.keyboard.type(said);
    };
    await fill('low', '500');
    await fill('high', '400,50');
    await lock();
    await until(async () => /^Mend the ranges/.test(await text(page, '.lock .ask-first')), 'a range that ends before it begins is not locked');
    assert.match(await text(page, '#expected .odd'), /above the second/);
    await fill('low', '€ 300');
    await fill('sure', '180');
    await lock();
    await until(async () => /from 0 to 100/.test(await text(page, '#expected .odd')), 'nor is a certainty of more than 100 %');
    assert.equal(await text(page, '.locked'), '');
    await fill('sure', '80');
    await lock();
    await until(async () => /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/.test(await text(page, '.locked code')), 'there is a code');
    assert.ok(await page.$eval('[name="expected.low"]', (e) => e.readOnly));
    const right = await page.evaluate(async () => {
      const record = window.parley.record;
      const [{ locks }] = [...(await new Promise((done) => { record.onchange(done); void record.add({ t: 'case', case: 'AAAAAAAAAAAAAAAAAAAAAA', name: 'x', forms: [] }); })).cases.values()];
      const [{ code, json }] = locks;
      const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(json)));
      const bits = [...sum.subarray(0, 10)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
      const { at, fields, nonce } = JSON.parse(json);
      return [code.replaceAll('-', '') === bits.match(/.{5}/g).map((five) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[parseInt(five, 2)]).join(''), atob(nonce.replaceAll('-', '+').replaceAll('_', '/')).length, at.length, fields];
    });
    assert.deepEqual(right, [true, 16, 20, { 'content/course/worksheet#expected': { low: '€ 300', high: '400,50', sure: '80' } }]);
    await page.type('#actual input', '450.5');
    await until(async () => /You expected € 300 to 400,50, 80% sure, locked on .*It came 50 above\.$/.test(await text(page, '#actual .settled')) || (await text(page, '#actual .settled')), 'the result is compared');
    await page.$eval('.lock .buttons button', (button) => button.click()); // the header may lie over it
    await until(async () => /stays in your record/.test(await text(page, '.lock')) || (await text(page, '.lock')), 'it is asked once');
    await page.$eval('.lock .buttons button', (button) => button.click()); // the header may lie over it
    await fill('high', '440');
    await lock();
    await until(() => page.evaluate(() => document.querySelectorAll('.locked').length === 2), 'it is locked again');
    await until(async () => /^At first you expected € 300 to 400,50, 80% sure, locked on .*It came 50 above\.Later you expected € 300 to 440, .*It came 10.5 above\.$/.test(await text(page, '#actual .settled')) || (await text(page, '#actual .settled')), 'both are told');
    await states(stage, page);
  });
}

async function dates(stage) {
  await stage.on({ file: sheet }, 'a date is kept once it is whole, and once', async (page) => {
    await fresh(page);
    await page.evaluate(() => {
      const { record } = window.parley;
      const add = record.add.bind(record);
      window.kept = [];
      record.add = (...events) => (window.kept.push(...events), add(...events));
    });
    await page.focus('#when input');
    for (const date of ['0002-12-24', '0020-12-24', '0202-12-24', '2026-12-24']) { // as a browser fills in a year that is typed
      await page.$eval('#when input', (input, said) => {
        input.value = said;
        for (const event of ['input', 'change']) input.dispatchEvent(new Event(event, { bubbles: true }));
      }, date);
    }
    await page.$eval('#when input', (input) => input.blur());
    await kept(page);
    assert.deepEqual(await page.evaluate(() => window.kept.filter(({ t }) => t === 'field').map(({ value }) => value)), ['2026-12-24']);
  });
}

async function onPaper(stage) {
  if (!stage.alone()) return; // Firefox's protocol does not emulate print
  await stage.on({ file: sheet }, 'a form on paper has its name, and no hints for the screen', async (page) => {
    await fresh(page);
    await page.type('#decider input', 'Anna');
    await press(page, 'Tab');
    await kept(page);
    await page.emulateMediaType('print');
    const seen = (selector) => page.$eval(selector, (e) => e.checkVisibility() && getComputedStyle(e).color !== 'rgba(0, 0, 0, 0)');
    assert.deepEqual([await seen('[data-name=preparation] .case-name'), await seen('.lock'), await seen('#when input')], [true, false, false]);
    await page.emulateMediaType('screen');
    await page.$eval('#when input', (input) => {
      input.value = '2026-12-24';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await page.emulateMediaType('print');
    assert.ok(await seen('#when input'), 'a date is there');
    assert.ok(await seen('#alternative'), 'before it is printed');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.deepEqual([await seen('#decider .written'), await seen('#decider input'), await seen('#alternative')], [true, false, false], 'what is filled in goes on paper, whole, and nothing else');
    assert.equal(await page.$eval('#decider input', (e) => e.value), 'Anna');
    await page.emulateMediaType('screen');
    await page.select('#kind select', await page.$eval('#kind select', (select) => select.options[2].value));
    await kept(page);
    await page.emulateMediaType('print');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.deepEqual([await seen('#kind select'), await seen('#kind ul.on-paper')], [true, false], 'what was chosen, and not what could be');
  });
}

async function narrow(stage) {
  await stage.on({ file: sheet, viewport: phoneSize }, 'a form fits a phone', async (page) => {
    await fresh(page);
    const cells = await page.$eval('#issues .table', (table) => [table.scrollWidth <= table.clientWidth, ...[...table.querySelectorAll('tbody tr:not(.on-paper) td[data-column]')].map((cell) => cell.dataset.column)]);
    assert.deepEqual(cells, [true, 'Issue', 'Mine', 'Theirs'], 'cells stand below each other, each with its column');
    await page.setViewport({ width: 640, height: 740 });
    await page.$$eval('#issues tbody input', (cells) => cells.forEach((cell) => (cell.style.minInlineSize = '18rem')));
    await page.setViewport({ width: 641, height: 740 });
    await until(() => page.$eval('#issues .table', (table) => table.matches('.is-wide')), 'a table says that there is more of it');
    await page.setViewport(phoneSize);
    const got = await page.evaluate(() => {
      const at = (selector) => document.querySelector(selector).getBoundingClientRect();
      const middle = ({ top, bottom }) => (top + bottom) / 2;
      const size = (selector) => Number.parseFloat(getComputedStyle(document.querySelector(selector)).fontSize);
      const cell = at('#issues .remove');
      return {
        reach: cell.right <= at('#issues .table').right + 1 && cell.left >= at('#issues .table').left,
        apart: Math.abs(middle(at('label[for="_f-expected.high"]')) - middle(at('[name="expected.high"]'))),
        smaller: size('.between h2, .between h3') < size('.practice-title'),
      };
    });
    assert.ok(got.reach, 'a row can be taken out without scrolling');
    assert.ok(got.apart < 4, '"to" stands beside its box');
    assert.ok(got.smaller, 'a section is less than the form');
  });
}

async function copying(stage) {
  await stage.on({ file: sheet, mode: 'http-intranet' }, 'where there is no clipboard, the text is there to copy by hand', async (page) => {
    await fresh(page);
    await page.type('#decider input', 'Anna');
    await page.evaluate(() => [...document.querySelectorAll('[data-name=preparation] .tools button')][1].click());
    const copied = await value(page, '[data-name=preparation] .copied');
    assert.match(copied, /^# My preparation: Negotiation of /);
    assert.match(copied, /\n## Without a deal\n\n\*\*What will you do/);
    assert.match(copied, /\*\*Who decides on their side\?\*\*\n\nAnna\n/);
    assert.ok(await page.evaluate(() => document.activeElement.matches('.copied') && document.activeElement.selectionEnd > 100));
  });
}

async function rating(stage) {
  await stage.on({ file: assessment }, 'ratings become bars, by keyboard', async (page) => {
    await fresh(page);
    assert.ok(await page.$eval('.profile', (e) => e.hidden));
    await page.$eval('[id="own.1"] input', (input) => input.click());
    await until(() => page.$eval('.profile', (e) => !e.hidden), 'an opinion is rated');
    assert.doesNotMatch(await text(page, '.profile'), /candidate|Your profile/, 'which is no competency: no value, no verdict');
    for (let i = 1; i <= 4; i++) {
      await tabTo(page, `[id="c1.${i}"] input`);
      await press(page, ' ', 'ArrowRight'); // in one
    }
    await tabTo(page, '[id="c1.5"] input');
    await press(page, ' ');
    await until(async () => /^Preparing47 of 100.*from 5 of 5 statements/.test(await text(page, '.bars li')) || (await text(page, '.bars li')), 'a competency has a value');
    await until(async () => (await text(page, '.scale > .kept')) === 'Kept.', 'it is kept');
    assert.equal(await page.$$eval('.bars li', (all) => all.length), 1, 'an opinion has no bar');
    assert.doesNotMatch(await text(page, '.profile'), /total|rank|average/i);
    await states(stage, page);
    await page.reload({ waitUntil: 'load' });
    await live(page);
    await until(async () => /^Preparing47/.test(await text(page, '.bars li')), 'it is there again');
    assert.equal(await page.$eval('[id="c1.1"] :checked', (e) => e.value), '1');
    await page.click('.profile .buttons button');
    await until(() => page.evaluate(() => !document.querySelector('.marks :checked')), 'another sitting begins empty');
    for (let i = 1; i <= 5; i++) await page.click(`[id="c1.${i}"] input[value="${i === 5 ? 0 : 3}"]`);
    await until(async () => /^Preparing100.*Visibly up since .* \(then 47\)\./.test(await text(page, '.bars li')) || (await text(page, '.bars li')), 'and is compared with the one before');
  });
}

async function path(stage) {
  await stage.on({ file: 'content/course/path.html' }, 'a path says what is next', async (page) => {
    await fresh(page);
    await until(async () => /^Next: The whole course$/.test(await text(page, '.next-step')) || (await text(page, '.next-step')), 'the first step');
    assert.equal(await page.$$eval('.path-step[aria-current=step]', (all) => all.length), 1);
    await states(stage, page);
  });
}

/** Adds events to the record, and opens the page anew. */
async function plant(page, events) {
  await page.evaluate(async (all) => {
    await window.parley.record.add(...all);
    await window.parley.record.draft.set('case', 'AAAAAAAAAAAAAAAAAAAAAA'); // the copy that is open
  }, events);
  await page.reload({ waitUntil: 'load' });
  await live(page);
}

const sign = (page, of) => page.$eval(`.path-step[data-page="content/course/${of}"]`, (step) => step.querySelector('.step-mark')?.textContent ?? '');

async function moved(stage) {
  const of = { case: 'AAAAAAAAAAAAAAAAAAAAAA' };
  const old = 'content/course/sheet-of-old';
  const expected = `${old}#expected`;
  const events = [
    { t: 'case', ...of, name: 'Van', forms: [`${old}#preparation`] },
    { t: 'field', ...of, item: expected, hash: '0a0b0c0d', value: { low: '300', high: '400', sure: '80' } },
    { t: 'lock', ...of, form: `${old}#preparation`, code: '0000-0000-0000-0000', json: JSON.stringify({ at: '2026-11-02T09:00:00Z', fields: { [expected]: { low: '300', high: '400', sure: '80' } }, nonce: 'AAAAAAAAAAAAAAAAAAAAAA' }) },
    { t: 'read', page: old, hash: '0a0b0c0d' },
  ];
  await stage.on({ file: 'content/course/afterwards.html' }, 'an estimate of a page that moved is settled on another page', async (page) => {
    await fresh(page);
    await plant(page, events);
    await until(async () => /^You expected 300 to 400, 80% sure, locked on /.test(await text(page, '#result .settled')) || (await text(page, '#result .settled')), 'what was locked is told');
  });
  await stage.on({ file: 'content/course/path.html' }, 'a path knows of what was done where a step was before', async (page) => {
    await fresh(page);
    await plant(page, events);
    await until(async () => /begun/.test(await sign(page, 'worksheet')) || (await sign(page, 'worksheet')), 'the step has its mark');
    const [note, at] = await page.$eval('.path-step[data-page="content/course/worksheet"]', (step) => [step.querySelector('.needs').getBoundingClientRect().top, step.querySelector('.step-mark').getBoundingClientRect().bottom]);
    assert.ok(at <= note, 'beside the step, above what is noted of it');
  });
}

async function ratedPath(stage) {
  await stage.on({ file: 'content/course/path.html' }, 'a page that is all rated is done, on its path and in My progress', async (page) => {
    await fresh(page);
    const items = ['c1.1', 'c1.2', 'c1.3', 'c1.4', 'c1.5', 'c2.1', 'c2.2', 'own.1'];
    const rate = (ids) => ids.map((id) => ({ t: 'rating', item: `content/course/assessment#${id}`, hash: '0a0b0c0d', round: 'AAAAAAAAAAAAAAAAAAAAAA', value: 1 }));
    await plant(page, rate(items.slice(1)));
    assert.match(await sign(page, 'assessment'), /begun/, 'one is open');
    await plant(page, rate(items.slice(0, 1)));
    assert.match(await sign(page, 'assessment'), /done/);
    await page.evaluate(() => (location.href = '../../progress.html'));
    await until(() => page.evaluate(() => document.querySelector('[data-ready=true]') && /1 of 3 steps/.test([...document.querySelectorAll('.tally')].map((e) => e.textContent).join('|')) || [...document.querySelectorAll('.tally')].map((e) => e.textContent).join('|')), 'My progress says the same');
  });
}

/** Words that would do harm as markup, script or style. */
export function harmful() {
  const marks = ['<script>hit()</script>', '<img src=x onerror=hit()>', '"><svg onload=hit()>', "'><iframe srcdoc='<script>parent.hit()</script>'>", '</textarea><img src=x onerror=hit()>', '</option></select><img src=x onerror=hit()>',
    'javascript:hit()', '{{constructor.constructor("hit()")()}}', '${hit()}', '<style>*{background:url(javascript:hit())}</style>', '<a href="javascript:hit()" autofocus onfocus=hit()>x</a>', '<details open ontoggle=hit()>', '<math><mtext></mtext><mglyph><svg><mtext><style><path id="</style><img onerror=hit() src>">', '"onmouseover="hit()', '<!--><img src=x onerror=hit()>-->', '<template><img src=x onerror=hit()></template>', '<base href="https://example.org/">', '<meta http-equiv=refresh content="0;url=https://example.org/">', '&lt;img src=x onerror=hit()&gt;', '__proto__'];
  const around = [(s) => s, (s) => s.toUpperCase(), (s) => `a ${s} b`, (s) => s.replaceAll('<', '\uff1c'), (s) => s + '\u202e', (s) => s.repeat(3), (s) => `|${s}|`, (s) => `]]>${s}`, (s) => `\u0000${s}`, (s) => s.split('').join('\u200b')];
  return marks.flatMap((mark) => around.map((way) => way(mark)));
}

async function hostile(stage) {
  const words = stage.report.audit ? harmful() : harmful().filter((_, i) => i % 40 === 0);
  const plant = (page) => page.evaluateOnNewDocument(() => {
    window.hits = 0;
    window.hit = () => window.hits++;
  });
  const some = 20; // in one test, which must end in time
  const turns = [sheet, 'exercises/questions.html'].flatMap((file) => Array.from({ length: Math.ceil(words.length / some) }, (_, i) => [file, words.slice(i * some, (i + 1) * some)]));
  for (const [file, said] of turns) {
    await stage.on({ file, before: plant }, 'what a learner writes stays words', async (page) => {
      await fresh(page);
      for (const word of said) {
        await page.evaluate((said) => {
          for (const field of document.querySelectorAll('.practice :is(textarea, input[type=text]):not([readonly])')) {
            if (field.closest('fieldset:disabled')) continue;
            field.value = said;
            for (const event of ['input', 'focusout', 'blur']) field.dispatchEvent(new Event(event, { bubbles: event !== 'blur' }));
          }
          for (const button of document.querySelectorAll('.practice .buttons button')) if (!/print|new copy|add a row/i.test(button.textContent)) button.click();
        }, word);
        assert.equal(await page.evaluate(() => window.hits), 0, word);
      }
      await page.reload({ waitUntil: 'load' });
      await live(page);
      assert.equal(await page.evaluate(() => window.hits), 0);
      assert.equal(await page.evaluate(() => document.querySelectorAll('.practice :is(script, iframe, img, svg, base, meta)').length), 0);
    });
  }
}
