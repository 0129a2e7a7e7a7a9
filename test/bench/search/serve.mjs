// Serves a built folder as a good host does, compressed, and counts.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml' };

/** headers says what an answer has besides, by its path. */
export async function serveZipped(dir, headers = () => ({})) {
  const known = new Map();
  let [bytes, requests] = [0, 0];
  const zipped = (file) => {
    if (!known.has(file)) known.set(file, gzipSync(readFileSync(file), { level: 9 }));
    return known.get(file);
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    try {
      const data = zipped(join(dir, normalize(path)));
      bytes += data.length;
      requests++;
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-encoding': 'gzip', 'content-length': data.length, ...headers(path) });
      response.end(data);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: (path) => `http://127.0.0.1:${server.address().port}/${path}`,
    begin: () => ([bytes, requests] = [0, 0]),
    end: () => ({ bytes, requests }),
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}
