// The search: its box, its results, and what is there without it.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { axe, put, tooWide } from '../lib/visit.mjs';
import { phoneSize } from './index.mjs';

const course = { site: 'course', file: 'content/framework/prepare/know-your-limit.html' };

/** The state of the box and of what it shows. */
const look = (page) => page.evaluate(() => {
  const box = document.querySelector('.find');
  const input = box?.querySelector('input');
  const rows = [...(box?.querySelectorAll('[role="option"]') ?? [])];
  return {
    open: !!box?.open,
    typing: !!input && document.activeElement === input,
    text: input?.value ?? '',
    busy: box?.querySelector('[role="listbox"]')?.ariaBusy !== 'false',
    said: box?.querySelector('[role="status"]')?.textContent ?? '',
    cards: [...(box?.querySelectorAll('.find-card h2') ?? [])].map((h) => h.firstChild.textContent),
    kinds: [...(box?.querySelectorAll('[role="group"]') ?? [])].map((g) => g.ariaLabel),
    rows: rows.map((row) => row.querySelector('[data-page]')?.dataset.page),
    active: rows.findIndex((row) => row.ariaSelected === 'true' && row.id === input.getAttribute('aria-activedescendant')),
  };
});

/** Waits until the box is in a state, which test tells; fails with the words and the state. */
const shows = (page, words, test) => until(async () => {
  const got = await look(page);
  return !!test(got) || JSON.stringify(got);
}, words);

/** Opens the box and types; done when the first result, or that there is none, is shown. */
async function ask(page, query) {
  if (!(await look(page)).open) await page.click('.search');
  await shows(page, 'the box opens', (got) => got.open && got.typing);
  await page.keyboard.type(query);
  await shows(page, `an answer to ${query}`, (got) => got.text === query && !got.busy && got.rows.every(Boolean));
}

/** Opens the box with nothing in it. */
async function empty(page) {
  if ((await look(page)).open) await page.evaluate(() => document.querySelector('.find input').select());
  else await page.click('.search');
  await page.keyboard.press('Backspace'); // what was in it is selected
  await shows(page, 'the box is empty', (got) => got.open && got.text === '' && !got.busy);
}

const loaded = (page) => page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name).filter((name) => /search/.test(name)));

export async function search(stage) {
  for (const mode of stage.ways('http', 'http-subpath', 'http-intranet', 'file')) await opening(stage, mode);
  for (const mode of ['http', 'file']) {
    await byKeyboard(stage, mode);
    await terms(stage, mode);
    await failing(stage, mode);
    await without(stage, mode);
  }
  await past(stage);
  await onItsPage(stage);
  await oddWords(stage);
  await reading(stage);
  await policy(stage);
  if (stage.alone()) await early(stage); // held-up requests are Chromium's
}

async function opening(stage, mode) {
  await stage.on({ ...course, mode }, 'the search opens by its link, by / and by Ctrl-K, and finds pages', async (page) => {
    assert.deepEqual(await loaded(page), [], 'nothing of it is loaded before');
    for (const open of [
      () => page.click('.search'),
      () => page.keyboard.press('/'),
      async () => {
        await page.keyboard.down('Control');
        await page.keyboard.press('k');
        await page.keyboard.up('Control');
      },
    ]) {
      await page.focus('.brand');
      await open();
      await shows(page, 'it opens', (got) => got.open && got.typing && got.text === '');
      await page.keyboard.press('Escape');
      await shows(page, 'Escape closes it', (got) => !got.open);
      assert.ok(await page.evaluate(() => document.activeElement.matches('.brand, .search')), 'the focus is back');
    }
    await ask(page, 'batna');
    await shows(page, 'the term and pages that use it', (got) => got.cards[0] === 'BATNA' && /^\d+ results$/.test(got.said) && got.rows.includes('glossary/batna') && got.kinds.length > 1);
    await page.keyboard.type(' /');
    assert.equal((await look(page)).text, 'batna /', 'the key / writes');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await shows(page, 'the answer is back', (got) => got.text === 'batna' && got.rows[0]);
    const first = await page.evaluate(() => document.querySelector('[role="option"]').href);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.equal(page.url(), first, 'Enter opens the first result');
  });
}

