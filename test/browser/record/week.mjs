// A learner's week: answer, close, come back, the course is updated, move to another
// browser by file, wipe the first. Nothing is lost.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { launch } from '../lib/browsers.mjs';
import { copySite, parley } from '../lib/fixture.mjs';
import { startModes } from '../lib/modes.mjs';
import { openPage, until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { known, press, questions, says, visit, wipe, wordsOf } from './own.mjs';

const run = promisify(execFile);

/**
 * Plays the week from one browser to the other over http, and in each from a disk.
 * With keep, a folder, the files saved over http stay there: those of each released
 * version become fixtures in site/record/testdata.
 */
export async function week(report, names, work, keep) {
  const ways = [['http', names[0], names.at(-1)]];
  if (names.length > 1) ways.push(['http', names.at(-1), names[0]]);
  for (const name of names) ways.push(['file', name, name]);
  for (const [mode, from, to] of ways) {
    await report.test(`site · ${mode} · ${from} to ${to}`, "a learner's week: nothing is lost", () => play(join(work, `week-${mode}-${from}`), mode, from, to, mode === 'http' && keep), 900);
  }
}

async function play(folder, modeName, from, to, keep) {
  const dirs = { source: join(folder, 'source'), built: join(folder, 'built'), downloads: join(folder, 'downloads'), secret: join(folder, 'site.secret'), keep };
  await mkdir(dirs.downloads, { recursive: true });
  await copySite(dirs.source);
  await writeFile(join(dirs.source, 'exercises/moving.md'), moving(''));
  await run(parley, ['codes', '--new-secret', dirs.secret]);
  await build(dirs);
  const { server, modes } = await startModes({ dir: dirs.built, path: '' });
  const mode = modes.find(({ name }) => name === modeName);
  const person = new Person(mode, dirs, join(folder, 'profile'));
  try {
    const text = await firstBrowser(person, from);
    const more = await secondBrowser(new Person(mode, dirs, join(folder, 'other')), to, text);
    await wiped(person, from, text, more);
  } finally {
    await server.close();
  }
}

const moving = (was) => `---\ntitle: A page that moves\n${was}---\nOne question.\n\n::: quiz one\n### What is the first number? {#stays}\n= anchor\nwhy: It pulls.\n:::\n`;

const build = ({ source, built, secret }) => run(parley, ['build', '--source', source, '--out', built, '--secret-file', secret]);

/** One question is another, one is gone, and a page has moved. */
async function update(dirs) {
  const path = join(dirs.source, questions.replace('.html', '.md'));
  const text = await readFile(path, 'utf8');
  const next = text
    .replace('### What is the first number on the table called? {#text}', '### What is the first price on the table called? {#text}')
    .replace(/### Fill the gaps \{#gaps\}[^]*?(?=### )/, '');
  assert.ok(!next.includes('{#gaps}') && next.includes('first price'));
  await writeFile(path, next);
  await mkdir(join(dirs.source, 'exercises/later'), { recursive: true });
  await rename(join(dirs.source, 'exercises/moving.md'), join(dirs.source, 'exercises/later/moved.md'));
  await writeFile(join(dirs.source, 'exercises/later/moved.md'), moving('was: exercises/moving\n'));
  await build(dirs);
}

/** Somebody with a browser, which they start and close. */
class Person {
  constructor(mode, dirs, profile) {
    Object.assign(this, { mode, dirs, profile });
  }

  /** A sitting: the browser is started on a day, counted from today, and closed after it. */
  async sits(name, day, what) {
    const browser = await launch(name, { profile: this.profile, downloads: this.dirs.downloads });
    try {
      const opened = await openPage(browser);
      opened.expect(this.mode.inside);
      await opened.page.setViewport({ width: 1440, height: 900 });
      await opened.page.evaluateOnNewDocument(onDay, day * 86_400_000);
      await what(opened.page, (file) => visit(opened.page, this.mode, file));
      fail(await opened.take());
    } finally {
      await browser.close();
    }
  }
}

// The clock stands on another day, and files come as downloads, as in most browsers.
function onDay(ahead) {
  delete window.showSaveFilePicker;
  delete window.showOpenFilePicker;
  const Real = Date;
  window.Date = class extends Real {
    constructor(...at) {
      super(...(at.length ? at : [Real.now() + ahead]));
    }

    static now() {
      return Real.now() + ahead;
    }
  };
}

/** Types an answer, or takes the first, says how sure one is where that is asked, and checks. */
async function answers(page, id, words, verdict) {
  await page.evaluate((item, texts) => {
    const at = document.getElementById(item);
    const inputs = [...at.querySelectorAll('fieldset input[type=text]')];
    for (const [i, input] of inputs.entries()) {
      input.value = texts[i];
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
    at.querySelector('.options input')?.click();
    at.querySelector('.sure input')?.click();
    at.querySelector('.buttons button').click();
  }, id, words);
  await says(page, verdict, `#${id} .outcome`);
  await says(page, /^Kept\.$/, `#${id} .kept`);
}

const right = /^\S*\s*That is right\./;

/** The days in the first browser; the text of My file as it was at the end. */
async function firstBrowser(person, name) {
  const onDisk = person.mode.name === 'file';
  let text;
  await person.sits(name, -6, async (page, go) => {
    await go(questions);
    await answers(page, 'text', ['anchor'], right);
    await answers(page, 'gaps', ['batna', 'value'], right);
    await answers(page, 'number', ['12'], /Not right/);
    await go('exercises/moving.html');
    await answers(page, 'stays', ['anchor'], right);
    if (onDisk) text = await saves(person, page, go);
  });
  await person.sits(name, -4, async (page, go) => {
    if (onDisk) await opens(person, page, go, text, /with 4 entries|4 answers/);
    await go(questions);
    await says(page, /^Answered on .*: right\.$/, '#text .kept');
    await says(page, /^Answered on .*: not right\.$/, '#number .kept');
    await answers(page, 'number', ['350'], right);
    assert.deepEqual((await wordsOf(page)).sort(), ['12', '350', 'anchor', 'anchor', 'batna', 'value']);
    text = await saves(person, page, go);
  });
  await kept(person, `${name}-before`, text);
  await update(person.dirs);
  await person.sits(name, -2, async (page, go) => {
    if (onDisk) await opens(person, page, go, text, /5 answers/);
    await updated(page, go);
    await go(questions);
    await answers(page, 'meaning', [], /Not right/);
    text = await saves(person, page, go);
  });
  assert.equal(lines(text).length, 6, 'the file holds every answer');
  await kept(person, `${name}-after`, text);
  return text;
}

/** Lays a file beside others that become fixtures. */
async function kept({ dirs: { keep } }, name, text) {
  if (keep) await writeFile(join(keep, `${name}.parley.jsonl`), text);
}

/** What a course that was updated says of what was done before. */
async function updated(page, go) {
  await go(questions);
  await says(page, /^This question has changed since you answered on /, '#text .kept');
  await says(page, /^Answered on .*: right\.$/, '#number .kept');
  assert.ok(!(await page.$('#gaps')), 'the question is gone');
  await go('exercises/later/moved.html');
  await says(page, /^Answered on .*: right\.$/, '#stays .kept');
  await go('progress.html');
  await page.evaluate(() => document.querySelectorAll('.app details').forEach((details) => (details.open = true)));
  await says(page, /has changed since you answered|changed since/i);
  await says(page, /no longer in the course[^]*gaps/);
}

/** Saves My file by its button, and reads what came as a download. */
async function saves(person, page, go) {
  const { downloads } = person.dirs;
  for (const old of await readdir(downloads)) await rm(join(downloads, old));
  await go('record.html');
  await page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      window.lastFile = blob.text();
      return make.call(URL, blob);
    };
  });
  await press(page, 'Save my file');
  await until(() => page.evaluate(() => {
    // Before its first file a browser asks a question.
    if (document.querySelector('.app .ask')) [...document.querySelectorAll('.app button')].find((button) => button.textContent === 'Yes').click();
    return !!window.lastFile;
  }), 'a file is made');
  const text = await page.evaluate(() => window.lastFile);
  if (page.browser().protocol !== 'webDriverBiDi') {
    const whole = async () => (await readdir(downloads)).find((file) => file.endsWith('.parley.jsonl'));
    await until(async () => !!(await whole()) && (await readFile(join(downloads, await whole()), 'utf8')) === text, 'the download holds it');
  }
  return text;
}

