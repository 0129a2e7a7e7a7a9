// Two courses on one origin do not meet.
import assert from 'node:assert/strict';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startModes } from '../lib/modes.mjs';
import { openPage, until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { add, answer, drawn, known, press, rows, says, visit, wipe, wordsOf } from './own.mjs';

export async function sites(stage) {
  const both = await together(stage);
  try {
    for (const name of ['http', 'file']) await meeting(stage, both.modes.find((mode) => mode.name === name));
  } finally {
    await both.server.close();
  }
}

/** Both test sites below one address. */
async function together(stage) {
  const dir = join(stage.work, `both-${stage.name}`);
  for (const name of ['course', 'site']) await cp(stage.site(name).dir, join(dir, name), { recursive: true });
  return startModes({ dir, path: '' });
}

async function meeting(stage, mode) {
  await stage.report.test(`course and site · ${mode.name} · ${stage.name}`, 'two courses on one origin do not meet', async () => {
    const opened = [await openPage(stage.browser), await openPage(stage.browser)];
    const [one, two] = opened.map(({ page }) => page);
    for (const { expect } of opened) expect(mode.inside);
    try {
      await visit(one, mode, 'course/record.html');
      await wipe(one, drawn);
      await visit(two, mode, 'site/record.html');
      const ids = await Promise.all([one, two].map((page) => page.evaluate(() => window.parley.record.site)));
      assert.notEqual(ids[0], ids[1]);

      // The same question, by name, in both.
      assert.deepEqual(await add(one, answer('one')), { count: 1 });
      assert.deepEqual(await add(two, answer('two'), answer('two')), { count: 2 });
      await one.evaluate(() => window.parley.record.draft.set('x', 'of one'));
      assert.equal(await two.evaluate(() => window.parley.record.draft.get('x')), undefined);
      assert.deepEqual([await wordsOf(one), await wordsOf(two)], [['one'], ['two', 'two']]);
      const devices = await Promise.all([one, two].map(async (page) => (await known(page))[0].dev));
      assert.notEqual(devices[0], devices[1], 'nor does a number tell that both are one browser');
      if (mode.name === 'http') {
        const bases = (await rows(one)).map(([[base]]) => base).sort();
        assert.deepEqual(bases, [ids[0], ids[1], ids[1]].map((id) => `parley:${id}`).sort());
      }

      await refuses(stage, one, two);
      await press(two, 'Erase this record …');
      await Promise.all([two.waitForNavigation(), press(two, 'Erase for good')]);
      await drawn(two);
      await until(async () => (await wordsOf(two)).length === 0, 'the one is erased');
      await one.reload({ waitUntil: 'load' });
      await drawn(one);
      assert.deepEqual(await wordsOf(one), ['one'], 'and the other is as it was');
      assert.equal(await one.evaluate(() => window.parley.record.draft.get('x')), 'of one');
      for (const { take } of opened) fail(await take());
    } finally {
      for (const { close } of opened) await close();
    }
  });
}

/** My file of one course is refused by the other, by name. */
async function refuses(stage, from, to) {
  const text = [
    { name: 'Another course', parley: 'record', saved: '2026-01-01T00:00:00Z', site: await from.evaluate(() => window.parley.record.site), v: 1 },
    ...(await known(from)),
  ].map((line) => JSON.stringify(line) + '\n').join('');
  const path = join(stage.work, `foreign-${stage.name}.parley.jsonl`);
  await writeFile(path, text);
  await to.evaluate(() => (document.getElementById('_file').onclick = null)); // no picker of the browser's
  await (await to.waitForSelector('#_file')).uploadFile(path);
  await says(to, /Another course[^]*belongs to another course|belongs to another course[^]*Another course/);
  assert.deepEqual(await wordsOf(to), ['two', 'two'], 'nothing of it was added');
}
