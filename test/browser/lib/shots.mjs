// Pictures of pages, for people to look at.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { launch } from './browsers.mjs';
import { kindOf, onePerKind } from './fixture.mjs';
import { put } from './visit.mjs';

const run = promisify(execFile);

/** Writes one page of each kind at three widths in both schemes, and as printed. */
export async function shoot(sites, folder) {
  await mkdir(folder, { recursive: true });
  const browser = await launch('chromium');
  const page = await browser.newPage();
  let count = 0;
  try {
    for (const site of sites) {
      const mode = site.served.modes[site.path ? 1 : 0];
      for (const file of await onePerKind(site)) {
        if ((await kindOf(site, file)).startsWith('is-redirect')) continue; // it leaves before it is taken
        const name = join(folder, `${site.name}-${file.replace(/\.html$/, '').replaceAll('/', '-')}`);
        await page.goto(mode.url(file), { waitUntil: 'load' });
        for (const width of [360, 768, 1440]) {
          for (const scheme of ['light', 'dark']) {
            await put(page, 'chromium', { width, scheme });
            await page.screenshot({ path: `${name}-${width}-${scheme}.png`, fullPage: true });
            count++;
          }
        }
        await writeFile(`${name}.pdf`, await page.pdf({ preferCSSPageSize: true, format: 'A4' }));
        await run('pdftoppm', ['-r', '60', '-png', '-f', '1', '-l', '3', `${name}.pdf`, `${name}-print`]).catch(() => {}); // the PDF is there all the same
      }
    }
  } finally {
    await browser.close();
  }
  console.log(`${count} pictures in ${folder}`);
  return 0;
}
