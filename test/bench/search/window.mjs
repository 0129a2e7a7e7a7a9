// A reader's new window, behind a line of 5 Mbit/s and 40 ms.
const line = { offline: false, latency: 40, downloadThroughput: 5e6 / 8, uploadThroughput: 5e6 / 8 };

/** Opens an address in a window of its own, then narrows the line; what is asked for from then on is counted. */
export async function inWindow(browser, server, path, use) {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.goto(server.url(path), { waitUntil: 'load' });
    const session = await page.createCDPSession();
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', line);
    server.begin();
    return await use(page);
  } finally {
    await context.close();
  }
}
