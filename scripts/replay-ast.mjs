#!/usr/bin/env node
// Replays BuildKit's own parser cases: parses each Dockerfile of a case file and compares the dump of its tree.
//
//   node scripts/replay-ast.mjs CASES.json | FOLDER
//
// CASES.json has `parserFiles: [{dir, dockerfile, result}]` and `parserNegative: [{dir, dockerfile}]`; FOLDER is a checkout of
// BuildKit's `frontend/dockerfile/parser` with its `testfiles/<name>/{Dockerfile,result}` and `testfiles-negative/<name>/Dockerfile`.
// Prints one line per case that does not hold, then held/total. Exit status 0 when all hold, 1 when not, 2 when it could not run.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const source = process.argv[2];
if (!source || !existsSync(source)) {
  console.error('usage: node scripts/replay-ast.mjs CASES.json | FOLDER');
  process.exit(2);
}

function load(path) {
  if (!statSync(path).isDirectory()) {
    const { parserFiles = [], parserNegative = [] } = JSON.parse(readFileSync(path, 'utf8'));
    return { files: parserFiles, negative: parserNegative };
  }
  const read = (folder, dir, file) => readFileSync(join(path, folder, dir, file), 'utf8');
  const dirs = (folder) => (existsSync(join(path, folder)) ? readdirSync(join(path, folder)) : []);
  return {
    files: dirs('testfiles').map((dir) => ({
      dir,
      dockerfile: read('testfiles', dir, 'Dockerfile'),
      result: read('testfiles', dir, 'result'),
    })),
    negative: dirs('testfiles-negative').map((dir) => ({
      dir,
      dockerfile: read('testfiles-negative', dir, 'Dockerfile'),
    })),
  };
}

async function loadParser() {
  const entry = new URL('../server/src/parser/parse.ts', import.meta.url).pathname;
  const bundle = await build({ entryPoints: [entry], bundle: true, write: false, format: 'esm', platform: 'node' });
  return import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString('base64')}`);
}

/** Go's strconv.Quote. */
function quote(text) {
  const named = { 7: '\\a', 8: '\\b', 9: '\\t', 10: '\\n', 11: '\\v', 12: '\\f', 13: '\\r', 34: '\\"', 92: '\\\\' };
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0);
    if (named[code]) out += named[code];
    else if (code < 32 || code === 127) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code < 127 || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(char)) out += char;
    else out += code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  }
  return `"${out}"`;
}

function dumpArguments(args) {
  switch (args.kind) {
    case 'none':
      return [];
    case 'text':
      return [quote(args.text.text)];
    case 'words':
      return args.words.map((word) => quote(word.text));
    case 'exec':
      return args.items.map((item) => quote(item.value));
    case 'pairs':
      return args.pairs.flatMap(({ name, value, form }) =>
        [name.text, value?.text ?? '', form === 'equals' ? '=' : ''].map(quote),
      );
    case 'healthcheck':
      return [quote(args.type.text), ...dumpArguments(args.command)];
    case 'onbuild':
      return [`(${dump(args.instruction)})`];
    default:
      throw new Error(`unknown arguments ${args.kind}`);
  }
}

const known = new Set(
  'add arg cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell stopsignal user volume workdir'.split(
    ' ',
  ),
);

function dump(instruction) {
  const keyword = instruction.keyword.text.toLowerCase();
  let args = known.has(keyword) ? dumpArguments(instruction.args) : ['""'];
  // An ARG is one argument per word.
  if (keyword === 'arg' && instruction.args.kind === 'pairs') {
    args = instruction.args.pairs.map(({ name, value }) => quote(value ? `${name.text}=${value.text}` : name.text));
  }
  const flags =
    instruction.flags.length > 0 ? [`[${instruction.flags.map((flag) => quote(flag.text)).join(' ')}]`] : [];
  return [keyword, ...flags, ...args].join(' ');
}

const { parse } = await loadParser();
const { files, negative } = load(source);
let held = 0;
for (const { dir, dockerfile, result } of files) {
  const actual = `${parse(dockerfile)
    .instructions.map((instruction) => `(${dump(instruction)})`)
    .join('\n')}\n`;
  if (actual === result) held++;
  else {
    const [want, have] = [result.split('\n'), actual.split('\n')];
    const at = want.findIndex((line, i) => line !== have[i]);
    console.log(`${dir}: line ${at + 1}\n  want ${want[at]}\n  have ${have[at]}`);
  }
}
for (const { dir, dockerfile } of negative) {
  if (parse(dockerfile).problems.length > 0) held++;
  else console.log(`${dir}: accepted`);
}
console.log(`${held}/${files.length + negative.length}`);
process.exitCode = held === files.length + negative.length ? 0 : 1;