/** Deletes the answer with these words. */
async function deletes(person, page, go, words) {
  await go('progress.html');
  // This page, opened again, notes which pages were opened since: it draws itself anew.
  if (person.mode.name === 'http') await until(async () => (await known(page)).some(({ t }) => t === 'read'), 'pages that were opened are noted');
  await until(() => page.evaluate((text) => {
    for (const details of document.querySelectorAll('.history details')) details.open = true;
    const button = [...document.querySelectorAll('.history li button')].find((one) => one.ariaLabel?.includes(`“${text}”`));
    const line = button?.closest('li');
    button?.click();
    line?.querySelector('.danger').click();
    return !!line;
  }, words), 'it can be deleted');
  await until(async () => !(await wordsOf(page)).includes(words), 'it is deleted');
}

/** Opens My file: a preview first, and nothing is added before it is asked for. */
async function opens(person, page, go, text, preview, button = 'Add it') {
  const path = join(person.dirs.downloads, '..', 'mine.parley.jsonl');
  await writeFile(path, text);
  await go('record.html');
  const before = (await known(page)).length;
  await (await page.waitForSelector('#_file')).uploadFile(path);
  await says(page, preview, '.preview');
  assert.equal((await known(page)).length, before);
  await press(page, button);
  await says(page, /Done: /, '.preview');
}

