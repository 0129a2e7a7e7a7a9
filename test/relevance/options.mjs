// What a run is to measure. Needs no package, so that a mistake is told before
// any is fetched.
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setsIn } from './queries.mjs';

/** Reads the command line: {data, sets, engines, json, earlier}; ends the run where it is wrong. */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: '' }, // the folder of the sets
      sets: { type: 'string', default: '' }, // names of sets; all without it
      engines: { type: 'string', default: '' }, // names of engines; all without it
      json: { type: 'string', default: '' }, // a file for the result of every query
      earlier: { type: 'string', default: '' }, // such a file of a run before, to compare with
    },
  });
  if (!values.data) refuse('Which queries? Say the folder of the sets: make relevance DATA=DIR (see test/relevance/README.md).');
  const data = resolve(values.data);
  if (!existsSync(data) || !statSync(data).isDirectory()) refuse(`There is no folder ${data}: DATA is the folder that holds the sets of queries.`);
  const there = setsIn(data);
  if (there.length === 0) refuse(`${data} holds no set: a set is a folder with the files queries.jsonl and qrels.tsv.`);
  if (values.earlier && !existsSync(values.earlier)) refuse(`There is no file ${values.earlier}: EARLIER is what a run before wrote to JSON=FILE.`);
  return { ...values, data, sets: choose('set', values.sets, there), engines: (known) => choose('engine', values.engines, known) };
}

/** The names in a list, all of which must be known; all that are without a list. */
function choose(what, list, known) {
  const names = list.split(/[\s,]+/).filter(Boolean);
  const wrong = names.find((name) => !known.includes(name));
  if (wrong) refuse(`There is no ${what} "${wrong}"; there are: ${known.join(', ')}.`);
  return names.length > 0 ? names : known;
}

function refuse(message) {
  console.error(message);
  process.exit(2);
}
