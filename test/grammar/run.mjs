/**
 * Tests of the grammars: `node test/grammar/run.mjs`. The last line is `N passed, N failed`.
 *
 * 1. Assertions in the Dockerfiles next to this file (vscode-tmgrammar-test).
 * 2. The grammar file is what its source generates.
 * 3. Generated Dockerfiles: whatever an instruction leaves open, the next one's keyword keeps its colour.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { grammar } from '../../syntaxes/dockerfile.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const require = createRequire(import.meta.url);
/** @type {boolean[]} */
const results = [];

/**
 * @param {string} name
 * @param {string} [problem]
 */
function report(name, problem) {
  results.push(problem === undefined);
  if (problem !== undefined) console.log(`FAILED ${name}\n  ${problem}`);
}

function assertions() {
  const stubs = readdirSync(join(here, 'stubs')).map((name) => join(here, 'stubs', name));
  const grammars = [
    join(root, 'syntaxes', 'dockerfile.tmLanguage.json'),
    join(root, 'syntaxes', 'dockerignore.tmLanguage.json'),
    ...stubs,
  ];
  const tester = require.resolve('vscode-tmgrammar-test/dist/unit.js');
  for (const name of readdirSync(here).filter((file) => /\.(?:Dockerfile|dockerignore)$/.test(file))) {
    const args = [tester, '--compact', ...grammars.flatMap((path) => ['-g', path]), relative(root, join(here, name))];
    try {
      execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
      report(name);
    } catch (error) {
      const { stdout, stderr } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
      report(name, `${stdout ?? ''}${stderr ?? error}`.trim());
    }
  }
}

function generated() {
  const file = JSON.parse(readFileSync(join(root, 'syntaxes', 'dockerfile.tmLanguage.json'), 'utf8'));
  const same = JSON.stringify(file) === JSON.stringify(grammar);
  report('dockerfile.tmLanguage.json', same ? undefined : 'is out of date; run `node syntaxes/dockerfile.mjs`');
}

const keywords =
  'FROM RUN CMD ENTRYPOINT SHELL COPY ADD VOLUME ENV ARG LABEL HEALTHCHECK EXPOSE USER WORKDIR STOPSIGNAL MAINTAINER'.split(
    ' ',
  );
const openers = [
  '"open',
  "'open",
  "don't",
  '$(cmd',
  '$((1 +',
  '${VAR:-',
  '`cmd',
  '["a", "b',
  '[ -z',
  '(',
  '{',
  'if true',
  'case x in',
  'for f in',
  'while',
  'a # comment',
  '"$(echo "',
  '--flag="x',
  '--mount=type=cache,target=',
  '@sha256:',
  ':',
  '<',
  '2>&1',
  '<<<',
  'x<<EOF',
  '\\"',
  '\\\\',
  '&&',
  '|',
  '"a" \'b\' $C',
  '',
  'f() {',
  'A=(1 2',
  'CMD ["x',
  'RUN "x',
  'a as',
  '=',
  '"k"=',
  '>',
  "$'a",
  '…',
  '\t',
  '%',
  'é"',
];

/**
 * A linear congruential generator: the same files in every run.
 *
 * @param {number} seed
 */
function random(seed) {
  let state = seed;
  return (/** @type {number} */ below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * Lines of a Dockerfile and, for each, whether an instruction starts on it.
 *
 * @param {number} seed
 */
function dockerfile(seed) {
  const pick = random(seed);
  /** @param {readonly string[]} list */
  const any = (list) => list[pick(list.length)] ?? '';
  const token = seed % 4 === 0 ? '`' : '\\';
  const fragment = () => {
    const text = any(openers);
    return text.includes(token) ? 'x' : text;
  };
  const lines = token === '`' ? [{ text: '# escape=`', keyword: false }] : [];
  for (let n = 0; n < 40; n++) {
    const keyword = pick(8) === 0 ? `ONBUILD ${any(keywords)}` : any(keywords);
    lines.push({
      text: `${any(['', '', '  '])}${pick(3) ? keyword : keyword.toLowerCase()} ${fragment()} ${fragment()}`,
      keyword: true,
    });
    // HEALTHCHECK has a keyword of its own, CMD, which may stand on a later line.
    const inner = keyword.endsWith('HEALTHCHECK') ? keywords.filter((one) => one !== 'CMD') : keywords;
    for (let more = pick(3); more > 0; more--) {
      const last = lines.at(-1);
      if (last) last.text += ` ${token}${any(['', ' '])}`;
      for (let between = pick(3); between > 0; between--)
        lines.push({ text: any(['# RUN x', '  # "open', '']), keyword: false });
      lines.push({ text: `${any(['', '    '])}${any(inner)} ${fragment()} ${fragment()}`, keyword: false });
    }
    if (pick(6) === 0) {
      const name = any(['EOF', 'A.b', 'RUN']);
      const quote = any(['', '"', "'"]);
      const chomp = any(['', '-']);
      lines.push({ text: `${any(['RUN', 'COPY', 'RUN cat'])} <<${chomp}${quote}${name}${quote} x`, keyword: true });
      for (let body = pick(4); body > 0; body--)
        lines.push({ text: `${any(keywords)} ${any(openers)}`, keyword: false });
      lines.push({ text: `${chomp ? any(['', '\t']) : ''}${name}`, keyword: false });
    }
    if (pick(4) === 0) lines.push({ text: any(['', '# comment "', '  # RUN x']), keyword: false });
  }
  return lines;
}

async function robustness() {
  const { Registry, INITIAL, parseRawGrammar } = require('vscode-textmate');
  const { loadWASM, OnigScanner, OnigString } = require('vscode-oniguruma');
  await loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new OnigScanner(patterns),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: async (/** @type {string} */ scope) =>
      scope === 'source.dockerfile' ? parseRawGrammar(JSON.stringify(grammar), 'dockerfile.tmLanguage.json') : null,
  });
  const compiled = await registry.loadGrammar('source.dockerfile');
  if (!compiled) return report('source.dockerfile', 'does not load');
  for (let seed = 1; seed <= 300; seed++) {
    const lines = dockerfile(seed);
    let state = INITIAL;
    let problem;
    lines.forEach(({ text, keyword }, index) => {
      const result = compiled.tokenizeLine(text, state);
      state = result.ruleStack;
      const start = text.length - text.trimStart().length;
      const token = result.tokens.find((one) => one.startIndex <= start && start < one.endIndex);
      const coloured = token?.scopes.includes('keyword.other.special-method.dockerfile') ?? false;
      if (coloured !== keyword) {
        const before = lines.slice(Math.max(0, index - 4), index + 1).map((line) => line.text);
        problem ??= `seed ${seed}, line ${index + 1}: ${keyword ? 'no' : 'a false'} keyword scope\n    ${before.join('\n    ')}`;
      }
    });
    report(`generated file ${seed}`, problem);
  }
}

assertions();
generated();
await robustness();
const failed = results.filter((passed) => !passed).length;
console.log(`${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
