// Runs the tests of test/editor/suite inside the extension host of a real VS Code.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { launchBrowser } from './browser.mjs';
import { Editor } from './editor.mjs';
import { PrivateEngine } from './engine.mjs';
import { message, until } from './processes.mjs';
import { ensureEditor, newestEditor, oldestEditor } from './setup.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * @typedef {{ title: string; state: 'passed' | 'failed' | 'skipped'; duration: number; error?: string }} HostResult
 */

/**
 * Needs a built repository.
 *
 * @param {import('./setup.mjs').Editor} version
 * @returns {Promise<HostResult[]>} Rejects when the tests did not run to their end; the error tells the ends of the logs.
 */
async function runExtensionHostTests(version) {
  const codeServer = await ensureEditor(version);
  const out = join(root, 'out', 'extension-host', version.codeServer);
  rmSync(out, { recursive: true, force: true });
  const workspace = join(out, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const tests = join(out, 'tests');
  await bundle(tests);

  const results = join(out, 'results.json');
  const engine = new PrivateEngine();
  const control = await controlServer(engine);
  const editor = new Editor({
    codeServer,
    data: out,
    env: { DOCKER_HOST: engine.host, QUAYSIDE_RESULTS: results, QUAYSIDE_CONTROL: control.address },
  });
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  /** @type {string[]} */
  const messages = [];
  try {
    await Promise.all([engine.start(), editor.startForTests()]);
    await engine.load([
      { tags: ['web:1.0', 'web:latest'], ports: ['80/tcp'], labels: { 'org.opencontainers.image.title': 'Web' } },
      { tags: ['job:1'], cmd: ['echo', 'done'] },
      { tags: [], created: '2024-05-05T00:00:00Z' },
    ]);
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    let exit = /** @type {number | undefined} */ (undefined);
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _type, /** @type {unknown[]} */ args) => {
      messages.push(args.map(String).join(' '));
    });
    await page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => {
      exit = code;
    });
    page.on('pageerror', (error) => messages.push(error.message));
    await page.goto(address(editor, join(tests, 'run.js'), workspace), { timeout: 120_000 });
    await until(`the tests in ${version.name} to end`, () => exit !== undefined || existsSync(results), 600_000);
    await until('their results', () => existsSync(results), 5_000);
    return JSON.parse(readFileSync(results, 'utf8'));
  } catch (error) {
    throw new Error(
      [message(error), ...messages.slice(-40), editor.log(), '--- The engine', engine.log(20)].join('\n'),
    );
  } finally {
    await browser?.close().catch(() => {});
    control.close();
    await editor.stop();
    await engine.dispose();
  }
}

/**
 * @param {Editor} editor
 * @param {string} runner
 * @param {string} workspace
 */
function address(editor, runner, workspace) {
  /** @param {string} path */
  const remote = (path) => `vscode-remote://${new URL(editor.origin).host}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(runner)],
    ['skipWelcome', 'true'],
  ];
  return `${editor.url(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** @param {string} outdir */
async function bundle(outdir) {
  const suite = join(root, 'test', 'editor', 'suite');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: readdirSync(suite)
      .filter((name) => name === 'run.ts' || name.endsWith('.test.ts'))
      .map((name) => join(suite, name)),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/**
 * Lets a test do to the engine what only its owner can: `POST /kill`, `/stop`, `/start`, `/freeze`, `/thaw`, `/empty`.
 *
 * @param {PrivateEngine} engine
 */
async function controlServer(engine) {
  /** @type {Record<string, () => void | Promise<void>>} */
  const actions = {
    '/kill': () => engine.kill(),
    '/stop': () => engine.stop(),
    '/start': () => engine.start(),
    '/freeze': () => engine.freeze(),
    '/thaw': () => engine.thaw(),
    '/empty': () => engine.empty(),
  };
  const server = createServer(async (request, response) => {
    try {
      await actions[request.url ?? '']?.();
      response.end();
    } catch (error) {
      response.writeHead(500).end(message(error));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${bound && typeof bound === 'object' ? bound.port : 0}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * A run that fails is tried once more on a fresh page and engine, and that is told.
 *
 * @param {import('./setup.mjs').Editor} version
 * @param {string} file For the results.
 */
async function main(version, file) {
  /** @type {HostResult[]} */
  let results = [];
  for (const attempt of [1, 2]) {
    try {
      results = await runExtensionHostTests(version);
    } catch (error) {
      results = [{ title: 'The run', state: 'failed', duration: 0, error: message(error) }];
    }
    const failed = results.filter(({ state }) => state === 'failed');
    for (const { title, error } of failed) console.log(`Failed at try ${attempt}: ${title}\n${error}`);
    if (failed.length === 0) {
      if (attempt === 2) console.log('flaky, passed at the second try');
      break;
    }
  }
  for (const { title, state, duration } of results) console.log(`${state.padEnd(8)}${title} (${duration} ms)`);
  writeFileSync(file, JSON.stringify(results));
  if (results.some(({ state }) => state === 'failed')) process.exitCode = 1;
}

const [, program, codeServer, file] = process.argv;
if (program && import.meta.url === pathToFileURL(program).href && file) {
  const version = [oldestEditor, newestEditor].find((editor) => editor.codeServer === codeServer);
  if (!version) throw new Error(`No such editor: ${codeServer}`);
  for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(name, () => process.exit(1));
  await main(version, file);
}