async function byKeyboard(stage, mode) {
  await stage.on({ ...course, mode }, 'the results by keyboard', async (page) => {
    await ask(page, 'reservation');
    const { rows } = await look(page);
    assert.ok(rows.length >= 3, rows.join());
    const press = async (key, active, words) => {
      await page.keyboard.press(key);
      await shows(page, words, (got) => got.active === active && got.typing);
    };
    await press('ArrowDown', 0, 'Down: the first');
    await press('ArrowDown', 1, 'Down: the second');
    await press('ArrowUp', 0, 'Up: the first');
    await press('ArrowUp', -1, 'Up: the box');
    await press('ArrowUp', rows.length - 1, 'Up: the last there is');
    await press('Home', 0, 'Home: the first');
    await page.keyboard.press('End');
    await shows(page, 'End: the last, and more follow', (got) => got.active >= rows.length - 1);
    await press('Home', 0, 'Home: the first again');
    await press('ArrowDown', 1, 'Down: the second');
    const href = await page.evaluate(() => document.querySelector('[aria-selected="true"]').href);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    assert.equal(page.url(), href, 'Enter opens the active result');
  });
  await stage.on({ ...course, mode }, 'chips choose a kind, and more can be asked for', async (page) => {
    await ask(page, 'deal');
    const before = await page.evaluate(() => {
      const rows = [...document.querySelectorAll('.find [data-page]')].map((row) => row.dataset.page);
      document.querySelector('.find-body > button').click(); // at once: half a second later the best come first
      return rows;
    });
    assert.equal(before.length, 5, 'five at once');
    await shows(page, 'more of them, below', (got) => got.rows.length > 5 && got.rows.every(Boolean) && before.every((row, i) => got.rows[i] === row));
    const [name, count] = await page.evaluate(() => {
      const chip = document.querySelector('.find [aria-pressed="false"]');
      chip.click();
      return chip.textContent.match(/^(.+) (\d+)$/).slice(1);
    });
    await shows(page, `${name} alone`, (got) => got.kinds.join() === name && got.rows.length === Math.min(5, count));
    assert.equal(await page.evaluate(() => document.querySelectorAll('.find [aria-pressed="true"]').length), 1);
  });
}

async function terms(stage, mode) {
  await stage.on({ ...course, mode }, 'what a term means, and how two of them differ', async (page) => {
    await ask(page, 'batna');
    await shows(page, 'the definition', (got) => got.cards.join() === 'BATNA');
    assert.match(await page.evaluate(() => document.querySelector('.find-card').innerText), /best course of action[\s\S]*Not to be confused with\s*reservation value/);
    await page.keyboard.type(' vs reservation value');
    await shows(page, 'both side by side', (got) => got.cards.join() === 'BATNA,reservation value');
    assert.match(await page.evaluate(() => document.querySelector('.find-card').innerText), /How they differ\s*A BATNA is something you would do/);
    const href = await page.evaluate(() => document.querySelector('.find-card a').href);
    await Promise.all([page.waitForNavigation(), page.$eval('.find-card a', (link) => link.click())]); // at once: a moment after the last letter all is drawn again
    assert.equal(page.url(), href);
  });
  await stage.on({ ...course, mode }, 'words that are not used here, or not there at all', async (page) => {
    await ask(page, 'walkaway price');
    await shows(page, 'the word that is used', (got) => got.said.startsWith('Here we say reservation value, not walkaway price.'));
    await empty(page);
    await page.keyboard.type('zzzqqqxxx');
    await shows(page, 'nothing is found', (got) => got.rows.length === 0 && got.said === 'Nothing found for “zzzqqqxxx”.');
    assert.match(await page.evaluate(() => document.querySelector('.find-body > div:last-child a').href), /\/search\.html$/);
  });
}

