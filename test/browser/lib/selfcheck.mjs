// Shows that the harness sees what it is there to see: a page with known faults.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deadLinks, readPages } from './links.mjs';
import { startModes } from './modes.mjs';
import { openPage } from './observe.mjs';
import { states, visit } from './visit.mjs';

const faulty = `<!doctype html>
<html lang="de" dir="rtl"><head><meta charset="utf-8"><title>Faults</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http:">
<link rel="stylesheet" href="faults.css"><script src="faults.js"></script></head>
<body><main><h1>Faults</h1><p class="pale" onclick="1">Too pale.</p><p style="color: red">Inline style.</p>
<div class="wide">Wide</div><img src="missing.png" alt="missing"><img src="http://outside.test/x.png" alt="outside">
<a href="nowhere.html">Dead</a> <a href="#nothing">Dead</a> <a href="../up.html">Dead</a> <a href="folder/">Dead</a></main></body></html>`;

// What must be said about the page, in either browser.
const wanted = [
  /^CSP violation: style-src/, /^CSP violation: script-src/, /^console error: said/, /^console warn/, /^exception: .*thrown/,
  /^request leaves the site: https?:\/\/outside\.test/, /missing\.png/, /^axe color-contrast.*\[light, 1440 px\]/,
  /^the page scrolls sideways/, /^<html lang> is "de"/, /^<html dir> is "rtl"/,
];

/** Looks at the faulty page in one browser, over http and from file://. */
export async function selfcheck(report, browser, browserName, work) {
  const dir = join(work, `faults-${browserName}`);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'index.html'), faulty);
  await writeFile(join(dir, 'faults.css'), '.pale { color: #ccc; background: #fff } .wide { width: 900px; height: 1px }');
  await writeFile(join(dir, 'faults.js'), 'console.error("said"); console.warn("said"); throw new Error("thrown");');
  const site = { name: 'faults', dir, path: '', files: ['faults.css', 'faults.js', 'index.html'], pages: ['index.html'] };
  const { modes, server } = await startModes(site);
  try {
    for (const mode of modes.filter((m) => m.name === 'http' || m.name === 'file')) {
      await report.test(`faults/index.html · ${mode.name} · ${browserName}`, 'the harness finds known faults', async () => {
        const opened = await openPage(browser);
        const found = await visit(opened, browserName, mode, 'index.html', [states[0]]);
        await opened.close();
        const missed = wanted.filter((w) => !found.some((f) => w.test(f)));
        assert.deepEqual(missed, [], `not found among:\n${found.join('\n')}`);
      });
    }
    await report.test('faults/index.html · built', 'the harness finds known faults', async () => {
      const dead = deadLinks(site, await readPages(site), 'index.html');
      assert.equal(dead.length, 5, dead.join('\n'));
    });
  } finally {
    await server.close();
  }
}
