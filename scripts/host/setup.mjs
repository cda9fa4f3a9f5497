// Sets up the test host: Debian packages, and VS Code servers from the npm registry, cached outside the repository.
//   node scripts/host/setup.mjs        sets up everything now; safe to repeat
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { message } from './processes.mjs';

/**
 * A VS Code that runs in the browser, and the Node.js that it is made for.
 *
 * @typedef {object} Editor
 * @property {string} name
 * @property {string} codeServer Version of the npm package code-server.
 * @property {string} node Version of the npm package node-linux-*.
 */

/** The oldest VS Code that the extension supports (`engines.vscode`). @type {Editor} */
export const oldestEditor = { name: 'VS Code 1.99.3', codeServer: '4.99.4', node: '20.20.2' };

/** The newest VS Code that the npm registry offers. @type {Editor} */
export const newestEditor = { name: 'VS Code 1.139', codeServer: '4.139.1', node: '24.21.0' };

/** Counted up when the recipe below changes. */
const recipe = 1;

const debianPackages = [
  ...['docker.io', 'tini', 'busybox-static', 'iptables', 'iproute2', 'util-linux'], // the private engine
  ...['chromium', 'fonts-dejavu-core'], // the browser
  ...['openssh-server', 'openssh-client', 'openssl', 'podman'], // engines that are reached otherwise
  'docker-registry', // where images are pushed to and pulled from
  ...['ripgrep', 'build-essential', 'python3', 'pkg-config'], // VS Code's own needs and native modules
  'shellcheck',
];

/**
 * Why the browser-hosted VS Code cannot be set up on this machine; undefined when it can.
 *
 * @returns {string | undefined}
 */
export function hostObstacle() {
  if (process.platform !== 'linux') return 'the test host needs Linux';
  if (!['x64', 'arm64'].includes(process.arch)) return `the test host needs x64 or arm64, not ${process.arch}`;
  const missing = missingPackages();
  if (missing === undefined) return 'the test host needs Debian';
  if (missing.length > 0 && process.getuid?.() !== 0) return `not root, and missing: ${missing.join(' ')}`;
  return undefined;
}

/** Undefined where there is no dpkg. @returns {string[] | undefined} */
function missingPackages() {
  try {
    const status = readFileSync('/var/lib/dpkg/status', 'utf8').split('\n\n');
    const installed = new Set(
      status.flatMap((entry) =>
        /^Status: \S+ \S+ installed$/m.test(entry) ? [/^Package: (.*)$/m.exec(entry)?.[1] ?? ''] : [],
      ),
    );
    return debianPackages.filter((name) => !installed.has(name));
  } catch {
    return undefined;
  }
}

/** Installs the Debian packages that are missing. Needs root only if there are any. */
export async function ensurePackages() {
  const missing = missingPackages() ?? [];
  if (missing.length === 0) return;
  console.log(`Installing Debian packages: ${missing.join(' ')}`);
  // A package's service is not started by installing it: engines of ours are private ones.
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await attempt('apt-get update', () => run('apt-get', ['update', '-qq'], { env }));
    await attempt('apt-get install', () =>
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env }),
    );
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}

/**
 * Where an editor is, installing it there if it is not. Set up beside its place and moved there when all of it works, so that a
 * set-up that was broken off is never taken for a finished one.
 *
 * @param {Editor} editor
 * @returns {Promise<string>} The folder of the npm package code-server.
 */
export async function ensureEditor(editor) {
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'quayside-test-host');
  const place = join(cache, `code-server-${editor.codeServer}-node-${editor.node}-${recipe}`);
  if (!existsSync(place)) {
    console.log(
      `Setting up ${editor.name} (code-server ${editor.codeServer}) in ${place}; this takes a few minutes once`,
    );
    mkdirSync(cache, { recursive: true });
    const partial = mkdtempSync(join(cache, 'partial-'));
    try {
      await install(editor, partial);
      if (!existsSync(place)) renameSync(partial, place);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  }
  return join(place, 'node_modules', 'code-server');
}

