// What a page costs on the way: a figure, printed and not asserted.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from './browsers.mjs';
import { openPage } from './observe.mjs';

const pages = { course: ['content/framework/prepare/know-your-limit.html', 'index.html', 'glossary/index.html', 'glossary/batna.html'], site: ['content/course/everything.html'] };

/** Prints requests and gzip -9 bytes of some pages, the icon included. */
export async function weigh(sites) {
  const browser = await launch('chromium');
  console.log('\npage                                       requests   all gz    js gz   css gz  html gz');
  try {
    for (const site of sites) {
      const mode = site.served.modes[0];
      for (const file of pages[site.name] ?? []) {
        const opened = await openPage(browser);
        await opened.page.goto(mode.url(file), { waitUntil: 'networkidle0' });
        const icon = await opened.page.evaluate(() => document.querySelector('link[rel=icon]')?.href);
        const asked = new Set([...opened.requests, icon].filter((u) => u?.startsWith(mode.base)));
        const sizes = { all: 0, js: 0, css: 0, html: 0 };
        for (const url of asked) {
          const path = decodeURIComponent(url.slice(mode.base.length).split('#')[0]);
          const size = gzipSync(await readFile(join(site.dir, path)), { level: 9 }).length;
          const kind = path.split('.').at(-1);
          sizes.all += size;
          if (kind in sizes) sizes[kind] += size;
        }
        const kb = (n) => (n / 1024).toFixed(2).padStart(8);
        console.log(`${`${site.name}/${file}`.padEnd(44)}${String(asked.size).padStart(7)} ${kb(sizes.all)} ${kb(sizes.js)} ${kb(sizes.css)} ${kb(sizes.html)}  KB`);
        await opened.close();
      }
    }
  } finally {
    await browser.close();
  }
  return 0;
}
