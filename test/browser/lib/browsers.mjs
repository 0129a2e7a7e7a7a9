// Finds and starts the two browsers.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer from 'puppeteer-core';

/** intranet is a host that both browsers take for a plain-http server in a firm. */
export const intranet = 'training.intranet.test';

function find(...names) {
  for (const name of names) {
    for (const dir of (process.env.PATH ?? '').split(delimiter)) {
      try {
        accessSync(join(dir, name), constants.X_OK);
        return join(dir, name);
      } catch {
        // look on
      }
    }
  }
  throw new Error(`none of ${names.join(', ')} found; run test/browser/need.sh`);
}

/**
 * Starts a browser: 'chromium' or 'firefox'. With profile, a folder, it keeps there
 * what people's browsers keep, for the next start; downloads is a folder, too.
 * Certificates that nobody vouches for will do: tests make their own.
 */
export function launch(name, { profile, downloads } = {}) {
  return name === 'firefox' ? firefox(profile) : chromium(profile, downloads);
}

function chromium(profile, downloads) {
  return puppeteer.launch({
    acceptInsecureCerts: true,
    userDataDir: profile,
    ...(downloads && { downloadBehavior: { policy: 'allow', downloadPath: downloads } }),
    executablePath: find('chromium', 'chromium-browser', 'google-chrome'),
    args: [
      '--no-sandbox', // root, as in most build machines, has none
      '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--no-proxy-server', `--host-resolver-rules=MAP ${intranet} 127.0.0.1`,
      '--force-prefers-reduced-motion', '--hide-scrollbars',
    ],
  });
}

function firefox(profile) {
  return puppeteer.launch({
    browser: 'firefox',
    acceptInsecureCerts: true,
    userDataDir: profile,
    executablePath: find('firefox-esr', 'firefox'),
    extraPrefsFirefox: {
      'security.fileuri.strict_origin_policy': true, // puppeteer switches it off; people have it on
      'network.proxy.type': 0,
      'network.dns.localDomains': intranet,
      'layout.css.prefers-color-scheme.content-override': 1, // light
      'ui.prefersReducedMotion': 1, // nothing is measured on its way
      'accessibility.tabfocus': 7, // Tab reaches links too
    },
  });
}
