import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { OpenTunnel, Tunnel } from './connection';
import type { Address } from './endpoint';
import { EngineError } from './errors';

type SshAddress = Extract<Address, { kind: 'ssh' }>;

/** Nobody can answer a question of ssh's here: it uses keys, the agent and known hosts, or says why it can't. */
const options = ['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=10', '-o', 'ServerAliveInterval=15', '-T'];
const openDeadline = 20_000;

/**
 * Opens a way to an engine with the system's ssh, so that its configuration, agent and known hosts hold: one connection that forwards
 * the engine's socket, or, where the host refuses that, `docker system dial-stdio` there for each connection.
 */
export const openSshTunnel: OpenTunnel = async (address, onClosed) => {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-'));
  const socketPath = join(folder, 'docker.sock');
  const forward = ['-N', '-o', 'ExitOnForwardFailure=yes', '-L', `${socketPath}:${address.socketPath}`];
  const ssh = start(address, forward);
  const tunnel: Tunnel = {
    socketPath,
    close: () => {
      ssh.process.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await opened(ssh, socketPath);
  } catch (error) {
    tunnel.close();
    if (/forward/i.test(error instanceof Error ? error.message : '')) {
      return dialThrough(address, folder);
    }
    throw error;
  }
  ssh.process.once('exit', onClosed);
  return tunnel;
};

interface Ssh {
  readonly process: ChildProcess;
  /** What ssh has said so far. */
  words(): string;
}

function start(address: SshAddress, more: readonly string[], stdio: 'ignore' | 'pipe' = 'ignore'): Ssh {
  const port = address.port === undefined ? [] : ['-p', String(address.port)];
  const [own, command] = [more.filter((word) => word !== '--'), more.includes('--')];
  const dialled = command ? ['docker', 'system', 'dial-stdio'] : [];
  const process = spawn('ssh', [...options, ...port, ...own, '--', address.destination, ...dialled], {
    stdio: [stdio, stdio, 'pipe'],
  });
  let said = '';
  process.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2000);
  });
  return { process, words: () => said.trim() };
}

async function opened(ssh: Ssh, socketPath: string): Promise<void> {
  let ended: string | undefined;
  ssh.process.once('error', (error) => {
    ended = `the program "ssh" can not be started (${error.message})`;
  });
  ssh.process.once('exit', (code) => {
    ended ??= ssh.words() || `ssh ended with code ${code}`;
  });
  const until = Date.now() + openDeadline;
  while (!existsSync(socketPath)) {
    if (ended !== undefined || Date.now() > until) {
      const reason = ended ?? (ssh.words() || 'it took too long');
      throw new EngineError('unreachable', `Could not connect over SSH: ${reason}`, { code: 'ESSH' });
    }
    await delay(20);
  }
}

/** A local socket whose every connection is carried by an ssh of its own to `docker system dial-stdio`. */
function dialThrough(address: SshAddress, folder: string): Promise<Tunnel> {
  return new Promise((resolve, reject) => {
    const running = new Set<ChildProcess>();
    const socketPath = join(mkdtempSync(join(tmpdir(), 'quayside-')), 'docker.sock');
    const server = createServer((socket) => {
      const { process } = start(address, ['--'], 'pipe');
      running.add(process);
      process.once('exit', () => running.delete(process));
      process.once('error', () => socket.destroy());
      socket.once('close', () => process.kill());
      socket.on('error', () => {});
      if (process.stdin && process.stdout) {
        process.stdin.on('error', () => {});
        socket.pipe(process.stdin);
        process.stdout.pipe(socket);
      }
    });
    server.once('error', reject);
    server.listen(socketPath, () =>
      resolve({
        socketPath,
        close: () => {
          server.close();
          for (const process of running) {
            process.kill();
          }
          rmSync(join(socketPath, '..'), { recursive: true, force: true });
          rmSync(folder, { recursive: true, force: true });
        },
      }),
    );
  });
}
