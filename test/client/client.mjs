// Loads a module of the client that knows nothing of a page.
import { readFile } from 'node:fs/promises';
import ts from 'typescript';

const folder = new URL('../../themes/default/client/', import.meta.url);
const addresses = new Map();

/** Imports themes/default/client/NAME.ts with the modules that it imports. */
export async function client(name) {
  return import(await address(new URL(`${name}.ts`, folder)));
}

/** The address of a module in JavaScript; a module has one, however many import it. */
function address(url) {
  if (!addresses.has(url.href)) addresses.set(url.href, transpiled(url));
  return addresses.get(url.href);
}

async function transpiled(url) {
  const source = await readFile(url, 'utf8');
  let { outputText: script } = ts.transpileModule(source, { compilerOptions: { module: 'es2022', target: 'es2022' } }); // without what imports types
  for (const [statement, from] of script.matchAll(/^(?:import|export)\b[^;]*? from "([^"]*)";$/gm)) {
    const to = from.startsWith('.') ? await address(new URL(`${from}.ts`, url)) : import.meta.resolve(from); // or a package of npm
    script = script.replace(statement, statement.replace(`"${from}"`, `"${to}"`));
  }
  script += `\n//# sourceURL=${url.href}\n`;
  return `data:text/javascript;base64,${Buffer.from(script).toString('base64')}`;
}
