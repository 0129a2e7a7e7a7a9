// What the tests of the record do on the pages.
import { until } from '../lib/observe.mjs';

/** The page with questions. */
export const questions = 'exercises/questions.html';

export const live = (page) => until(() => page.evaluate(() => document.querySelectorAll('.practice').length > 0 && document.querySelectorAll('.is-live').length === document.querySelectorAll('.practice').length), 'the page is ready');

/** My progress or My file, drawn. */
export const drawn = (page) => until(() => page.evaluate(() => document.querySelector('.app')?.dataset.ready === 'true'), 'the page is drawn');

/** Opens a page of a mode, and waits until it is ready. */
export async function visit(page, mode, file) {
  await page.goto(mode.url(file), { waitUntil: 'load' });
  await (/(^|\/)(progress|record)\.html$/.test(file) ? drawn : live)(page);
}

/** Removes all databases and storages of the page's origin, and loads it again. */
export async function wipe(page, ready = live) {
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((done) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onerror: done }));
    }
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.reload({ waitUntil: 'load' });
  await ready(page);
}

/** An answer to a question of the test site, told apart by its words. */
export const answer = (words, item = 'text') => ({ t: 'answer', item: `exercises/questions#${item}`, hash: '0a0b0c0d', score: 0, chosen: [words] });

/** As a browser does that finds its databases broken and begins others; without the copy, it loses that, too. */
export const lose = (page, copy = true) => page.evaluate(async (too) => {
  for (const { name } of await indexedDB.databases()) await new Promise((done) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onblocked: done }));
  for (const key of Object.keys(localStorage)) if (too && key.startsWith('parley-copy:')) localStorage.removeItem(key);
}, copy);

/** Adds to the record of the page; says the number of its entries, and the trouble if it is rejected. */
export const add = (page, ...events) => page.evaluate(async (list) => {
  try {
    return { count: (await window.parley.record.add(...list)).count };
  } catch (error) {
    return { trouble: error.kind ?? String(error), count: window.parley.record.keeper.state.count };
  }
}, events);

/** All entries that the page knows. */
export const known = (page) => page.evaluate(async () => {
  await window.parley.record.ready;
  return [...window.parley.record.keeper.all().values()].flat();
});

/** The words of the answers that the page knows. */
export const wordsOf = async (page) => (await known(page)).filter(({ t }) => t === 'answer').flatMap(({ chosen }) => chosen);

export const troubleOf = (page) => page.evaluate(async () => {
  await window.parley.record.ready;
  return window.parley.record.keeper.state.trouble?.kind;
});

/** What a store of the databases of the origin holds, read past the product: a list of [key, value]. */
export const rows = (page, store = 'events') => page.evaluate(async (name) => {
  const wait = (request) => new Promise((done, fail) => Object.assign(request, { onsuccess: () => done(request.result), onerror: () => fail(request.error) }));
  const out = [];
  for (const { name: base } of await indexedDB.databases()) {
    const db = await wait(indexedDB.open(base));
    const there = db.transaction(name).objectStore(name);
    const [keys, values] = await Promise.all([wait(there.getAllKeys()), wait(there.getAll())]);
    out.push(...keys.map((key, i) => [[base, key].flat(), values[i]]));
    db.close();
  }
  return out;
}, store);

/** Everything that the page's storages hold, as one text in which bytes are letters. */
export const stored = (page) => page.evaluate(async () => {
  let out = JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
  const wait = (request) => new Promise((done, fail) => Object.assign(request, { onsuccess: () => done(request.result), onerror: fail }));
  for (const { name } of await indexedDB.databases()) {
    const db = await wait(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      for (const value of await wait(db.transaction(store).objectStore(store).getAll())) {
        out += value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : JSON.stringify(value, (_, v) => (v instanceof Uint8Array ? new TextDecoder('latin1').decode(v) : v));
      }
    }
    db.close();
  }
  return out;
});

/** Waits until the page's text fits. */
export const says = (page, pattern, where = 'main') => until(async () => {
  const text = await page.evaluate((s) => document.querySelector(s).innerText, where);
  return pattern.test(text) || text.slice(0, 600);
}, `the page says ${pattern}`);

/** Presses the button with these words. */
export async function press(page, name) {
  await until(() => page.evaluate((text) => {
    const found = [...document.querySelectorAll('.app button')].find((b) => b.checkVisibility() && b.textContent === text);
    found?.click();
    return !!found;
  }, name), `there is a button “${name}”`);
}

/** Browsers without pickers hand files over as downloads; the text of the last is kept for the test. */
export const downloads = (page) => page.evaluateOnNewDocument(() => {
  delete window.showSaveFilePicker;
  delete window.showOpenFilePicker;
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    window.lastFile = blob.text();
    return make.call(URL, blob);
  };
  HTMLAnchorElement.prototype.click = function click() {
    if (!this.download) this.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  };
});
