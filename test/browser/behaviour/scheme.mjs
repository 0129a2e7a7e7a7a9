// The button for light and dark.
import assert from 'node:assert/strict';

export async function scheme(stage) {
  for (const mode of stage.ways('http', 'http-intranet', 'file')) {
    await stage.on({ mode }, 'the colour scheme chosen holds after a reload', async (page) => {
      const look = () => page.evaluate(() => ({
        scheme: document.documentElement.dataset.scheme,
        paper: getComputedStyle(document.body).backgroundColor,
        label: document.querySelector('.scheme').getAttribute('aria-label'),
      }));
      const press = () => page.click('.scheme');
      const seen = [await look()];
      for (let i = 0; i < 3; i++) {
        await press();
        seen.push(await look());
      }
      assert.deepEqual(seen[3], seen[0], 'the third press leads back to the start');
      assert.equal(new Set(seen.slice(0, 3).map((s) => s.label)).size, 3, 'each state has a label of its own');
      const dark = seen.findIndex((s) => s.scheme === 'dark');
      assert.ok(dark > 0, 'one of the states is dark');
      assert.notEqual(seen[dark].paper, seen.find((s) => s.scheme === 'light').paper, 'dark looks different from light');
      for (let i = 0; i < dark; i++) await press();
      await page.reload({ waitUntil: 'load' });
      assert.deepEqual(await look(), seen[dark], 'dark holds after a reload');
    });
  }
  // A managed browser may refuse storage altogether.
  await stage.on({
    before: (page) => page.evaluateOnNewDocument(() => {
      Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } });
    }),
  }, 'the colour scheme changes where storage is refused', async (page) => {
    const before = await page.evaluate(() => document.documentElement.dataset.scheme);
    await page.click('.scheme');
    assert.notEqual(await page.evaluate(() => document.documentElement.dataset.scheme), before);
  });
}
