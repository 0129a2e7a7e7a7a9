// Loads a module of the client that knows nothing of a page.
import { readFile } from 'node:fs/promises';
import ts from 'typescript';

/** Imports themes/default/client/NAME.ts, which imports at most types. */
export async function client(name) {
  const source = await readFile(new URL(`../../themes/default/client/${name}.ts`, import.meta.url), 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: 'es2022', target: 'es2022' } });
  return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
}
