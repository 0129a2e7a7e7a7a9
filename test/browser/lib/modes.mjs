// The ways in which one and the same built folder reaches a browser.
import { pathToFileURL } from 'node:url';
import { intranet } from './browsers.mjs';
import { certificate, serveStatic } from './static.mjs';

const prefix = '/training/neg/';

/**
 * Starts a server for a site and lists its modes: name, url(file) and
 * inside(url), which tells whether an address belongs to the site.
 */
export async function startModes(site) {
  const server = await serveStatic(site.dir, [prefix]);
  return {
    server,
    modes: [
      mode(site, 'http', `http://127.0.0.1:${server.port}/`),
      mode(site, 'http-subpath', `http://127.0.0.1:${server.port}${prefix}`),
      mode(site, 'http-intranet', `http://${intranet}:${server.port}/`),
      mode(site, 'file', pathToFileURL(site.dir).href + '/'),
    ],
  };
}

/** One more way, for the tests that want it: over https, by a certificate that is made in a folder. */
export async function startSecure(site, folder) {
  const server = await serveStatic(site.dir, [], await certificate('127.0.0.1', folder));
  return { server, mode: mode(site, 'https', `https://127.0.0.1:${server.port}/`) };
}

function mode(site, name, base) {
  return {
    name,
    base,
    url: (file) => base + encodeURI(file),
    inside: (url) => url.startsWith(base) || (name.startsWith('http') && new URL(url).origin === new URL(base).origin && new URL(url).pathname === '/favicon.ico'),
    // Where the configured address is not the one served, the 404 page's absolute addresses lead astray, as they must.
    holds: (file) => !file.endsWith('404.html') || site.path === '' || (name.startsWith('http') && new URL(base).pathname === site.path),
  };
}
