// How somebody uses a role play.
import { until } from './observe.mjs';

export const file = 'exercises/machines.html';

/** Waits until the page says something. */
export const says = (page, pattern) => until(async () => {
  const text = await page.evaluate(() => document.querySelector('main').innerText);
  return pattern.test(text) || text.slice(-900);
}, `the page says ${pattern}`);

export const ready = (page) => page.waitForSelector('#_code');

/** Types a code as somebody would, and presses Enter. */
export async function enter(page, code) {
  await ready(page);
  await page.evaluate(() => (document.querySelector('#_code').value = ''));
  await page.type('#_code', code);
  await page.keyboard.press('Enter');
}

/** Chooses an option of each issue. */
export const choose = (page, ...options) => page.evaluate((wanted) => {
  for (const [i, select] of [...document.querySelectorAll('.desk .offer select')].entries()) {
    select.value = `${wanted[i]}`;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }
}, options);

/** Presses a button by what stands on it. */
export const press = (page, name, within = '.desk') => page.evaluate((text, place) => [...document.querySelectorAll(`${place} button`)].find((b) => b.textContent === text).click(), name, within);

/** The result code that a desk shows. */
export const codeOf = (page) => page.waitForSelector('.result-code').then((e) => e.evaluate((c) => c.textContent));

/** Types into a field as somebody would who overwrites what is there. */
export async function type(page, selector, text) {
  await page.waitForSelector(selector);
  await page.$eval(selector, (input) => {
    input.value = '';
    input.scrollIntoView();
  });
  await page.type(selector, text);
}