async function failing(stage, mode) {
  const expected = /search|Failed to load resource/; // the browser says what is missing
  await stage.on({ ...course, mode, lost: /^search\/en\.[a-z]\d.*\.js$/, expected }, 'a search that cannot be loaded says so and offers to try again', async (page) => {
    await page.click('.search');
    await page.keyboard.type('batna');
    await shows(page, 'it says so', (got) => /^Parts of the search could not be loaded.*Reload the page/.test(got.said));
    await Promise.all([page.waitForNavigation(), page.click('.find [role="status"] button')]);
  });
  await stage.on({ ...course, mode, lost: /^search\/en\.box\.js$/, expected }, 'the link leads to the page of everything where the script is missing', async (page) => {
    await Promise.all([page.waitForNavigation(), page.click('.search')]);
    assert.match(page.url(), /\/search\.html$/);
  });
}

async function without(stage, mode) {
  await stage.on({ mode, file: 'de/content/course/everything.html', scripts: false }, 'without JavaScript the link leads to everything from A to Z', async (page, { url }) => {
    await Promise.all([page.waitForNavigation(), page.click('.search')]);
    assert.match(page.url(), /\/de\/search\.html$/);
    await page.goto(url('search.html'), { waitUntil: 'load' });
    const [box, list] = await page.evaluate(() => [document.querySelector('.find').checkVisibility(), document.querySelector('main').innerText]);
    assert.equal(box, false, 'there is no box that does nothing');
    assert.match(list, /anchor[\s\S]*Every construct on one page[\s\S]*Lists[\s\S]*reservation value/);
    assert.doesNotMatch(list, /unfinished/i, 'no draft');
    await Promise.all([page.waitForNavigation(), page.evaluate(() => document.querySelector('.everything a[href$="anchor.html"]').click())]);
    assert.match(page.url(), /\/glossary\/anchor\.html$/);
  });
}

async function past(stage) {
  await stage.on({ ...course, mode: 'http' }, 'searches are remembered and forgotten', async (page) => {
    const list = () => page.evaluate(() => [...document.querySelectorAll('.find [aria-label^="Remove “"]')].map((b) => b.previousSibling.textContent));
    await page.evaluate(() => localStorage.clear());
    await ask(page, 'batna');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'what was only typed is not kept');
    for (const query of ['reservation', 'walk away']) {
      await empty(page);
      await ask(page, query);
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    }
    await empty(page);
    await until(async () => (await list()).join() === 'walk away,reservation', 'both are offered, the last first');
    await page.click('.find [aria-label="Remove “walk away”"]');
    await until(async () => (await list()).join() === 'reservation', 'one is removed');
    await page.evaluate(() => document.querySelector('.find [aria-label="Remove “reservation”"]').previousSibling.click());
    await shows(page, 'one is searched again', (got) => got.text === 'reservation' && got.rows[0]);
    await empty(page);
    await page.click('.find [aria-label="Remove all"]');
    await until(async () => (await list()).length === 0, 'all are removed');
  });
}

async function onItsPage(stage) {
  await stage.on({ ...course, file: 'search.html', mode: 'file' }, 'on its own page the box is there', async (page) => {
    assert.deepEqual(await loaded(page), [], 'nothing of it is loaded before');
    await page.keyboard.press('/');
    await page.keyboard.type('walk away');
    await shows(page, 'results on the page', (got) => got.typing && got.text === 'walk away' && got.rows[0]);
    fail(await tooWide(page));
    await page.keyboard.press('Escape');
    await shows(page, 'Escape empties it', (got) => got.text === '' && got.rows.length === 0);
  });
}

/** Whatever is typed or pasted: no error, and nothing breaks. */
async function oddWords(stage) {
  await stage.on({ ...course, viewport: { width: 320, height: 640 } }, 'odd queries break nothing', async (page) => {
    await page.click('.search');
    await shows(page, 'it opens', (got) => got.open);
    for (const query of ['x'.repeat(10_000), 'deal '.repeat(2_000), '...', '"', '-', '()[]{}*+?\\^$|', '<img src=x onerror=alert(1)><b>', '\u{1f91d}\u{1f3fd}', '\ud83e', 'السعر', '"walk away', '__proto__', ' ']) {
      await page.evaluate((text) => {
        const input = document.querySelector('.find input');
        input.value = text;
        input.dispatchEvent(new Event('input'));
      }, query);
      await shows(page, `an answer to ${query.slice(0, 20)}`, (got) => !got.busy);
      const wide = await page.evaluate(() => [...document.querySelectorAll('.find, .find-body')].filter((e) => e.scrollWidth > e.clientWidth).length);
      assert.equal(wide, 0, `nothing is too wide at ${query.slice(0, 20)}`);
      assert.equal((await look(page)).said.includes('Only the first 300'), query.length > 300);
    }
    assert.equal(await page.evaluate(() => document.querySelectorAll('.find :is(img, script)').length), 0);
  });
}

