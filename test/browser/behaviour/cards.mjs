// What a term means, in place: cards.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { axe, put, tooWide } from '../lib/visit.mjs';
import { phoneSize } from './index.mjs';

const term = '.prose a.term[href$="anchor.html"]';
const other = '.prose table a.term'; // to the same term, too far away for the card to cover it

/** The state of the card, of the link it belongs to, and of the focus. */
const look = (page, link = term) => page.evaluate((selector) => {
  const card = document.querySelector('.gloss');
  const open = !!card?.matches(':popover-open');
  const at = document.activeElement;
  return {
    name: open ? card.querySelector('h2').textContent : '',
    inside: open && card.contains(at),
    back: at === document.querySelector(selector),
    expanded: document.querySelector(selector).getAttribute('aria-expanded'),
  };
}, link);

const closed = { name: '', inside: false, expanded: 'false' };

const opens = (page, name, link = term) => until(async () => {
  const got = await look(page, link);
  return (got.name === name && got.inside && got.expanded === 'true') || JSON.stringify(got);
}, `the card of "${name}" opens and has the focus`);

/** The card is closed, and its link has the focus again. */
const closes = (page, words, link = term) => until(async () => {
  const got = await look(page, link);
  return (got.back && Object.entries(closed).every(([key, value]) => got[key] === value)) || JSON.stringify(got);
}, words);

export async function cards(stage) {
  for (const mode of stage.ways('http', 'http-subpath', 'http-intranet', 'file')) await opening(stage, mode);
  await byKeyboard(stage);
  for (const mode of ['http', 'file']) await leaving(stage, mode);
  await placing(stage);
  await onPhone(stage);
  await reading(stage);
  await policy(stage);
}

async function opening(stage, mode) {
  await stage.on({ mode }, 'a click shows what a term means, and others in its place', async (page) => {
    assert.deepEqual(await page.evaluate((s) => ['aria-haspopup', 'aria-expanded'].map((a) => document.querySelector(s).getAttribute(a)), term), ['dialog', 'false']);
    assert.equal(await page.evaluate(() => performance.getEntriesByType('resource').filter((e) => /card/.test(e.name)).length), 0, 'nothing of it is loaded before');
    await page.click(term);
    await opens(page, 'anchor');
    const said = await page.evaluate(() => {
      const card = document.querySelector('.gloss');
      const of = (name) => document.getElementById(card.getAttribute(name)).textContent;
      return [card.role, card.lang, of('aria-labelledby'), of('aria-describedby'), card.querySelector('.gloss-open').getAttribute('href')];
    });
    assert.deepEqual(said.slice(0, 4), ['dialog', 'en', 'anchor', 'The first number on the table, which pulls all later numbers towards it.']);
    assert.match(said[4], /\/glossary\/anchor\.html$/);

    await page.click('.gloss a.term');
    await until(async () => (await look(page)).name === 'reservation value RV', 'the neighbour opens in place');
    assert.equal(await page.evaluate(() => document.querySelectorAll('.gloss').length), 1);
    assert.ok((await look(page)).inside, 'the focus stays in the card');
    await page.click('.gloss button');
    await closes(page, 'its button closes the card, and the link has the focus again');

    await page.click(term);
    await opens(page, 'anchor');
    await page.click(term);
    await closes(page, 'a click on the same link closes the card');
    await page.click(term);
    await opens(page, 'anchor');
    await page.click(other);
    await opens(page, 'anchor', other);
    assert.equal((await look(page)).expanded, 'false', 'another link takes the card over');
    await page.mouse.click(700, 30);
    await closes(page, 'a click elsewhere closes the card', other);
    await page.click(term);
    await opens(page, 'anchor');
    await Promise.all([page.waitForNavigation(), page.click('.gloss-open')]);
    assert.match(page.url(), /\/glossary\/anchor\.html$/);
  });
}

