// The menu on a phone.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { phoneSize } from './index.mjs';

const visible = (page, selector) => page.evaluate((s) => {
  const e = document.querySelector(s);
  return !!e && e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 0;
}, selector);

export async function phone(stage) {
  const viewport = stage.chromium ? { ...phoneSize, isMobile: true, hasTouch: true } : phoneSize;
  for (const file of ['content/course/everything.html', 'ar/content/course/everything.html', 'index.html']) {
    await stage.on({ file, viewport }, 'the menu opens and closes by keyboard', async (page) => {
      assert.equal(await visible(page, '.side a'), false, 'the menu is closed at first');
      await page.focus('.menu-button');
      await page.keyboard.press('Enter');
      await until(() => visible(page, '.side a'), 'Enter opens the menu');
      const box = await page.evaluate(() => document.querySelector('.side').getBoundingClientRect().toJSON());
      assert.ok(box.left >= -0.5 && box.right <= 360.5, `the menu stands in the window: ${JSON.stringify(box)}`);
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => document.activeElement.closest('.side') !== null), 'Tab leads into the menu');
      await page.keyboard.press('Escape');
      await until(async () => !(await visible(page, '.side a')), 'Escape closes the menu');
      assert.ok(await page.evaluate(() => document.activeElement.matches('.menu-button')), 'the button has the focus again');
    });
  }
  for (const file of ['index.html', 'ar/index.html']) {
    await stage.on({ file, viewport }, 'the words of the map stand beside its circles, and inside it', async (page) => {
      const clear = await page.evaluate(() => {
        const map = document.querySelector('.map.narrow svg');
        const box = (e) => e.getBoundingClientRect();
        const labels = [...map.querySelectorAll('.map-node-label, .map-return-label')];
        const circles = [...map.querySelectorAll('.map-node')];
        return labels.length > 1 && circles.length > 0 && labels.every((label) => box(label).left >= box(map).left && box(label).right <= box(map).right)
          && labels.every((label) => circles.every((circle) => box(label).left >= box(circle).right || box(label).top >= box(circle).bottom || box(label).bottom <= box(circle).top));
      });
      assert.ok(clear);
    });
  }
  for (const width of [320, 360]) {
    await stage.on({ viewport: { ...phoneSize, width } }, `the site's name keeps clear of what stands beside it at ${width} px`, async (page) => {
      const [brand, name, next] = await page.evaluate(() => ['.brand', '.brand span', '.brand ~ .languages, .brand ~ .scheme']
        .map((s) => document.querySelector(s).getBoundingClientRect().toJSON()));
      assert.ok(brand.right <= next.left + 0.5, `the brand ends before ${next.left}: ${JSON.stringify(brand)}`);
      const inside = name.right <= brand.right + 0.5 && name.top >= brand.top - 0.5 && name.bottom <= brand.bottom + 0.5;
      assert.ok(inside || name.top >= brand.bottom, `the name is seen whole or not at all: ${JSON.stringify(name)}`);
    });
  }
  await stage.on({ viewport }, 'the menu opens and closes by finger, and leads on', async (page) => {
    const press = (selector) => (stage.chromium ? page.tap(selector) : page.click(selector));
    await press('.menu-button');
    await until(() => visible(page, '.side a'), 'a tap opens the menu');
    const beside = { x: 350, y: 600 };
    await (stage.chromium ? page.touchscreen.tap(beside.x, beside.y) : page.mouse.click(beside.x, beside.y));
    await until(async () => !(await visible(page, '.side a')), 'a tap beside the menu closes it');
    await press('.menu-button');
    await until(() => visible(page, '.side a'), 'a tap opens the menu again');
    await Promise.all([page.waitForNavigation(), press('.side a[href*="glossary/index"]')]);
    assert.match(page.url(), /glossary\/index\.html$/);
    assert.equal(await visible(page, '.side a'), false, 'the menu is closed on the next page');
  });
  await stage.on({ viewport: phoneSize, scripts: false }, 'the menu opens and the page reads without JavaScript', async (page, mode) => {
    await page.click('.menu-button');
    await until(() => visible(page, '.side a'), 'the menu opens');
    await page.goto(mode.url('content/course/everything.html'), { waitUntil: 'load' });
    await page.click('.toc-phone summary');
    await until(() => visible(page, '.toc-phone a'), 'the contents open');
    await page.click('.transcript summary');
    await until(() => visible(page, '.transcript p'), 'the transcript opens');
    assert.ok((await page.evaluate(() => document.querySelector('main').innerText)).length > 1000, 'the text is there');
  });
}
