// Starts `parley serve`.
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { parley } from './fixture.mjs';

/** Serves a site on a free port, with further flags; returns url, printed (both streams) and stop. */
export async function serve(...flags) {
  // In a folder that is no site, so that without --source the bundled course is served.
  const child = spawn(parley, ['serve', '--addr', '127.0.0.1:0', ...flags], { stdio: ['ignore', 'pipe', 'pipe'], cwd: tmpdir() });
  let printed = '';
  const url = await new Promise((resolve, reject) => {
    const take = (data) => {
      printed += data;
      const found = /http:\/\/[\d.]+:\d+\//.exec(printed);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const late = setTimeout(() => {
      child.kill();
      reject(new Error(`parley serve named no address within 15 s:\n${printed}`));
    }, 15_000);
    late.unref();
    child.on('exit', (code) => reject(new Error(`parley serve ended with ${code}:\n${printed}`)));
  });
  return {
    url,
    printed: () => printed,
    stop: () => new Promise((done) => {
      child.removeAllListeners('exit');
      child.on('exit', done);
      child.kill();
    }),
  };
}
