// A small web server for built folders, as dumb as the dumbest host.
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png', '.webm': 'video/webm', '.wav': 'audio/wav',
  '.vtt': 'text/vtt', '.xml': 'application/xml', '.csv': 'text/csv; charset=utf-8',
};

/**
 * Serves a folder at / and below each of the prefixes ("/training/neg/").
 * With secure, what certificate returns, it does so over https.
 * Returns its port, missing (the addresses asked for in vain) and close.
 */
export async function serveStatic(dir, prefixes = [], secure = undefined) {
  const missing = [];
  const answer = async (request, response) => {
    let path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    for (const prefix of prefixes) {
      if (path.startsWith(prefix)) path = '/' + path.slice(prefix.length);
    }
    if (path.endsWith('/')) path += 'index.html';
    const file = join(dir, normalize(path));
    const data = file.startsWith(dir) ? await readFile(file).catch(() => undefined) : undefined;
    if (data) {
      send(request, response, 200, types[extname(file)] ?? 'application/octet-stream', data);
      return;
    }
    missing.push(`${request.url} (from ${request.headers.referer ?? 'nowhere'})`);
    const page = await readFile(join(dir, '404.html')).catch(() => Buffer.from('not found'));
    send(request, response, 404, types['.html'], page);
  };
  const server = secure ? createSecureServer(secure, answer) : createServer(answer);
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: server.address().port,
    missing,
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}

/** A certificate for a host, which nobody vouches for: Go's own tool writes it into a folder. */
export async function certificate(host, folder) {
  const { stdout } = await run('go', ['env', 'GOROOT']);
  await run('go', ['run', join(stdout.trim(), 'src/crypto/tls/generate_cert.go'), '--host', host], { cwd: folder });
  return { key: await readFile(join(folder, 'key.pem')), cert: await readFile(join(folder, 'cert.pem')) };
}

// Media elements ask for ranges, and Firefox plays nothing without them.
function send(request, response, status, type, data) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const headers = { 'content-type': type, 'accept-ranges': 'bytes', 'cache-control': 'no-store' };
  if (status === 200 && range && Number(range[1]) < data.length) {
    const from = Number(range[1]);
    const to = Math.min(range[2] ? Number(range[2]) : data.length - 1, data.length - 1);
    response.writeHead(206, { ...headers, 'content-range': `bytes ${from}-${to}/${data.length}`, 'content-length': to - from + 1 });
    response.end(data.subarray(from, to + 1));
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': data.length });
  response.end(data);
}