async function reading(stage) {
  for (const [site, file, query] of [['course', course.file, 'batna vs reservation value'], ['site', 'de/content/course/everything.html', 'Anker'], ['site', 'ar/content/course/everything.html', 'المرساة']]) {
    await stage.on({ site, file }, 'the search is readable for everybody', async (page) => {
      for (const state of [{ width: 1440, scheme: 'light' }, { width: 320, scheme: 'dark' }]) {
        await put(page, stage.name, state);
        for (const words of ['', query, 'zzzqq']) {
          await empty(page);
          await ask(page, words);
          if (words === query) await page.keyboard.press('ArrowDown');
          fail([...(await axe(page)), ...(await tooWide(page))].map((f) => `${f} [${state.scheme}, ${state.width} px, ${JSON.stringify(words)}]`));
          await page.keyboard.press('Escape');
        }
      }
    });
  }
  await stage.on({ ...course, viewport: phoneSize }, 'on a phone the search fills the window', async (page) => {
    await ask(page, 'batna');
    const box = await page.evaluate(() => document.querySelector('.find').getBoundingClientRect().toJSON());
    const width = await page.evaluate(() => innerWidth);
    assert.ok(box.left === 0 && box.top === 0 && box.width >= width - 16 && Math.abs(box.height - 740) < 1, JSON.stringify(box));
    await page.click('.find > button');
    await shows(page, 'its button closes it', (got) => !got.open);
  });
  if (!stage.alone()) return; // Firefox's protocol emulates none of these
  await stage.on(course, 'the search shows with forced colours', async (page) => {
    await ask(page, 'batna');
    await page.keyboard.press('ArrowDown');
    const client = await page.createCDPSession();
    await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
    assert.deepEqual(await page.evaluate(() => ['.find input', '[aria-selected="true"]', '.find [aria-pressed="true"]'].map((s) => getComputedStyle(document.querySelector(s)).outlineStyle)), ['solid', 'solid', 'solid']);
  });
}

/** Which scripts the search may add: shards under its own top. */
async function policy(stage) {
  for (const mode of ['http-subpath', 'file']) {
    await stage.on({ mode }, 'no script but a shard can be added for the search', async (page) => {
      const allowed = await page.evaluate(() => ['../../course.en.js', '../../search/en.js', '../../search/en.1-a.js', '../../search/x/en.js', '../../search/en.js?x', '../../search/en.js#x', '../../search/%2e%2e/x.js',
        '../../research/en.js', '../../de/search/en.js', '../../../search/en.js', '../../search/.js/../../x.js', 'https://example.org/search/en.js', '../../search.js', '../../course.js', '../../de/course.de.js', '../../course..js', '../../assets/course.en.js'].filter((address) => {
        try {
          return window.parley.scriptURL(address);
        } catch {
          return false;
        }
      }));
      assert.deepEqual(allowed, ['../../course.en.js', '../../search/en.js', '../../search/en.1-a.js']);
    });
  }
}

async function early(stage) {
  await stage.on(course, 'the box takes words while what answers is still loading', async (page) => {
    await page.setRequestInterception(true);
    const held = [];
    page.on('request', (request) => (/search/.test(request.url()) ? held.push(request) : request.continue()));
    await page.click('.search');
    await page.keyboard.type('batna');
    assert.equal((await look(page)).text, 'batna');
    await until(() => held.length > 0, 'the script is asked for');
    page.on('request', () => held.shift()?.continue());
    while (held.length) await held.shift().continue();
    await until(async () => {
      while (held.length) await held.shift().continue();
      return (await look(page)).rows.includes('glossary/batna');
    }, 'the answer to what was typed comes');
  });
}
