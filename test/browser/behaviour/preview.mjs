// Live reload: a file is saved, the browser follows.
import assert from 'node:assert/strict';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copySite } from '../lib/fixture.mjs';
import { openPage, until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { serve } from '../lib/serve.mjs';

const path = 'content/course/everything';

export async function preview(stage) {
  const source = join(stage.work, `edited-${stage.name}`);
  await copySite(source);
  const server = await serve('--source', source);
  const opened = await openPage(stage.browser);
  const { page } = opened;
  opened.expect((url) => url.startsWith(server.url));
  const test = (what, run) => stage.report.test(`site/${path}.html · serve · ${stage.name}`, what, run);
  const file = join(source, `${path}.md`);
  const first = await readFile(file, 'utf8');
  try {
    await test('the preview loads without an error', async () => {
      await page.setViewport({ width: 1280, height: 800 });
      await page.goto(`${server.url}${path}.html`, { waitUntil: 'load' });
      await until(() => page.evaluate(() => performance.getEntriesByType('resource').some((e) => e.name.includes('/_parley/events')) || document.querySelector('script[src*="/_parley/preview.js"]') !== null), 'the preview\'s script is loaded');
      fail(await opened.take());
    });
    await test('a saved text appears and the place is kept', async () => {
      await page.evaluate(() => document.getElementById('formulas').scrollIntoView({ behavior: 'instant' }));
      const before = await page.evaluate(() => document.getElementById('formulas').getBoundingClientRect().top);
      await save(file, `${first.replace('## Lists', 'A line that was just written.\n\n## Lists')}\nA last line.\n`);
      await until(() => page.evaluate(() => /A line that was just written[^]*A last line/.test(document.body.innerText)), 'the new text appears');
      await until(async () => {
        const now = await page.evaluate(() => document.getElementById('formulas').getBoundingClientRect().top);
        return Math.abs(now - before) < 3 || `${now} px from the top, before ${before}`;
      }, 'what was read stands where it stood');
      fail(await opened.take());
    });
    await test('a mistake is shown over the page, with its place and a way out', async () => {
      await save(file, first.replace('[its own anchor](#own-anchor)', '[its own anchor](#own-anhcor)'));
      const line = first.split('\n').findIndex((l) => l.includes('[its own anchor]')) + 1;
      await until(() => page.evaluate(() => document.querySelector('parley-preview')?.shadowRoot.querySelector('dialog')?.open === true), 'the overlay opens');
      const words = await page.evaluate(() => document.querySelector('parley-preview').shadowRoot.querySelector('dialog').textContent);
      assert.match(words, new RegExp(`content/course/everything\\.md:${line}:\\d+`), words);
      assert.match(words, /own-anhcor/, words);
      await until(async () => /own-anhcor/.test(server.printed()), 'the terminal says the same');
    });
    await test('the mistake mended, the overlay goes', async () => {
      await save(file, first.replace('## Lists', 'Mended now.\n\n## Lists'));
      await until(() => page.evaluate(() => /Mended now/.test(document.body.innerText) && !document.querySelector('parley-preview')?.shadowRoot.querySelector('dialog')?.open), 'the page is back');
      fail(await opened.take());
    });
    await test('a new page is there at once, and a draft shows', async () => {
      await save(join(source, 'content/course/fresh.md'), '---\ntitle: Fresh\ndraft: true\n---\nA page just begun.\n');
      await until(async () => (await fetch(`${server.url}content/course/fresh.html`)).status === 200, 'the server has the page');
      // The page still open is loading again, since its navigation has changed.
      await until(() => page.evaluate(() => document.querySelector('.side a[href$="fresh.html"]') !== null), 'the navigation shows the new page');
      await page.goto(`${server.url}content/course/fresh.html`, { waitUntil: 'load' });
      assert.ok(await page.evaluate(() => document.querySelector('.draft') !== null), 'it says that it is a draft');
      fail(await opened.take());
    });
  } finally {
    await opened.close();
    await server.stop();
  }
}

/**
 * Saves a file as most editors do, at one blow. A busy machine can take so long to
 * empty and fill one that the preview shows it empty; its own tests save that way.
 */
async function save(file, text) {
  await writeFile(`${file}.tmp~`, text);
  await rename(`${file}.tmp~`, file);
}
