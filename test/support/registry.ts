import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrivateEngine } from './engine';

export const registryHost = '127.0.0.1:5055';
export const registryLogin = { user: 'ann', password: 'p+ss/w:rd?' };

/** Starts a registry in the network of a private engine, which is its own. Returns how to stop it. */
export async function startRegistry(engine: PrivateEngine, { login = true } = {}): Promise<() => void> {
  const script = join(import.meta.dirname, 'registry-server.mjs');
  const port = registryHost.split(':')[1] ?? '';
  const child: ChildProcess = spawn(
    'nsenter',
    [
      '--target',
      daemonOf(engine),
      '--net',
      '--',
      process.execPath,
      script,
      port,
      ...(login ? [registryLogin.user, registryLogin.password] : []),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (child.stdout) {
    await once(child.stdout, 'data');
  }
  return () => child.kill();
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
