// Browsers are killed right after the page said that an answer is kept.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
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
  await report.test(`site/${questions} · http · ${name}`, `a record outlives kills of its browser right after an answer (${times})`, async () => {
    const profile = join(work, `killed-${name}`);
    await mkdir(profile);
    const told = []; // what the page said is kept
    for (let time = 0; time <= times; time++) {
      const browser = await launch(name, { profile });
      const tree = await processes(browser.process().pid);
      try {
        const opened = await openPage(browser, mode.inside);
        await visit(opened.page, mode, questions);
        await holds(opened.page, told, time);
        fail(await opened.take());
        if (time === times) break;
        const words = `answer ${time}`;
        assert.equal(await answered(opened.page, words, time % 2 === 1), 'Kept.');
        told.push(words);
      } finally {
        await end(browser, [...tree, ...(await processes(browser.process().pid))]);
      }
    }
    assert.equal(told.length, times);
  }, (times + 1) * 120);
}

/** Nothing that was told is lost, in the page's view and in the database itself. */
async function holds(page, told, time) {
  assert.equal(await troubleOf(page), undefined);
  const words = await wordsOf(page);
  const lost = told.filter((one) => !words.includes(one));
  if (lost.length) assert.fail(`lost after kill ${time}: ${lost}; the database holds ${JSON.stringify({ events: (await rows(page)).length, profiles: await rows(page, 'profiles'), meta: await rows(page, 'meta') })}`);
  assert.equal(words.filter((one) => told.includes(one)).length, told.length, `doubled after kill ${time}`);
  const events = (await rows(page)).map(([, value]) => value);
  assert.equal(new Set(events.map(({ dev, seq }) => dev + seq)).size, events.length, 'no number is given twice');
  const [[, head] = []] = (await rows(page, 'meta')).filter(([key]) => key.at(-1) === 'head');
  if (told.length) assert.equal(head.seq, Math.max(...events.map(({ seq }) => seq)), 'the head stands at the last entry');
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
  const said = new Promise((done) => new MutationObserver(() => line.textContent && done(line.textContent)).observe(line, { childList: true, characterData: true, subtree: true }));
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
