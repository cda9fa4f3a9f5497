// Installs, builds and runs every test there is.
//   npm test                        everything
//   npm test -- --quick             without an engine and an editor
//   npm test -- --only flows,unit   some layers
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endTree, message } from './host/processes.mjs';
import { ensureEditor, ensurePackages, hostObstacle, newestEditor, oldestEditor } from './host/setup.mjs';
import { ensureInstalled, root } from './install.mjs';

const out = join(root, 'out');
const results = join(out, 'results');
const logs = join(out, 'logs');

/**
 * @typedef {{ passed: number; failed: number; skipped: number }} Counts
 *
 * @typedef {object} Layer
 * @property {string} name For --only.
 * @property {string} title
 * @property {string[]} command Run with Node.js in the repository.
 * @property {(ok: boolean, output: string) => Counts} count From its exit status and standard output.
 * @property {boolean} [quick] Part of --quick.
 * @property {'engine' | 'host'} [needs] What the machine must offer, or the layer is skipped.
 * @property {number} [minutes] A layer that takes longer hangs. Default 10.
 */

/** @param {string} name */
const bin = (name) => join(root, 'node_modules', name);

/** @param {boolean} ok @returns {Counts} */
const one = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** @param {string} name @param {string[]} options @returns {Pick<Layer, 'name' | 'command' | 'count'>} */
const vitest = (name, ...options) => ({
  name,
  command: [
    bin('vitest/vitest.mjs'),
    ...['run', '--passWithNoTests=false', ...options],
    ...[
      '--reporter=json',
      `--outputFile.json=${join(results, `${name}.json`)}`,
      '--reporter=./scripts/host/flaky-reporter.mjs',
    ],
  ],
  count() {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = read(name);
    // A file that could not be loaded has no tests to count, but is a failure.
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests + numTodoTests };
  },
});

/** @param {string} name @param {import('./host/setup.mjs').Editor} editor @returns {Layer} */
const extensionHost = (name, editor) => ({
  name,
  title: `Extension host, ${editor.name}`,
  needs: 'host',
  command: ['scripts/host/extension-host.mjs', editor.codeServer, join(results, `${name}.json`)],
  count() {
    const states = read(name).map(({ state }) => state);
    const number = (state) => states.filter((other) => other === state).length;
    return { passed: number('passed'), failed: number('failed'), skipped: number('skipped') };
  },
});

/** @type {Layer[]} */
const layers = [
  { name: 'types', title: 'Types', quick: true, command: [bin('typescript/bin/tsc')], count: one },
  {
    name: 'page-types',
    title: 'Types of web views',
    quick: true,
    command: [bin('typescript/bin/tsc'), '--project', 'client/src/panels/web'],
    count: one,
  },
  {
    name: 'lint',
    title: 'Lint and layering',
    quick: true,
    command: [bin('@biomejs/biome/bin/biome'), 'ci', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.'],
    count: one,
  },
  { ...vitest('unit', '--reporter=default'), title: 'Unit, property and protocol tests', quick: true },
  {
    name: 'grammar',
    title: 'Grammar',
    quick: true,
    command: ['test/grammar/run.mjs'],
    count(_ok, output) {
      const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
      if (passed === undefined) throw new Error('the grammar tests did not run to their end');
      return { passed: Number(passed), failed: Number(failed), skipped: 0 };
    },
  },
  {
    ...vitest('package', '--reporter=verbose', '--config=vitest.package.config.ts'),
    title: 'Bundles and package',
    quick: true,
  },
  {
    ...vitest('engine', '--reporter=default', '--config=vitest.engine.config.ts'),
    title: 'Engine tests',
    needs: 'engine',
  },
  extensionHost('host-oldest', oldestEditor),
  extensionHost('host-newest', newestEditor),
  {
    ...vitest('flows', '--reporter=verbose', '--config=vitest.editor.config.ts'),
    title: 'User flows',
    needs: 'host',
    minutes: 25,
  },
];

/** @param {string} name */
function read(name) {
  return JSON.parse(readFileSync(join(results, `${name}.json`), 'utf8'));
}

/** @type {import('node:child_process').ChildProcess | undefined} */
let running;
let interrupted = false;
let quick = false;

/**
 * @param {string[]} command
 * @param {number} minutes
 * @returns {Promise<{ ok: boolean; output: string }>} Whether it ended well, and in time.
 */
function node(command, minutes) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
        VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true',
        ...(quick ? { QUAYSIDE_PROPERTY_RUNS: '100' } : {}),
        QUAYSIDE_LOGS: logs,
        QUAYSIDE_VSIX: join(out, 'quayside.vsix'),
      },
    });
    running = child;
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
      process.stdout.write(text);
    });
    const alarm = setTimeout(() => {
      console.error(`Still running after ${minutes} minutes: ended`);
      void endTree(child);
    }, minutes * 60_000);
    const done = (/** @type {boolean} */ ok) => {
      clearTimeout(alarm);
      running = undefined;
      resolve({ ok, output });
    };
    child.once('error', (error) => {
      console.error(message(error));
      done(false);
    });
    child.once('close', (code) => done(code === 0));
    // A stray grandchild that keeps the pipe open must not hold up the run.
    child.once('exit', (code) => setTimeout(done, 5_000, code === 0).unref());
  });
}

