// Browsers are killed right after the page said that an answer is kept.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { launch } from '../lib/browsers.mjs';
import { openPage, until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { questions, rows, troubleOf, visit, wordsOf } from './own.mjs';

const run = promisify(execFile);

/** Kills one browser 100 times, or once where it must be quick. */
export async function kills(report, name, sites, work) {
  const times = report.audit ? 100 : 1;
  const site = sites.find((s) => s.name === 'site');
  const mode = site.served.modes.find((m) => m.name === 'http');
  if (name === 'chromium') await damaged(report, mode, work);
  await report.test(`site/${questions} · http · ${name}`, `a record outlives kills of its browser right after an answer (${times})`, async () => {
    const profile = join(work, `killed-${name}`);
    await mkdir(profile);
    let told = []; // what the page said is kept
    let copied = []; // what of it lies on the disk twice
    let gone = 0; // what no copy could bring back
    let broken = false;
    for (let time = 0; time <= times; time++) {
      const browser = await launch(name, { profile });
      const tree = await processes(browser.process().pid);
      try {
        const opened = await openPage(browser, mode.inside);
        await visit(opened.page, mode, questions);
        // Chromium may begin another database: see damaged. It brings the copy to the disk within seconds.
        if ((await troubleOf(opened.page)) === 'restored') {
          assert.equal(name, 'chromium');
          console.log(`  after kill ${time} the database was broken; of ${told.length} answers ${copied.length} had to come back`);
          const words = await wordsOf(opened.page);
          assert.deepEqual(copied.filter((one) => !words.includes(one)), [], 'what lay there twice is back');
          gone += told.length;
          told = told.filter((one) => words.includes(one));
          gone -= told.length;
          broken = true;
        } else {
          assert.equal(await troubleOf(opened.page), undefined);
        }
        await holds(opened.page, told, time, broken);
        fail(await opened.take());
        if (time === times) break;
        const words = `answer ${time}`;
        assert.equal(await answered(opened.page, words, time % 2 === 1), 'Kept.');
        told.push(words);
        if (name === 'chromium' && time % 5 === 0) {
          await onDisk(opened.page, profile);
          copied = [...told];
        }
      } finally {
        await end(browser, [...tree, ...(await processes(browser.process().pid))]);
      }
    }
    assert.equal(told.length + gone, times);
  }, (times + 1) * 120);
}

/** Waits until the copy that the page has made is on the disk. */
async function onDisk(page, profile) {
  const folder = join(profile, 'Default/Local Storage/leveldb');
  await until(() => page.evaluate(() => Object.keys(localStorage).some((key) => /^parley-copy:.*:0-/.test(key))), 'there is a copy');
  const last = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('parley-copy:')).sort((a, b) => Number(b.split('-').at(-1)) - Number(a.split('-').at(-1)))[0]);
  await until(async () => {
    const logs = (await readdir(folder)).filter((file) => file.endsWith('.log'));
    const held = await Promise.all(logs.map((file) => readFile(join(folder, file), 'latin1')));
    return held.some((text) => text.includes(last)) || `not ${last}`;
  }, 'the copy is on the disk', 60_000);
}

/**
 * Chromium writes on behind a write that a crash has cut off, finds that its
 * database is broken when it opens it the next time, and deletes all that a site
 * has in databases.
 */
async function damaged(report, mode, work) {
  await report.test(`site/${questions} · http · chromium`, 'what a broken database has held comes back from the copy', async () => {
    const profile = join(work, 'damaged');
    await mkdir(profile);
    const opening = async (work) => {
      const browser = await launch('chromium', { profile });
      try {
        const { page } = await openPage(browser, mode.inside);
        await visit(page, mode, questions);
        await work(page);
      } finally {
        await browser.close();
      }
    };
    await opening(async (page) => {
      for (const words of ['one', 'two', 'three']) assert.equal(await answered(page, words, false), 'Kept.');
    });
    const folder = join(profile, 'Default/IndexedDB');
    const [base] = (await readdir(folder)).filter((file) => file.startsWith('http_127.0.0.1'));
    const [log] = (await readdir(join(folder, base))).filter((file) => file.endsWith('.log'));
    const bytes = await readFile(join(folder, base, log));
    bytes[bytes.length >> 1] ^= 1;
    await writeFile(join(folder, base, log), bytes);
    await opening(async (page) => {
      assert.equal(await troubleOf(page), 'restored');
      assert.deepEqual((await wordsOf(page)).sort(), ['one', 'three', 'two']);
      assert.equal((await rows(page)).length, 3, 'it is in the database again');
    });
  }, 120);
}

/** Nothing that was told is lost, in the page's view and in the database itself. */
async function holds(page, told, time, broken) {
  const words = await wordsOf(page);
  const lost = told.filter((one) => !words.includes(one));
  if (lost.length) assert.fail(`lost after kill ${time}: ${lost}; the database holds ${JSON.stringify({ events: (await rows(page)).length, profiles: await rows(page, 'profiles'), meta: await rows(page, 'meta') })}`);
  assert.equal(words.filter((one) => told.includes(one)).length, told.length, `doubled after kill ${time}`);
  const events = (await rows(page)).map(([, value]) => value);
  assert.equal(new Set(events.map(({ dev, seq }) => dev + seq)).size, events.length, 'no number is given twice');
  const [[, head] = []] = (await rows(page, 'meta')).filter(([key]) => key.at(-1) === 'head');
  const own = broken ? events.filter(({ dev }) => dev === head.dev) : events; // what has come back is of another head
  if (told.length) assert.equal(head.seq, Math.max(0, ...own.map(({ seq }) => seq)), 'the head stands at the last entry');
}

/**
 * Answers as a person does; done at the moment when the page says so. With
 * `more`, further writes are under way by then.
 */
const answered = (page, words, more) => page.evaluate(async (text, busy) => {
  const item = document.getElementById('text');
  const input = item.querySelector('fieldset input[type=text]');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  item.querySelector('.sure input').click();
  const line = item.querySelector('.kept');
  const said = new Promise((done) => new MutationObserver(() => line.textContent.trim() && done(line.textContent)).observe(line, { childList: true, characterData: true, subtree: true }));
  item.querySelector('.buttons button').click();
  const got = await said;
  const event = { t: 'answer', item: 'exercises/questions#many', hash: '0a0b0c0d', score: 0, chosen: ['under way'] };
  for (let i = 0; busy && i < 20; i++) void window.parley.record.add(event).catch(() => undefined);
  return got;
}, words, more);

/** A process and all that descend from it. */
async function processes(root) {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const all = stdout.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const out = [root];
  for (const pid of out) out.push(...all.filter(([, parent]) => parent === pid).map(([child]) => child));
  return out;
}

/** Kills every process of a browser at once, without a word of warning. */
async function end(browser, pids) {
  const all = [...new Set(pids)];
  for (const pid of all) kill(pid, 'SIGKILL');
  await until(() => all.every((pid) => !kill(pid, 0)) || 'it runs', 'the browser is dead');
  await browser.disconnect();
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false; // it has ended
  }
}
