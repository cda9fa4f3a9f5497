// Runs a VS Code server whose workbench a browser shows.
import { execFile } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './ports.mjs';
import { endTree, Hopeless, spawnBound, until } from './processes.mjs';
import { editorNode } from './setup.mjs';

/** Nothing that opens, asks, moves or calls out by itself. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
};

/**
 * @typedef {object} EditorOptions
 * @property {string} codeServer What `ensureEditor` answered.
 * @property {string} data A folder of its own, for user data, logs and its home; created if missing.
 * @property {string} [extensions] Where extensions are installed; default: in `data`.
 * @property {Readonly<Record<string, unknown>>} [settings] On top of quiet ones.
 * @property {Readonly<Record<string, string>>} [env] What extensions see besides PATH, HOME and LANG.
 */

export class Editor {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;

  /** @param {EditorOptions} options */
  constructor(options) {
    this.options = options;
    this.port = 0;
    this.logFile = join(options.data, 'server.log');
    this.extensions = options.extensions ?? join(options.data, 'extensions');
    this.user = join(options.data, 'user');
    this.home = join(options.data, 'home');
    for (const folder of [join(this.user, 'User'), this.home, this.extensions]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(options.data, 'config.yaml'), '');
    writeFileSync(
      join(this.user, 'User', 'settings.json'),
      JSON.stringify({ ...quietSettings, ...options.settings }, null, 2),
    );
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  /**
   * The address that shows a folder.
   *
   * @param {string} folder
   */
  url(folder) {
    return `${this.origin}/?folder=${encodeURIComponent(folder)}`;
  }

  get #env() {
    return {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: this.home,
      LANG: 'C.UTF-8',
      SHELL: '/bin/bash',
      ...this.options.env,
    };
  }

  get #common() {
    return ['--disable-telemetry', `--user-data-dir=${this.user}`, `--extensions-dir=${this.extensions}`];
  }

  get #codeServerArguments() {
    return [
      join(this.options.codeServer, 'out', 'node', 'entry.js'),
      `--config=${join(this.options.data, 'config.yaml')}`,
      ...this.#common,
    ];
  }

  /**
   * Installs a packaged extension, as a user would from a file.
   *
   * @param {string} vsix
   * @returns {Promise<string>} What the editor says about it.
   */
  async install(vsix) {
    const node = editorNode(this.options.codeServer);
    const { stdout, stderr } = await promisify(execFile)(
      node,
      [...this.#codeServerArguments, '--install-extension', vsix],
      { env: this.#env, timeout: 180_000 },
    );
    return `${stdout}${stderr}`;
  }

  /** Starts code-server: a workbench like a user's. */
  start() {
    return this.#start('/healthz', (port) => [
      ...this.#codeServerArguments,
      ...[
        '--auth=none',
        `--bind-addr=127.0.0.1:${port}`,
        '--disable-update-check',
        '--disable-workspace-trust',
        '--disable-getting-started-override',
      ],
    ]);
  }

  /** Starts the VS Code server alone, whose workbench takes orders for tests from its address. */
  startForTests() {
    return this.#start('/version', (port) => [
      join(this.options.codeServer, 'lib', 'vscode', 'out', 'server-main.js'),
      ...this.#common,
      ...['--host=127.0.0.1', `--port=${port}`, '--without-connection-token', '--accept-server-license-terms'],
      ...[`--server-data-dir=${join(this.options.data, 'server')}`, '--enable-smoke-test-driver'],
    ]);
  }

  /**
   * @param {string} readiness Path that answers 200 once the server is ready.
   * @param {(port: number) => string[]} commandLine
   */
  async #start(readiness, commandLine) {
    // A free port may be taken by someone else before the server has it: then another is tried.
    for (let left = 2; ; left--) {
      this.port = await freePort();
      const log = openSync(this.logFile, 'a');
      const child = spawnBound(editorNode(this.options.codeServer), commandLine(this.port), {
        stdio: ['ignore', log, log],
        cwd: this.options.data,
        env: this.#env,
      });
      closeSync(log);
      child.once('error', () => {});
      this.#process = child;
      try {
        await until(
          'VS Code to answer',
          async () => {
            if (child.exitCode !== null || child.signalCode !== null) throw new Hopeless('VS Code ended at its start');
            return (await fetch(`${this.origin}${readiness}`)).ok;
          },
          120_000,
        );
        return;
      } catch (error) {
        await this.stop();
        if (left === 0) throw new Error(`${error instanceof Error ? error.message : error}\n${this.log()}`);
      }
    }
  }

  async stop() {
    await endTree(this.#process);
    this.#process = undefined;
  }

  /**
   * The ends of the logs of the server, its extension hosts and the extension.
   *
   * @param {number} [lines] Of each.
   */
  log(lines = 40) {
    const inner = join(this.user, 'logs');
    const files = existsSync(inner)
      ? readdirSync(inner, { recursive: true, encoding: 'utf8' })
          .filter((name) => /(remoteexthost|exthost|quayside|output_logging).*\.log$/i.test(name))
          .map((name) => join(inner, name))
      : [];
    return [this.logFile, ...files]
      .filter((file) => existsSync(file))
      .map((file) => ({ file, text: readFileSync(file, 'utf8').trimEnd() }))
      .filter(({ text }) => text !== '')
      .map(({ file, text }) => `--- ${file}\n${text.split('\n').slice(-lines).join('\n')}`)
      .join('\n');
  }
}
