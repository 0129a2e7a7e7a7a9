// Runs html-validate over built files, in a thread of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';

/** What html-validate says about each page of a site: a Map of file to problems. */
export function validate(site) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { dir: site.dir, pages: site.pages } });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

if (!isMainThread && workerData?.pages) {
  const { HtmlValidate, StaticConfigLoader } = await import('html-validate');
  const config = JSON.parse(readFileSync(new URL('../htmlvalidate.json', import.meta.url), 'utf8'));
  const validator = new HtmlValidate(new StaticConfigLoader(config));
  const out = new Map();
  for (const file of workerData.pages) {
    const report = validator.validateStringSync(readFileSync(join(workerData.dir, file), 'utf8'), file);
    out.set(file, report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message} (${m.selector ?? `line ${m.line}`})`)));
  }
  parentPort.postMessage(out);
}
