// Getting from page to page: languages, redirects, missing pages.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { serve } from '../lib/serve.mjs';
import { phoneSize } from './index.mjs';

export async function moving(stage) {
  for (const mode of stage.ways('http', 'http-subpath', 'file')) {
    await languages(stage, mode);
    for (const from of ['content/course/former.html', 'content/former-place.html']) {
      await stage.on({ mode, file: from }, 'a former address leads to the page', async (page) => {
        await until(() => /\/content\/course\/long\.html$/.test(page.url()), 'the page lands at its new address');
        await until(() => page.evaluate(() => document.querySelector('article h1') !== null), 'the page is there');
      });
    }
  }
  await stage.on({ site: 'course', file: 'no-such-page.html', missing: true }, 'the page for missing pages helps', async (page) => {
    await helps(page);
    await Promise.all([page.waitForNavigation(), page.click('main a.button')]);
    assert.match(page.url(), /\/(index\.html)?$/);
  });
  await stage.on({ mode: 'http-subpath', file: 'deep/down/no-such-page.html', missing: true }, 'the page for missing pages works at depth where the address is known', helps);
  await missingInPreview(stage);
}

async function languages(stage, mode) {
  await stage.on({ mode, viewport: phoneSize }, 'the language changes, and the page stays', async (page) => {
    const change = async (lang) => {
      await page.click('.languages summary');
      await until(() => page.evaluate((l) => document.querySelector(`.languages a[hreflang=${l}]`).checkVisibility(), lang), 'the list opens');
      await Promise.all([page.waitForNavigation(), page.click(`.languages a[hreflang=${lang}]`)]);
    };
    for (const lang of ['de', 'ar', 'en']) {
      await change(lang);
      assert.ok(page.url().endsWith(`${lang === 'en' ? '' : lang + '/'}content/course/everything.html`), page.url());
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
    }
    await page.click('.languages summary');
    await page.keyboard.press('Escape');
    await until(() => page.evaluate(() => !document.querySelector('.languages').open), 'Escape closes the list');
  });
}

async function helps(page) {
  const look = await page.evaluate(() => ({
    title: document.querySelector('main h1')?.textContent ?? '',
    styled: getComputedStyle(document.querySelector('.top')).position === 'sticky',
    sections: document.querySelectorAll('main a').length,
  }));
  assert.equal(look.styled, true, 'the page has its styles');
  assert.ok(look.title && look.sections > 1, JSON.stringify(look));
}

async function missingInPreview(stage) {
  const server = await serve(...stage.site('site').place);
  try {
    await stage.report.test(`site/a/b/no-such-page · serve · ${stage.name}`, 'the page for missing pages is styled at depth', async () => {
      const page = await stage.browser.newPage();
      try {
        const response = await page.goto(`${server.url}a/b/no-such-page`, { waitUntil: 'load' });
        assert.equal(response.status(), 404);
        await helps(page);
      } finally {
        await page.close();
      }
    });
  } finally {
    await server.stop();
  }
}
