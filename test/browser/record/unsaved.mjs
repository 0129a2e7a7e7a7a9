// Where a tab alone keeps the record: what is in no file yet is said, and asked about.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { axe, put, tooWide } from '../lib/visit.mjs';
import { add, answer, downloads, drawn, live, press, questions, says, visit, wipe } from './own.mjs';

export async function unsaved(stage) {
  for (const mode of ['http', 'file']) {
    await saving(stage, mode);
    await asking(stage, mode);
  }
  await elsewhere(stage);
}

/** As with `record: file` in parley.yaml; and the text of what is saved, which comes as a download. */
const before = async (page) => {
  await page.evaluateOnNewDocument(() => {
    new MutationObserver(() => {
      const script = document.querySelector('script[data-site]');
      if (script) script.dataset.record = 'file';
    }).observe(document, { childList: true, subtree: true });
  });
  await downloads(page);
};

const reminded = (page) => until(() => page.evaluate(() => !!document.querySelector('.unsaved')), 'the line is there');
const shows = (page) => page.evaluate(() => document.querySelector('.unsaved').checkVisibility());

async function saving(stage, mode) {
  await stage.on({ file: questions, mode, before }, 'a tab alone keeps the record: what is in no file yet is said, and saved there', async (page) => {
    await live(page);
    await wipe(page);
    await reminded(page);
    assert.equal(await shows(page), false, 'nothing was done yet');
    await add(page, answer('one'), answer('two'));
    await says(page, /^2 entries are in no file yet\.\s+Save my file\s+My file$/, '.unsaved');
    assert.ok(await page.evaluate(() => document.querySelector('.unsaved').getBoundingClientRect().bottom <= innerHeight + 1), 'wherever one is on the page');
    for (const state of [{ width: 1440, scheme: 'light' }, { width: 320, scheme: 'dark' }]) {
      await put(page, stage.name, state);
      fail([...(await axe(page)), ...(await tooWide(page))]);
    }
    await page.evaluate(() => document.querySelector('.unsaved button').click());
    await says(page, /^Save my file\s+My file\s+Handed to the browser as a download: .*\.parley\.jsonl\.$/, '.unsaved');
    assert.match(await page.evaluate(() => window.lastFile), /"one"[^]*"two"[^]*\{"end":2,/);
    await add(page, answer('three'));
    await says(page, /^1 entry is in no file yet\.\s+Save my file\s+My file$/, '.unsaved');
    await Promise.all([page.waitForNavigation(), page.evaluate(() => document.querySelector('.unsaved a').click())]);
    await drawn(page);
  });
}

/** Whether the browser would ask before the tab goes. */
const asks = (page) => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));

async function asking(stage, mode) {
  await stage.on({ file: 'record.html', mode, before }, 'a tab alone keeps the record: under My file the browser asks before it goes', async (page, at) => {
    await drawn(page);
    await wipe(page, drawn);
    assert.equal(await asks(page), false);
    await add(page, answer('one'));
    await until(() => asks(page), 'it asks');
    await page.evaluate(() => document.querySelector('main').click());
    assert.equal(await asks(page), false, 'not where something on the page was pressed just now');
    await until(() => asks(page), 'later it asks again');
    await press(page, 'Save my file');
    await until(async () => !(await asks(page)) && (await page.evaluate(() => window.parley.record.keeper.state.unsaved === 0)), 'it is saved');
    // A click keeps it quiet for a second; the page is opened anew, to see that it is the file.
    await visit(page, at, 'record.html');
    if (mode === 'http' || stage.chromium) assert.equal(await asks(page), false, 'everything is in a file');
    await visit(page, at, questions);
    await add(page, answer('two'));
    assert.equal(await asks(page), false, 'from page to page nobody is asked');
    if (!stage.chromium) return;
    await visit(page, at, 'record.html');
    await page.keyboard.press('Tab'); // only who has done something on a page is asked
    const asked = new Promise((done) => page.once('dialog', (dialog) => done(dialog.type())));
    await page.goto(at.url('index.html'), { waitUntil: 'load' });
    assert.equal(await asked, 'beforeunload');
  });
}

/** Where the browser keeps the record, nobody is reminded. */
async function elsewhere(stage) {
  await stage.on({ file: questions }, 'a browser keeps the record: nobody is reminded of a file at every entry', async (page, mode) => {
    await live(page);
    await wipe(page);
    await add(page, answer('one'));
    assert.equal(await page.evaluate(() => document.querySelectorAll('.unsaved').length), 0);
    await visit(page, mode, 'record.html');
    assert.equal(await asks(page), false);
  });
}
