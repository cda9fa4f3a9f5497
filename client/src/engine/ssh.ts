import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { OpenTunnel, Tunnel } from './connection';
import { type Address, defaultSshSocket } from './endpoint';
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
  const ssh = start(address, forward, []);
  const tunnel: Tunnel = {
    socketPath,
    close: () => {
      ssh.process.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await opened(ssh, socketPath);
    await answers(ssh, socketPath);
  } catch (error) {
    tunnel.close();
    // "open failed" is all that ssh says when the host does not forward sockets, and when nothing listens there.
    const other = /open failed|prohibited/i.test(ssh.words()) ? await dialThrough(address) : undefined;
    if (!other) {
      throw error;
    }
    return other;
  }
  ssh.process.once('exit', onClosed);
  return tunnel;
};

interface Ssh {
  readonly process: ChildProcess;
  /** What ssh has said so far. */
  words(): string;
}

function start(address: SshAddress, more: readonly string[], command: readonly string[]): Ssh {
  const port = address.port === undefined ? [] : ['-p', String(address.port)];
  const stdio = command.length > 0 ? 'pipe' : 'ignore';
  const process = spawn('ssh', [...options, ...port, ...more, '--', address.destination, ...command], {
    stdio: [stdio, stdio, 'pipe'],
  });
  let said = '';
  process.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-2000);
  });
  return { process, words: () => said.trim() };
}

/** Without a path of its own the other side's docker knows best where its engine is. */
function engineOf({ socketPath }: SshAddress): readonly string[] {
  return socketPath === defaultSshSocket ? [] : ['-H', `unix://${socketPath}`];
}

/** Waits until ssh listens on the local socket. */
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
      throw failure(ended ?? (ssh.words() || 'it took too long'));
    }
    await delay(20);
  }
}

/** ssh listens even when the other side will not forward, and tells only when somebody connects: so somebody does. */
async function answers(ssh: Pick<Ssh, 'words'>, socketPath: string): Promise<void> {
  const socket = connect(socketPath);
  socket.setTimeout(openDeadline, () => socket.destroy());
  socket.write('GET /_ping HTTP/1.1\r\nHost: engine\r\nConnection: close\r\n\r\n');
  const answered = await new Promise<boolean>((resolve) => {
    socket.once('data', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
  socket.destroy();
  if (!answered) {
    // ssh's words may come a moment after the close.
    await delay(50);
    throw failure(ssh.words() || 'the engine on the other side does not answer');
  }
}

function failure(reason: string): EngineError {
  return new EngineError('unreachable', `Could not connect over SSH: ${reason}`, { code: 'ESSH' });
}

/**
 * A local socket whose every connection is carried by an ssh of its own to `docker system dial-stdio`; undefined when nothing answers
 * there either.
 */
async function dialThrough(address: SshAddress): Promise<Tunnel | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-'));
  const socketPath = join(folder, 'docker.sock');
  const running = new Set<ChildProcess>();
  let words = () => '';
  const server = createServer((socket) => {
    const ssh = start(address, [], ['docker', ...engineOf(address), 'system', 'dial-stdio']);
    words = ssh.words;
    running.add(ssh.process);
    ssh.process.once('exit', () => running.delete(ssh.process));
    ssh.process.once('error', () => socket.destroy());
    socket.once('close', () => ssh.process.kill());
    socket.on('error', () => {});
    if (ssh.process.stdin && ssh.process.stdout) {
      ssh.process.stdin.on('error', () => {});
      socket.pipe(ssh.process.stdin);
      ssh.process.stdout.pipe(socket);
    }
  });
  const close = () => {
    server.close();
    for (const process of running) {
      process.kill();
    }
    rmSync(folder, { recursive: true, force: true });
  };
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socketPath, resolve));
  try {
    await answers({ words: () => words() }, socketPath);
    return { socketPath, close };
  } catch {
    close();
    return undefined;
  }
}