/** @param {Layer} layer @returns {Promise<Counts>} */
async function runLayer(layer) {
  for (const folder of [results, logs]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  const { ok, output } = await node(layer.command, layer.minutes ?? 10);
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = layer.count(ok, output);
  } catch (error) {
    console.error(`No results: ${message(error)}`);
  }
  const { passed, failed, skipped } = counts;
  // Neither an unexplained exit code nor a layer without tests passes for a success.
  if (failed === 0 && (!ok || !(passed + skipped > 0))) counts = { ...counts, failed: 1 };
  if (counts.failed > 0) showLogs();
  return counts;
}

/** What went wrong in the engines of a layer, from their point of view. */
function showLogs() {
  for (const name of readdirSync(logs)) {
    const lines = readFileSync(join(logs, name), 'utf8').split('\n');
    const telling = lines.filter((line) => !/level=(debug|info)/.test(line) && line !== '').slice(-15);
    if (telling.length > 0) console.log(`--- The end of ${name}\n${telling.join('\n')}`);
  }
}

/**
 * Why a layer cannot run on this machine.
 *
 * @param {Layer} layer
 */
async function obstacle({ needs }) {
  if (needs === undefined) return undefined;
  const { engineObstacle } = await import('./host/engine.mjs');
  return (needs === 'host' ? hostObstacle() : undefined) ?? engineObstacle();
}

/** @template T @param {string} title @param {() => Promise<T>} action */
async function step(title, action) {
  console.log(`\n=== ${title}`);
  const start = Date.now();
  const result = await action();
  return { result, seconds: (Date.now() - start) / 1000 };
}

async function main() {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => layers.every((layer) => layer.name !== name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`No such layer: ${unknown.join(', ')}. There are: ${layers.map(({ name }) => name).join(', ')}`);
  quick = values.quick === true;
  const chosen = layers.filter(({ name, quick }) => (only ? only.includes(name) : !values.quick || quick));

  await step('Install', async () => ensureInstalled());
  rmSync(join(out, 'screenshots'), { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const build = await step('Build and package', () => node(['scripts/package.mjs', join(out, 'quayside.vsix')], 5));
  if (!build.result.ok) throw new Error('The build failed');
  if (chosen.some(({ needs }) => needs)) {
    await step('Test host', async () => {
      if (hostObstacle()) return;
      await ensurePackages();
      for (const editor of [oldestEditor, newestEditor]) console.log(`${editor.name}: ${await ensureEditor(editor)}`);
    });
  }

  const total = { passed: 0, failed: 0, skipped: 0 };
  const table = [];
  for (const layer of chosen) {
    if (interrupted) break;
    const reason = await obstacle(layer);
    const { result, seconds } = await step(layer.title, async () => {
      if (!reason) return runLayer(layer);
      console.log(`Skipped: ${reason}`);
      return { passed: 0, failed: 0, skipped: 1 };
    });
    for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[key] += result[key];
    table.push(
      `${layer.title.padEnd(36)}${seconds.toFixed(1).padStart(7)} s${String(result.passed).padStart(7)} passed${String(result.failed).padStart(5)} failed${String(result.skipped).padStart(5)} skipped`,
    );
    console.log(table.at(-1));
  }
  console.log(`\n${table.join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 || interrupted ? 1 : 0;
}

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(name, async () => {
    if (interrupted) return;
    interrupted = true;
    console.error(`${name}: stopping`);
    await endTree(running);
    process.exit(1);
  });
}

try {
  await main();
} catch (error) {
  console.error(message(error));
  console.log('0 passed, 1 failed, 0 skipped');
  process.exitCode = 1;
} finally {
  if (existsSync(join(root, 'node_modules', 'tar-stream'))) (await import('./host/engine.mjs')).sweep();
}