async function byKeyboard(stage) {
  for (const mode of ['http', 'file']) {
    await stage.on({ mode }, 'Enter shows what a term means, Escape leads back', async (page) => {
      await page.focus(term);
      await page.keyboard.press('Enter');
      await opens(page, 'anchor');
      await page.keyboard.press('Escape');
      await closes(page, 'Escape closes the card');

      await page.keyboard.press('Enter');
      await opens(page, 'anchor');
      const seen = [];
      for (let i = 0; i < 4; i++) {
        await page.keyboard.press('Tab');
        seen.push(await page.evaluate(() => document.activeElement.closest('.gloss') && (document.activeElement.ariaLabel ?? document.activeElement.textContent)));
      }
      assert.deepEqual(seen, ['Close', 'reservation value', 'logrolling', 'Open the term'], 'Tab goes through the card');
      await page.keyboard.press('Tab');
      const next = await page.evaluate((s) => {
        const all = [...document.querySelectorAll('.prose a')];
        return [document.activeElement === all[all.indexOf(document.querySelector(s)) + 1], !document.querySelector('.gloss').matches(':popover-open')];
      }, term);
      assert.deepEqual(next, [true, true], 'after the card comes what follows its link, and the card is closed');
      await page.focus(term);
      await page.keyboard.press('Enter');
      await opens(page, 'anchor');
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
      await closes(page, 'before the card comes its link');
    });
  }
}

/** Ways on which the link must do what links do. */
async function leaving(stage, mode) {
  const follow = (name) => async (page) => {
    await Promise.all([page.waitForNavigation(), page.click(term)]);
    assert.match(page.url(), /\/glossary\/anchor\.html$/, name);
  };
  await stage.on({ mode, scripts: false }, 'a term leads to its page without JavaScript', follow('without JavaScript'));
  const expected = /card|Failed to load resource/; // the browser says what is missing
  await stage.on({ mode, lost: /\.card\.js$/, expected }, 'a term leads to its page where its card is missing', follow('without the card'));
  await stage.on({ mode, lost: /assets\/card-/, expected }, 'a term leads to its page where the script for cards is missing', follow('without the script'));
  await stage.on({ mode }, 'a click that asks for another tab is left alone', async (page) => {
    const taken = await page.evaluate(async (selector) => {
      const out = {};
      for (const key of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey', 'plain']) {
        const read = (event) => {
          out[key] = event.defaultPrevented;
          event.preventDefault();
        };
        addEventListener('click', read, { once: true });
        document.querySelector(selector).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, [key]: true }));
      }
      return out;
    }, term);
    assert.deepEqual(taken, { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, plain: true });
    await opens(page, 'anchor');
  });
  await stage.on({ mode, file: 'glossary/print.html' }, 'a term of the same document is jumped to', async (page) => {
    await page.click('.prose a.term[href^="#"]');
    await until(() => page.evaluate(() => location.hash.startsWith('#s-')), 'the link is followed');
    assert.equal(await page.evaluate(() => document.querySelector('.gloss')), null);
  });
}

async function placing(stage) {
  for (const file of ['content/course/everything.html', 'ar/content/course/everything.html']) {
    for (const width of [1440, 768, 660]) {
      await stage.on({ file, viewport: { width, height: 700 } }, `a card stands in the window, beside its words (${width} px)`, async (page) => {
        const count = await page.evaluate(() => document.querySelectorAll('.prose a.term').length);
        for (let i = 0; i < count * 2; i++) {
          const wrong = await page.evaluate(beside, i >> 1, i % 2 ? 'start' : 'end');
          assert.deepEqual(wrong, [], `card ${i >> 1}, its words at the ${i % 2 ? 'top' : 'bottom'}`);
        }
        fail(await tooWide(page));
      });
    }
  }
}

// Runs in the page: opens a card and measures where it stands.
async function beside(i, block) {
  const link = document.querySelectorAll('.prose a.term')[i];
  link.scrollIntoView({ block, behavior: 'instant' });
  link.click();
  const end = Date.now() + 5000;
  while (link.ariaExpanded !== 'true') {
    if (Date.now() > end) return ['it does not open'];
    await new Promise((done) => setTimeout(done, 10));
  }
  const box = document.querySelector('.gloss').getBoundingClientRect();
  const words = link.getBoundingClientRect();
  const wrong = [];
  const root = document.documentElement;
  if (box.left < 0 || box.top < 0 || box.right > root.clientWidth || box.bottom > root.clientHeight) wrong.push(`outside: ${JSON.stringify(box)}`);
  if (box.top < words.bottom && box.bottom > words.top) wrong.push('over its words');
  if (Math.min(Math.abs(box.top - words.bottom), Math.abs(words.top - box.bottom)) > 12) wrong.push('far above or below');
  if (box.right < words.left || box.left > words.right) wrong.push('far to the side');
  document.querySelector('.gloss').hidePopover();
  return wrong;
}

