// What a person can do on the pages, tried in a real browser.
import { launch } from '../lib/browsers.mjs';
import { openPage } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { keyboard } from './keyboard.mjs';
import { moving } from './moving.mjs';
import { phone } from './phone.mjs';
import { preview } from './preview.mjs';
import { reading } from './reading.mjs';
import { scheme } from './scheme.mjs';

/** Tries everything in one browser. */
export async function behaviours(report, browser, name, sites, work) {
  const stage = new Stage(report, browser, name, sites, work);
  try {
    for (const group of [scheme, phone, keyboard, reading, moving, preview]) await group(stage);
  } finally {
    await stage.close();
  }
}

/** Stage opens pages for the tests. */
class Stage {
  constructor(report, browser, name, sites, work) {
    Object.assign(this, { report, browser, name, work });
    this.chromium = name === 'chromium';
    this.site = (wanted) => sites.find((s) => s.name === wanted);
  }

  /** A browser that can be told to run no scripts: Firefox only as a whole, from its start. */
  async scriptless() {
    if (this.chromium) return this.browser;
    return (this.second ??= launch('firefox', { 'javascript.enabled': false }));
  }

  async close() {
    await (await this.second)?.close();
  }

  /**
   * Runs a test on a fresh page. at is { site, mode, file } and may have
   * viewport, and before(page), which runs ahead of loading; missing says that
   * the page is a 404.
   */
  async on(at, what, run) {
    const site = this.site(at.site ?? 'site');
    const mode = site.served.modes.find((m) => m.name === (at.mode ?? 'http'));
    const file = at.file ?? 'content/course/everything.html';
    await this.report.test(`${site.name}/${file} · ${mode.name} · ${this.name}`, what, async () => {
      const opened = await openPage(at.scripts === false ? await this.scriptless() : this.browser);
      try {
        opened.expect(mode.inside, at.missing);
        await opened.page.setViewport(at.viewport ?? { width: 1440, height: 900 });
        if (at.scripts === false && this.chromium) await opened.page.setJavaScriptEnabled(false);
        await at.before?.(opened.page);
        await opened.page.goto(mode.url(file), { waitUntil: 'load' });
        await run(opened.page, mode);
        fail(await opened.take());
      } finally {
        await opened.close();
      }
    });
  }
}

/** The width and height of a phone. */
export const phoneSize = { width: 360, height: 740 };
