// Sites for the tests of the search: built by bin/parley, read as the client reads
// them.
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const parley = join(here, '../../bin/parley');

/** Builds test/client/site with more files in it, or such files alone; returns the folder that is published. */
export async function build(files = {}, alone = false) {
  const site = await mkdtemp(join(tmpdir(), 'parley-client-'));
  if (!alone) await cp(join(here, 'site'), site, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, name)), { recursive: true });
    writeFileSync(join(site, name), text); // thousands: much faster than one await each
  }
  const out = join(site, 'public');
  await promisify(execFile)(parley, ['build', '--out', out], { cwd: site }).catch((error) => {
    throw new Error(`parley build, from bin/parley which make builds: ${error.message}\n${error.stdout}${error.stderr}`);
  });
  return out;
}

/** Loads shards from a published folder. `fails` says of a name whether it cannot be had; `asked` lists the names. */
export function loader(folder, fails = () => false) {
  const asked = [];
  const load = async (name) => {
    asked.push(name);
    if (fails(name)) throw new Error(`no ${name}`);
    const script = await readFile(join(folder, 'search', `${name}.js`), 'utf8');
    let handed;
    new Function('parley', script)({ shard: (...said) => (handed = said) });
    if (handed[0] !== name) throw new Error(`${name} says that it is ${handed[0]}`);
    return handed[1];
  };
  return { load, asked };
}