async function onPhone(stage) {
  const viewport = stage.chromium ? { ...phoneSize, isMobile: true, hasTouch: true } : phoneSize;
  const press = (page, selector) => (stage.chromium ? page.tap(selector) : page.click(selector));
  for (const file of ['content/course/everything.html', 'ar/content/course/everything.html']) {
    await stage.on({ file, viewport }, 'on a phone the card is a sheet at the bottom', async (page) => {
      const link = '.prose a.term';
      await press(page, link);
      await until(async () => (await look(page, link)).inside, 'a tap opens it');
      const [box, width] = await page.evaluate(() => [document.querySelector('.gloss').getBoundingClientRect().toJSON(), document.documentElement.clientWidth]);
      assert.ok(box.left === 0 && box.right === width && Math.abs(box.bottom - 740) < 1 && box.top > 100, JSON.stringify(box));
      const small = await page.evaluate(() => [...document.querySelectorAll('.gloss :is(a, button)')].map((e) => e.getBoundingClientRect()).filter((b) => b.width < 24 || b.height < 24).length);
      assert.equal(small, 0, 'everything in it is large enough for a finger');
      await (stage.chromium ? page.touchscreen.tap(180, 80) : page.mouse.click(180, 80));
      await until(async () => (await look(page, link)).name === '', 'a tap beside it closes it');
      assert.equal((await look(page, link)).expanded, 'false');
    });
  }
}

async function reading(stage) {
  for (const file of ['content/course/everything.html', 'ar/content/course/everything.html']) {
    await stage.on({ file }, 'a card is readable for everybody', async (page) => {
      for (const state of [{ width: 1440, scheme: 'light' }, { width: 320, scheme: 'dark' }]) {
        await put(page, stage.name, state);
        await page.focus('.prose a.term');
        await page.keyboard.press('Enter');
        await until(async () => (await look(page, '.prose a.term')).inside, 'it opens');
        fail([...(await axe(page)), ...(await tooWide(page))].map((f) => `${f} [${state.scheme}, ${state.width} px]`));
        await page.keyboard.press('Escape');
      }
    });
  }
  await stage.on({ file: 'ar/content/course/everything.html' }, 'a card is written as its term is', async (page) => {
    await page.click('.prose a.term');
    await until(async () => (await look(page, '.prose a.term')).inside, 'it opens');
    const card = () => page.evaluate(() => [document.querySelector('.gloss').lang, getComputedStyle(document.querySelector('.gloss')).direction]);
    assert.deepEqual(await card(), ['ar', 'rtl']);
  });
  if (!stage.alone()) return; // Firefox's protocol emulates none of these
  await stage.on({}, 'a card shows with forced colours, does not move and is not printed', async (page) => {
    await page.click(term);
    await opens(page, 'anchor');
    const client = await page.createCDPSession();
    await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-reduced-motion', value: 'reduce' }] });
    const style = () => page.evaluate(() => {
      const s = getComputedStyle(document.querySelector('.gloss'));
      return { border: s.borderTopStyle + s.borderTopWidth, moves: s.animationName, shown: s.display !== 'none' };
    });
    assert.deepEqual(await style(), { border: 'solid1px', moves: 'none', shown: true });
    await client.send('Emulation.setEmulatedMedia', { media: 'print', features: [] });
    assert.equal((await style()).shown, false);
  });
}

/** Which scripts may be added: this build's, and cards under its own top. */
async function policy(stage) {
  for (const mode of ['http-subpath', 'file']) {
    await stage.on({ mode }, 'no other script can be added', async (page) => {
      const got = await page.evaluate(() => {
        const tried = (address) => {
          try {
            return String(window.parley.scriptURL(address)).startsWith(new URL('../../', location.href).href);
          } catch {
            return 'refused';
          }
        };
        return Object.fromEntries(['../../glossary/anchor.card.js', '../../de/glossary/anchor.card.js', '../../assets/other.js', '../../glossary/anchor.js',
          '../../glossary/anchor.html?.card.js', '../../glossary/anchor.js#.card.js', '../../../anchor.card.js', '../../%2e%2e/anchor.card.js',
          'https://example.org/anchor.card.js', '//example.org/anchor.card.js', 'data:text/javascript,1//.card.js', 'javascript:1//.card.js', 'blob:x/.card.js']
          .map((address) => [address, tried(address)]));
      });
      const allowed = Object.keys(got).filter((address) => got[address] !== 'refused');
      assert.deepEqual(allowed, ['../../glossary/anchor.card.js', '../../de/glossary/anchor.card.js']);
      assert.ok(allowed.every((address) => got[address] === true), JSON.stringify(got));
    });
  }
}
