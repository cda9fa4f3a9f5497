import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnBound } from '../../scripts/host/processes.mjs';
import type { PrivateEngine } from './engine';

export const registryHost = '127.0.0.1:5055';

/** Who may use the registry, and the password as bcrypt hashes it. */
export const registryLogin = {
  user: 'ann',
  password: 'p+ss/w:rd?',
  hash: '$2y$04$abcdefghijklmnopqrstuunAP5wb7CHOYlGcth5kFAiQf3syRdciK',
};

export interface Registry {
  /** Takes another password for the only one. */
  setHash(hash: string): void;
  /** Connections are accepted and never answered from now on. */
  freeze(): void;
  stop(): Promise<void>;
}

/** Starts a registry (docker-registry of Debian) in the network of a private engine, which is its own. */
export async function startRegistry(engine: PrivateEngine, { login = true } = {}): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-registry-'));
  const passwords = join(folder, 'htpasswd');
  const setHash = (hash: string) => writeFileSync(passwords, `${registryLogin.user}:${hash}\n`);
  setHash(registryLogin.hash);
  const config = {
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'data') } },
    http: { addr: registryHost },
    ...(login ? { auth: { htpasswd: { realm: 'test', path: passwords } } } : {}),
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'config.yml'), JSON.stringify(config));
  const inNetwork = ['--target', daemonOf(engine), '--net', '--'];
  const serve = ['/usr/bin/docker-registry', 'serve', join(folder, 'config.yml')];
  const child = spawnBound('nsenter', [...inNetwork, ...serve], { stdio: 'ignore' });
  const stop = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(child, inNetwork);
  } catch (error) {
    await stop();
    throw error;
  }
  return { setHash, freeze: () => void child.kill('SIGSTOP'), stop };
}

async function answering(registry: ChildProcess, inNetwork: readonly string[]): Promise<void> {
  const [host = '', port = ''] = registryHost.split(':');
  const connect = `require('net').connect(${port}, '${host}').on('connect', () => process.exit(0))`;
  for (let left = 300; left > 0; left--) {
    if (registry.exitCode !== null) {
      throw new Error('The registry ended at its start');
    }
    const tried = spawn('nsenter', [...inNetwork, process.execPath, '-e', connect], { stdio: 'ignore' });
    if ((await exitOf(tried)) === 0) {
      return;
    }
    await delay(100);
  }
  throw new Error('The registry does not answer');
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = exitOf(child);
  child.kill('SIGKILL');
  await exit;
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve(child.exitCode);
    }
    child.once('exit', resolve);
    child.once('error', reject);
  });
}

/** The process id of the engine's daemon, as this machine counts. */
function daemonOf({ folder }: PrivateEngine): string {
  const found = readdirSync('/proc').find((id) => {
    const words = /^\d+$/.test(id) ? commandLine(id).split('\0') : [];
    return words[0]?.endsWith('/dockerd') && words.includes(`--data-root=${folder}/root`);
  });
  if (!found) {
    throw new Error('The engine does not run');
  }
  return found;
}

function commandLine(id: string): string {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    // It has just ended.
    return '';
  }
}
