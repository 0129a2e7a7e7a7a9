// Looks at one page in one mode in one browser, in several states.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { languageOf } from './fixture.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** All states in which a page is looked at. */
export const states = [1440, 768, 320].flatMap((width) => ['light', 'dark'].map((scheme) => ({ width, scheme })));

/** Puts a page into a state. Firefox's protocol emulates no colour scheme: the page's own switch is set. */
export async function put(page, browserName, { width, scheme }) {
  await page.setViewport({ width, height: 900 });
  if (browserName === 'chromium') {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }, { name: 'prefers-reduced-motion', value: 'reduce' }]);
  } else {
    await page.evaluate((s) => { document.documentElement.dataset.scheme = s; }, scheme);
  }
}

/** What axe finds, one problem a rule and element. */
export async function axe(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource + ';undefined');
  const found = await page.evaluate(async (values) => {
    const result = await window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'], preload: false, elementRef: false });
    return result.violations.flatMap((v) => v.nodes.map((n) => `${v.id} at ${n.target.join(' ')}: ${n.failureSummary.split('\n').slice(1).join(' ').trim()}`));
  }, tags);
  return found.map((f) => `axe ${f}`);
}

/** Elements that make the page wider than the window. */
export function tooWide(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const scrolls = (e) => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
    const wide = [...document.body.querySelectorAll('*')].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width > 0 && (box.right > root.clientWidth + 0.5 || box.left < -0.5) && !scrolls(e);
    });
    const name = (e) => e.localName + (e.id ? `#${e.id}` : '') + [...e.classList].map((c) => `.${c}`).join('');
    return [`the page scrolls sideways at ${root.clientWidth} px (${root.scrollWidth} px wide): ${wide.slice(0, 4).map(name).join(', ')}`];
  });
}

/**
 * Loads a page and returns everything wrong with it. states are those in which
 * axe looks; the width of 320 px is always measured.
 */
export async function visit(opened, browserName, mode, file, look) {
  const { page } = opened;
  const problems = [];
  opened.expect(mode.inside);
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(mode.url(file), { waitUntil: 'load' });
  problems.push(...(await heading(page, file)), ...(await media(page)));
  for (const state of look) {
    await put(page, browserName, state);
    const found = await axe(page);
    problems.push(...found.map((f) => `${f} [${state.scheme}, ${state.width} px]`));
  }
  await page.setViewport({ width: 320, height: 640 });
  problems.push(...(await tooWide(page)), ...(await opened.take()));
  return problems;
}

/** The language and direction that the page claims. */
async function heading(page, file) {
  const want = languageOf(file);
  const direction = want === 'ar' ? 'rtl' : 'ltr';
  const got = await page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir, computed: getComputedStyle(document.body).direction }));
  const problems = [];
  if (got.lang !== want) problems.push(`<html lang> is ${JSON.stringify(got.lang)} instead of ${want}`);
  if (got.dir !== direction || got.computed !== direction) problems.push(`<html dir> is ${JSON.stringify(got.dir)}, the text runs ${got.computed}, instead of ${direction}`);
  return problems;
}

/** Pictures and media that did not load. */
function media(page) {
  return page.evaluate(async () => {
    const problems = [];
    for (const img of document.images) {
      img.loading = 'eager';
      // Not decode(), which may wait for ever in a tab that is not in front.
      if (!img.complete) await new Promise((done) => { img.onload = img.onerror = done; });
      if (img.naturalWidth === 0) problems.push(`the picture ${img.getAttribute('src')} does not load`);
    }
    for (const medium of document.querySelectorAll('video, audio')) {
      const ready = medium.readyState > 0 || await new Promise((done) => {
        medium.addEventListener('loadedmetadata', () => done(true));
        medium.addEventListener('error', () => done(false));
        for (const source of medium.querySelectorAll('source')) source.addEventListener('error', () => done(false));
        if (medium.error || medium.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) done(false);
        setTimeout(() => done(false), 5000);
      });
      if (!ready) problems.push(`the ${medium.localName} does not load (${medium.error?.message ?? 'no source'})`);
      for (const track of medium.querySelectorAll('track')) {
        if (track.track.mode === 'showing' && track.readyState === 3) problems.push(`the captions ${track.getAttribute('src')} do not load`);
      }
    }
    return problems;
  });
}
