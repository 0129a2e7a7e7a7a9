// Opens pages and writes down everything that goes wrong on them.

/**
 * A new page of a browser that collects, from before anything loads: console
 * errors and warnings, exceptions, CSP violations, failed requests, and requests
 * that leave the site, whose addresses inside() knows. take() returns the problems so far and forgets them.
 */
export async function openPage(browser, inside = () => false) {
  // In Chromium a tab that is not in front loads no media; Firefox has one tab at a time.
  const page = await browser.newPage({ type: browser.protocol === 'webDriverBiDi' ? 'tab' : 'window' });
  const problems = [];
  const requests = [];
  const watch = { inside, before: () => false, missing: false, arrived: true };
  page.on('framenavigated', (frame) => (watch.arrived ||= frame === page.mainFrame()));
  page.on('console', (message) => {
    if (!['error', 'warn', 'warning', 'assert'].includes(message.type())) return;
    if (watch.missing && /status of 404/.test(message.text())) return;
    problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') return void dialog.accept(); // whoever leads the page on means it
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    requests.push(url);
    if (/^(data|blob|about):/.test(url) || watch.inside(url)) return;
    if (!watch.arrived && watch.before(url)) return; // the page that is being left still asks
    // Firefox asks for the icon of a page when it has time, be it on the next page.
    if (/\/icon-[^/]*$/.test(url) && watch.before(url)) return;
    problems.push(`request leaves the site: ${url}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'failed';
    // A media element that has read enough, or a page that is left, cuts its request off.
    if (/ABORTED|NS_BINDING_ABORTED/.test(why)) return;
    problems.push(`request failed: ${request.url()} (${why})`);
  });
  page.on('response', (response) => {
    if (response.status() < 400) return;
    if (watch.missing && response.request().isNavigationRequest()) return;
    problems.push(`status ${response.status()}: ${response.url()}`);
  });
  // Firefox's console misses violations on file://, so a listener of our own.
  await page.evaluateOnNewDocument(() => {
    window.__violations = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.__violations.push(`${event.violatedDirective} refused ${event.blockedURI} (${event.sourceFile}:${event.lineNumber} ${event.sample})`);
    });
  });
  return {
    page,
    requests,
    /** Says which addresses belong to the site, and whether the next page may be a 404. */
    expect(within, missing = false) {
      watch.before = watch.inside;
      watch.arrived = false;
      watch.inside = within;
      watch.missing = missing;
    },
    async take() {
      const violations = await page.evaluate(() => (window.__violations ?? []).splice(0)).catch(() => []);
      const found = [...violations.map((v) => `CSP violation: ${v}`), ...problems.splice(0)];
      return found.some((f) => early.test(f)) && (await formulasAreWhole(page)) ? found.filter((f) => !early.test(f)) : found;
    },
    close: () => page.close(),
  };
}

// Firefox draws a page while it still arrives, and takes half a formula for a wrong one.
const early = /^exception: Invalid markup: Incorrect number of children/;

function formulasAreWhole(page) {
  return page.evaluate(() => {
    const counts = { 2: 'msub, msup, mfrac, mroot, munder, mover', 3: 'msubsup, munderover' };
    return Object.entries(counts).every(([n, names]) => [...document.querySelectorAll(names)].every((e) => e.childElementCount === Number(n)));
  });
}

/** Asks again and again, and through reloads, until test is true; fails with the words and the last answer. */
export async function until(test, words, milliseconds = 10_000) {
  const end = Date.now() + milliseconds;
  let last;
  for (;;) {
    try {
      last = await test();
      if (last === true) return;
    } catch (error) {
      last = error.message; // the page may just be loading again
    }
    if (Date.now() > end) throw new Error(`waited ${milliseconds / 1000} s in vain: ${words} (last answer: ${JSON.stringify(last)})`);
    await new Promise((done) => setTimeout(done, 25));
  }
}
