// Everything by keyboard.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { phoneSize } from './index.mjs';

export async function keyboard(stage) {
  await stage.on({}, 'the skip link leads to the text', async (page) => {
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      return { skip: document.activeElement.matches('.skip'), seen: box.top >= 0 && box.left >= 0 && box.width > 0 };
    });
    assert.deepEqual(first, { skip: true, seen: true }, 'the first Tab shows the skip link');
    await page.keyboard.press('Enter');
    await until(() => page.evaluate(() => location.hash !== ''), 'the link is followed');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null), 'the next Tab stands in the text');
  });
  const files = ['content/course/everything.html', 'index.html', 'glossary/index.html', 'ar/glossary/anchor.html'];
  for (const file of files) {
    for (const viewport of [{ width: 1440, height: 900 }, phoneSize]) {
      if (viewport === phoneSize && file !== files[0]) continue;
      await stage.on({ file, viewport }, `Tab reaches everything, visibly (${viewport.width} px)`, (page) => walk(page, stage.chromium));
    }
  }
}

/** Tabs through a page; fails for what is not reached, has no visible focus, or lies hidden when it has it. */
async function walk(page, chromium) {
  const wanted = await page.evaluate(() => {
    const looks = (e, pseudo) => {
      const s = getComputedStyle(e, pseudo);
      return [s.outlineStyle === 'none' ? '' : s.outlineStyle + s.outlineWidth + s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor, s.transform, s.stroke, s.strokeWidth, s.fill].join('|');
    };
    // The sign may be drawn by the card around a link, by what lies over it, or by the shapes in it.
    const style = (e) => [looks(e), looks(e, '::before'), looks(e, '::after'), looks(e.parentElement), looks(e.parentElement.parentElement), ...[...e.querySelectorAll('*')].slice(0, 6).map((c) => looks(c))].join('||');
    const name = (e) => `${e.localName}${[...e.classList].map((c) => `.${c}`).join('')} ${JSON.stringify((e.getAttribute('aria-label') ?? e.textContent ?? '').trim().slice(0, 30))}`;
    const all = [...document.querySelectorAll('a[href], button, summary, input, select, textarea, audio, video, [tabindex]')]
      .filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0);
    document.activeElement?.blur();
    const seen = new Map(all.map((e) => [e, style(e)]));
    const problems = [];
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    window.__step = async () => {
      const e = document.activeElement;
      if (!e || e === document.body || e === document.documentElement) return 'end';
      if (!seen.has(e)) return 'other';
      if (style(e) === seen.get(e)) problems.push(`${name(e)} does not show that it has the focus`);
      // What of each box lies in the window, looked at in five places.
      const inside = (box) => {
        const [left, top] = [Math.max(box.left, 0), Math.max(box.top, 0)];
        return { left, top, width: Math.min(box.right, innerWidth) - left, height: Math.min(box.bottom, innerHeight) - top };
      };
      const shows = () => [...e.getClientRects()].map(inside).some((box) => box.width > 0 && box.height > 0 && [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8], [0.1, 0.8], [0.9, 0.2]].some(([x, y]) => {
        const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
        return top && (e.contains(top) || top.contains(e));
      }));
      for (let i = 0; i < 30 && !shows(); i++) await frame(); // scrolling may take some frames
      if (!shows()) problems.push(`${name(e)} is hidden or out of the window when it has the focus: it stands from ${Math.round(e.getBoundingClientRect().top)} to ${Math.round(e.getBoundingClientRect().bottom)} px of ${innerHeight}`);
      seen.delete(e);
      return seen.size === 0 ? 'all' : 'next';
    };
    window.__rest = () => [...problems, ...[...seen.keys()].map((e) => `${name(e)} is not reached`)];
    return all.length;
  });
  assert.ok(wanted > 3, 'there are things to reach');
  let ends = 0;
  for (let i = 0; i < wanted * 2 + 60 && ends < 2; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => window.__step());
    if (at === 'all') break;
    ends = at === 'end' ? ends + 1 : 0;
  }
  fail(await page.evaluate(() => window.__rest()));
}