const lines = (text) => text.trim().split('\n').slice(1, -1).map((line) => JSON.parse(line)).sort((a, b) => (a.id < b.id ? -1 : 1));
const sorted = async (page) => (await known(page)).sort((a, b) => (a.id < b.id ? -1 : 1));

/** Goes on in another browser, and deletes an answer there; the text of My file at the end. */
async function secondBrowser(person, name, text) {
  let more;
  await person.sits(name, -1, async (page, go) => {
    await opens(person, page, go, text, /with 6 entries[^]*6 answers/);
    assert.deepEqual(await sorted(page), lines(text), 'every entry came over as it was');
    await updated(page, go);
    await go(questions);
    await answers(page, 'text', ['an anchor'], right);
    await deletes(person, page, go, '12');
    more = await saves(person, page, go);
    assert.deepEqual(lines(more).map(({ t }) => t).filter((t) => t !== 'read').sort(), [...Array(6).fill('answer'), 'delete']);
    await kept(person, `${name}-second`, more);
  });
  if (person.mode.name === 'file') return more; // there it lasts as long as the tab
  await person.sits(name, 0, async (page, go) => {
    await go(questions);
    assert.deepEqual(await sorted(page), lines(more), 'it is kept there, too');
    await says(page, /^Answered on .*: right\.$/, '#text .kept');
  });
  return more;
}

/** The first browser loses everything; the files bring it back, and what was deleted stays away. */
async function wiped(person, name, text, more) {
  await person.sits(name, 0, async (page, go) => {
    await go(questions);
    await wipe(page);
    assert.deepEqual(await known(page), []);
    await opens(person, page, go, text, /with 6 entries[^]*6 answers/);
    assert.deepEqual(await sorted(page), lines(text));
    await updated(page, go);
    await opens(person, page, go, more, new RegExp(`with ${lines(more).length} entries`));
    assert.deepEqual(await sorted(page), lines(more));
    await opens(person, page, go, text, /Everything in it is here already/, 'Take it as my saved file');
    assert.deepEqual(await sorted(page), lines(more));
  });
}