/**
 * The Node.js that an editor runs with.
 *
 * @param {string} codeServer What `ensureEditor` answered.
 */
export function editorNode(codeServer) {
  return join(dirname(codeServer), `node-linux-${process.arch}`, 'bin', 'node');
}

/**
 * code-server's own post-install downloads and builds more than is needed, from places that may be out of reach.
 *
 * @param {Editor} editor
 * @param {string} folder
 */
async function install(editor, folder) {
  const codeServer = join(folder, 'node_modules', 'code-server');
  const vscode = join(codeServer, 'lib', 'vscode');
  const nodeHome = dirname(dirname(editorNode(codeServer)));
  // Only for building: with another Node.js, npm would look for the machine's settings (registry, certificates) elsewhere.
  const env = {
    ...process.env,
    PATH: `${join(nodeHome, 'bin')}:${process.env['PATH']}`,
    npm_config_nodedir: nodeHome, // the headers to build against
  };
  const flags = ['--no-audit', '--no-fund', '--no-package-lock', '--omit=dev', '--force', '--loglevel=error'];
  /** @param {string} cwd @param {...string} args */
  const npmInstall = (cwd, ...args) =>
    attempt(`npm install in ${cwd}`, () =>
      run('npm', ['install', '--ignore-scripts=true', ...flags, ...args], { cwd, timeout: 600_000 }),
    );
  /** @param {string} cwd @param {...string} names */
  const npmRebuild = (cwd, ...names) =>
    run('npm', ['rebuild', '--ignore-scripts=false', '--foreground-scripts', ...names], { cwd, env });

  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  await npmInstall(folder, `node-linux-${process.arch}@${editor.node}`, `code-server@${editor.codeServer}`);
  await npmInstall(vscode);
  await npmInstall(join(vscode, 'extensions'));
  const { dependencies } = JSON.parse(readFileSync(join(vscode, 'package.json'), 'utf8'));
  const addons = ['@vscode/spdlog', 'native-watchdog', '@vscode/native-watchdog'].filter(
    (name) => name in dependencies,
  );
  await npmRebuild(vscode, ...addons);
  // node-pty's own post-install fails after it has built its addon, which is checked below.
  await npmRebuild(vscode, 'node-pty').catch(() => {});
  await npmRebuild(folder, 'argon2');

  const ripgrep = join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(ripgrep, { recursive: true });
  link('/usr/bin/rg', join(ripgrep, 'rg'));
  link('node_modules', join(vscode, 'node_modules.asar'));
  link('code-linux.sh', join(vscode, 'bin', 'remote-cli', 'code-server'));
  link('browser-linux.sh', join(vscode, 'bin', 'helpers', 'browser.sh'));

  /** @param {string} cwd @param {string} name */
  const check = (cwd, name) => run(editorNode(codeServer), ['-e', `require(${JSON.stringify(name)})`], { cwd, env });
  for (const name of [...addons, 'node-pty']) await check(vscode, name);
  await check(codeServer, 'argon2');
}

/** @param {string} target @param {string} path */
function link(target, path) {
  rmSync(path, { force: true });
  symlinkSync(target, path);
}

/**
 * Registries fail now and then.
 *
 * @param {string} what
 * @param {() => Promise<void>} action
 */
async function attempt(what, action) {
  for (let left = 2; ; left--) {
    try {
      return await action();
    } catch (error) {
      if (left === 0) throw error;
      console.log(`${what} failed, trying again: ${message(error)}`);
    }
  }
}

/**
 * Runs a program whose output matters only when it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<void>}
 */
function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (/** @type {Buffer} */ data) => {
      output = (output + data).slice(-8_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`)),
    );
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const obstacle = hostObstacle();
  if (obstacle) throw new Error(obstacle);
  await ensurePackages();
  for (const editor of [oldestEditor, newestEditor]) console.log(`${editor.name}: ${await ensureEditor(editor)}`);
}
