// A private Docker engine: own process, mount and network namespaces, own socket, data folder and control group. It cannot touch
// another engine's objects, and the kernel ends it with everything in it when the process that started it dies.
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request as httpRequest } from 'node:http';
import { basename, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { busybox, imageArchive } from './images.mjs';
import { childrenOf, Hopeless, identity, signal, spawnBound, until } from './processes.mjs';

/** Short, because the address of a socket may have 107 bytes only. */
const prefix = '/tmp/quayside-engine-';

/** What the engine needs besides a Linux kernel and root. */
const programs = ['/usr/sbin/dockerd', '/usr/bin/unshare', '/usr/bin/setpriv', '/usr/bin/tini', busybox];

/**
 * Why no private engine can run on this machine; undefined when it can.
 *
 * @returns {string | undefined}
 */
export function engineObstacle() {
  if (process.platform !== 'linux') return 'a private engine needs Linux';
  if (process.getuid?.() !== 0) return 'a private engine needs root';
  const missing = programs.filter((file) => !existsSync(file));
  return missing.length > 0 ? `missing: ${missing.join(', ')}` : undefined;
}

/**
 * An engine of our own. `start` and `kill` may alternate: the data folder stays until `dispose`.
 */
export class PrivateEngine {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #process;

  constructor() {
    const obstacle = engineObstacle();
    if (obstacle) throw new Error(obstacle);
    sweep();
    this.folder = mkdtempSync(prefix);
    this.socket = join(this.folder, 'd.sock');
    this.logFile = join(this.folder, 'dockerd.log');
    writeFileSync(join(this.folder, 'owner'), identity(process.pid) ?? '');
    writeFileSync(join(this.folder, 'daemon.json'), '{}');
  }

  /** The value for DOCKER_HOST. */
  get host() {
    return `unix://${this.socket}`;
  }

  get running() {
    return this.#process !== undefined;
  }

  /** Starts the engine and waits until it answers. */
  async start() {
    if (this.#process) throw new Error('The engine is running');
    // Nothing of the last run lives any more, so its process ids and mounts mean nothing.
    for (const name of ['exec', 'docker.pid', 'd.sock'])
      rmSync(join(this.folder, name), { recursive: true, force: true });
    mkdirSync(join(this.folder, 'home'), { recursive: true });
    const log = openSync(this.logFile, 'a');
    // A tmpfs hides the machine's /etc/docker, which holds the key that would give every engine the same id.
    const script = 'ip link set lo up; mkdir -p /etc/docker; mount -t tmpfs tmpfs /etc/docker; exec "$@"';
    const child = spawnBound(
      '/usr/bin/unshare',
      [
        ...[
          '--fork',
          '--kill-child',
          '--pid',
          '--mount-proc',
          '--mount',
          '--net',
          '--ipc',
          '--propagation',
          'private',
          '--',
        ],
        ...['/usr/bin/tini', '--', '/bin/sh', '-c', script, 'sh', '/usr/sbin/dockerd'],
        `--config-file=${join(this.folder, 'daemon.json')}`,
        `--data-root=${join(this.folder, 'root')}`,
        `--exec-root=${join(this.folder, 'exec')}`,
        `--pidfile=${join(this.folder, 'docker.pid')}`,
        `--cgroup-parent=/${basename(this.folder)}`,
        '--exec-opt=native.cgroupdriver=cgroupfs',
        `--host=${this.host}`,
      ],
      {
        stdio: ['ignore', log, log],
        cwd: this.folder,
        env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: join(this.folder, 'home') },
      },
    );
    closeSync(log);
    this.#process = child;
    child.once('error', () => {});
    child.once('exit', () => {
      if (this.#process === child) this.#process = undefined;
    });
    try {
      await until(
        'the private engine to answer',
        () => {
          if (child.exitCode !== null || child.signalCode !== null)
            throw new Hopeless('The private engine ended at its start');
          return this.ping();
        },
        120_000,
      );
    } catch (error) {
      await this.kill();
      throw new Error(`${error instanceof Error ? error.message : error}\n${this.log()}`);
    }
  }

  /** Whether the engine answers. */
  async ping() {
    return (await this.request('GET', '/_ping')).status === 200;
  }

  /** Ends the engine as a power cut would: nothing is tidied up, the socket's file stays, containers die with it. */
  async kill() {
    const child = this.#process;
    if (!child?.pid) return;
    const family = [child.pid, ...childrenOf(child.pid)].map(identity).filter((id) => id !== undefined);
    signal(family.slice(1), 'SIGKILL');
    signal(family, 'SIGKILL');
    await until('the private engine to end', () => family.every((id) => identity(Number.parseInt(id, 10)) !== id));
    this.#process = undefined;
  }

  /** Ends the engine as its service manager would: it stops its containers and takes its socket away. */
  async stop() {
    const child = this.#process;
    if (!child?.pid) return;
    const init = childrenOf(child.pid)
      .map(identity)
      .filter((id) => id !== undefined);
    signal(init, 'SIGTERM');
    try {
      await until(
        'the private engine to stop',
        () => init.every((id) => identity(Number.parseInt(id, 10)) !== id),
        45_000,
      );
    } finally {
      await this.kill();
    }
  }

  /** Freezes the engine: connections are accepted and never answered, until `thaw`. */
  freeze() {
    signal(this.#daemons(), 'SIGSTOP');
  }

  thaw() {
    signal(this.#daemons(), 'SIGCONT');
  }

  #daemons() {
    const unshare = this.#process?.pid ?? 0;
    return childrenOf(unshare)
      .flatMap(childrenOf)
      .map(identity)
      .filter((id) => id !== undefined);
  }

  /** Ends the engine and removes everything that it kept. */
  async dispose() {
    await this.kill();
    if (process.env['QUAYSIDE_LOGS'] && existsSync(this.logFile)) {
      mkdirSync(process.env['QUAYSIDE_LOGS'], { recursive: true });
      copyFileSync(this.logFile, join(process.env['QUAYSIDE_LOGS'], `${basename(this.folder)}.log`));
    }
    remove(this.folder);
  }

  /**
   * The end of the engine's log.
   *
   * @param {number} [lines]
   * @returns {string}
   */
  log(lines = 40) {
    return existsSync(this.logFile)
      ? readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
      : '';
  }

  /**
   * Talks to the engine from outside, past everything that is under test.
   *
   * @param {string} method
   * @param {string} path Without a version: the engine's newest API.
   * @param {unknown} [body] A Buffer goes as an archive, anything else as JSON.
   * @returns {Promise<{ status: number; text: string }>} Rejects only when no answer comes.
   */
  request(method, path, body) {
    const payload = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const type = Buffer.isBuffer(body) ? 'application/x-tar' : 'application/json';
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          socketPath: this.socket,
          method,
          path,
          headers: payload === undefined ? {} : { 'Content-Type': type, 'Content-Length': Buffer.byteLength(payload) },
        },
        (response) => {
          buffer(response).then((data) => resolve({ status: response.statusCode ?? 0, text: data.toString() }), reject);
        },
      );
      request.once('error', reject);
      request.setTimeout(120_000, () => request.destroy(new Error(`No answer to ${method} ${path}`)));
      request.end(payload);
    });
  }

  /**
   * Like `request`, for calls that must succeed.
   *
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>} The parsed answer, undefined for an empty one.
   */
  async call(method, path, body) {
    const { status, text } = await this.request(method, path, body);
    if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text.trim()}`);
    return text ? JSON.parse(text) : undefined;
  }

  /**
   * Loads images made here.
   *
   * @param {readonly import('./images.mjs').ImageSpec[]} specs
   */
  async load(specs) {
    const { status, text } = await this.request('POST', '/images/load?quiet=1', await imageArchive(specs));
    if (status !== 200 || text.includes('"error"'))
      throw new Error(`The engine did not load the images: ${status} ${text}`);
  }

  /**
   * Creates a container, and starts it unless told otherwise.
   *
   * @param {string} name
   * @param {string} image
   * @param {{ start?: boolean; config?: object }} [options] `config` is the body of `POST /containers/create`.
   * @returns {Promise<string>} Its id.
   */
  async run(name, image, { start = true, config = {} } = {}) {
    const { Id } = await this.call('POST', `/containers/create?name=${encodeURIComponent(name)}`, {
      Image: image,
      ...config,
    });
    if (start) await this.call('POST', `/containers/${Id}/start`);
    return Id;
  }

  /** Removes every container, every image, and every volume and network that a user made. For tests that share an engine. */
  async empty() {
    for (const { Id } of await this.call('GET', '/containers/json?all=1')) {
      await this.request('DELETE', `/containers/${Id}?force=1&v=1`);
    }
    for (const { Id } of await this.call('GET', '/images/json')) await this.request('DELETE', `/images/${Id}?force=1`);
    for (const { Name } of (await this.call('GET', '/volumes')).Volumes ?? []) {
      await this.request('DELETE', `/volumes/${encodeURIComponent(Name)}?force=1`);
    }
    for (const { Id, Name } of await this.call('GET', '/networks')) {
      if (!['bridge', 'host', 'none'].includes(Name)) await this.request('DELETE', `/networks/${Id}`);
    }
  }
}

/** Removes what engines left behind whose owner died without a chance to do so. Their processes died with it. */
export function sweep() {
  for (const name of readdirSync('/tmp')) {
    const folder = join('/tmp', name);
    if (!folder.startsWith(prefix) || !existsSync(join(folder, 'owner'))) continue;
    const owner = readFileSync(join(folder, 'owner'), 'utf8');
    if (!owner || identity(Number.parseInt(owner, 10)) === owner) continue;
    try {
      remove(folder);
    } catch {
      // Someone else is sweeping it, too.
    }
  }
}

/** @param {string} folder An engine's, whose processes have ended. */
function remove(folder) {
  // Its owner's mark goes last, so that a removal that is broken off is taken up again.
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };
  for (const name of readdirSync(folder)) if (name !== 'owner') rmSync(join(folder, name), options);
  rmSync(folder, options);
  const groups = '/sys/fs/cgroup';
  const roots = existsSync(groups) ? [groups, ...readdirSync(groups).map((name) => join(groups, name))] : [];
  for (const root of roots) removeGroup(join(root, basename(folder)));
}

/**
 * Control groups are removed from the leaves up; their files cannot be removed.
 *
 * @param {string} group
 */
function removeGroup(group) {
  if (!existsSync(group)) return;
  try {
    for (const entry of readdirSync(group, { withFileTypes: true })) {
      if (entry.isDirectory()) removeGroup(join(group, entry.name));
    }
    rmdirSync(group);
  } catch {
    // An empty group does no harm.
  }
}
