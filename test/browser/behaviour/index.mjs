// What a person can do on the pages, tried in a real browser.
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startModes } from '../lib/modes.mjs';
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

  /**
   * A site without scripts for a browser that cannot switch them off: Firefox's
   * protocol evaluates nothing once they are off, so there it is a copy of the
   * built site in which every script is empty.
   */
  async scriptless(site) {
    if (this.chromium) return site;
    this.copies ??= new Map();
    if (!this.copies.has(site)) this.copies.set(site, withoutScripts(site, join(this.work, `scriptless-${site.name}`)));
    return this.copies.get(site);
  }

  async close() {
    for (const copy of this.copies?.values() ?? []) await (await copy).served.server.close();
  }

  /**
   * Runs a test on a fresh page. at is { site, mode, file } and may have
   * viewport, and before(page), which runs ahead of loading; missing says that
   * the page is a 404.
   */
  async on(at, what, run) {
    const wanted = this.site(at.site ?? 'site');
    const site = at.scripts === false ? await this.scriptless(wanted) : wanted;
    const mode = site.served.modes.find((m) => m.name === (at.mode ?? 'http'));
    const file = at.file ?? 'content/course/everything.html';
    await this.report.test(`${site.name}/${file} · ${mode.name} · ${this.name}`, what, async () => {
      const opened = await openPage(this.browser);
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

async function withoutScripts(site, dir) {
  await cp(site.dir, dir, { recursive: true });
  for (const file of site.files.filter((f) => f.endsWith('.js'))) await writeFile(join(dir, file), '');
  const copy = { ...site, dir };
  copy.served = await startModes(copy);
  return copy;
}

/** The width and height of a phone. */
export const phoneSize = { width: 360, height: 740 };
