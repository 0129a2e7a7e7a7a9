// Reading: contents, copying, printing, without scripts, with other settings.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { phoneSize } from './index.mjs';

export async function reading(stage) {
  await contents(stage);
  await copying(stage);
  await withoutScripts(stage);
  if (stage.alone()) await settings(stage); // Firefox's protocol emulates none of these
}

async function contents(stage) {
  await stage.on({}, 'the contents mark the section that is read', async (page) => {
    const marked = () => page.evaluate(() => document.querySelector('.toc [aria-current]')?.hash ?? '');
    for (const id of ['tables', 'code', 'lists']) {
      await page.evaluate((i) => document.getElementById(i).scrollIntoView({ behavior: 'instant' }), id);
      await until(async () => (await marked()) === `#${id}` || `marked is ${await marked()}`, `the contents mark #${id}`);
    }
    await page.click('.toc a[href="#code"]');
    await until(() => page.evaluate(() => Math.abs(document.getElementById('code').getBoundingClientRect().top) < 120), 'the link leads to its heading');
    assert.ok(await page.evaluate(() => document.getElementById('code').getBoundingClientRect().top >= document.querySelector('.top').getBoundingClientRect().bottom - 1), 'the heading stands below the header');
  });
}

async function copying(stage) {
  await stage.on({}, 'code is copied by a button', async (page, mode) => {
    if (stage.chromium) await stage.browser.defaultBrowserContext().overridePermissions(new URL(mode.base).origin, ['clipboard-sanitized-write', 'clipboard-read']);
    const words = await page.evaluate(() => document.querySelector('.copy').textContent);
    await page.evaluate(() => document.querySelector('.copy').scrollIntoView({ block: 'center', behavior: 'instant' }));
    await page.click('.copy');
    await until(() => page.evaluate((w) => document.querySelector('.copy').textContent !== w, words), 'the button says that it copied');
    if (!stage.chromium) return; // Firefox asks before it lets a page read the clipboard
    const [copied, code] = await page.evaluate(async () => [await navigator.clipboard.readText(), document.querySelector('.code pre').textContent]);
    assert.equal(copied, code);
  });
  await stage.on({ mode: 'http-intranet' }, 'no copy button stands where there is no clipboard', async (page) => {
    assert.equal(await page.evaluate(() => isSecureContext), false, 'the intranet mode is not a secure context');
    assert.equal(await page.evaluate(() => document.querySelectorAll('.copy').length), 0);
  });
}

async function withoutScripts(stage) {
  for (const mode of ['http', 'file']) {
    await stage.on({ mode, file: 'index.html', scripts: false }, 'one can get everywhere without JavaScript', async (page) => {
      const follow = async (selector, lands) => {
        await Promise.all([page.waitForNavigation(), page.click(selector)]);
        assert.match(page.url(), lands);
      };
      await follow('.sections a[href*="course/index"]', /content\/course\/index\.html$/);
      await follow('main a[href$="everything.html"]', /everything\.html$/);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.scheme ?? 'none'), 'none', 'no script has run');
      assert.equal(await page.evaluate(() => document.querySelector('.prose').checkVisibility()), true);
      await follow('.pager .next', /long\.html$/);
      await follow('.crumbs a[href*="index"]:not([href*="course"])', /(^|\/)index\.html$/);
    });
  }
}

async function settings(stage) {
  const hidden = (page, selectors) => page.evaluate((all) => all.filter((s) => [...document.querySelectorAll(s)].some((e) => e.checkVisibility())), selectors);
  for (const file of ['content/course/print.html', 'content/course/everything.html']) {
    await stage.on({ file, before: (page) => page.emulateMediaType('print') }, 'print shows the text alone', async (page) => {
      assert.deepEqual(await hidden(page, ['header.top', '.side', '.toc', '.toc-phone', '.crumbs', '.pager', '.skip', '.copy', '.actions', '.no-print']), []);
      assert.ok(await page.evaluate(() => document.querySelector('main').innerText.length > 500));
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor !== 'rgb(23, 25, 27)'), true, 'on white paper');
    });
  }
  await stage.on({ before: (page) => page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]) }, 'nothing moves where motion is not wanted', async (page) => {
    const moving = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('*')]
      .filter((e) => {
        const s = getComputedStyle(e);
        return s.scrollBehavior === 'smooth' || s.transitionDuration.split(', ').some((d) => parseFloat(d) > 0.01) || (s.animationName !== 'none' && parseFloat(s.animationDuration) > 0.01);
      }).map((e) => e.localName + '.' + e.className));
    assert.deepEqual(moving, []);
  });
  for (const scheme of ['light', 'dark']) {
    for (const file of ['index.html', 'content/course/everything.html']) {
      await stage.on({
        file,
        viewport: file === 'index.html' ? { width: 1440, height: 900 } : phoneSize,
        before: async (page) => {
          const client = await page.createCDPSession(); // page.emulateMediaFeatures refuses forced-colors
          await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: scheme }] });
        },
      }, `icons and pictures stay with forced colours (${scheme})`, async (page) => {
        assert.equal(await page.evaluate(() => matchMedia('(forced-colors: active)').matches), true);
        assert.deepEqual(await page.evaluate(lostIcons), []);
      });
    }
  }
}

// Runs in the page: drawings whose strokes and fills all have the colour of the ground they stand on.
function lostIcons() {
  const ground = (e) => {
    for (let p = e; p; p = p.parentElement) {
      const c = getComputedStyle(p).backgroundColor;
      if (c !== 'rgba(0, 0, 0, 0)' && c !== 'transparent') return c;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  const lost = [];
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.checkVisibility()) continue;
    const paper = ground(svg.parentElement);
    const shapes = [...svg.querySelectorAll('path, circle, rect, line, text, polygon, ellipse')].filter((s) => s.checkVisibility());
    const seen = shapes.some((s) => {
      const style = getComputedStyle(s);
      const shows = (c) => c !== 'none' && c !== paper && c !== 'rgba(0, 0, 0, 0)';
      return shows(style.fill) || (shows(style.stroke) && parseFloat(style.strokeWidth) > 0);
    });
    if (!seen) lost.push(svg.parentElement.localName + '.' + svg.parentElement.className);
  }
  return lost;
}
