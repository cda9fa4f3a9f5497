import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Connection } from '../../client/src/engine/connection';
import { thisMachine } from '../../client/src/engine/machine';
import { Live } from '../../client/src/store/live';
import type { State } from '../../client/src/store/state';
import { Store } from '../../client/src/store/store';
import type { PrivateEngine } from '../../scripts/host/engine.mjs';

type Host = typeof import('../../scripts/host/engine.mjs');

/** The module is read as it is: bundled, it would not find its neighbours. */
export function engineHost(root: string): Promise<Host> {
  return import(join(root, 'scripts', 'host', 'engine.mjs'));
}

/** What the extension keeps of an engine, without its views. */
export class Followed {
  readonly store = new Store();
  readonly live: Live;

  constructor(path: string) {
    const endpoint = { name: 'bench', source: 'context', url: '', address: { kind: 'socket', path } } as const;
    const noTunnel = () => Promise.reject(new Error('no tunnel here'));
    this.live = new Live(this.store, new Connection(endpoint, noTunnel), thisMachine());
  }

  /** Resolves with the time (milliseconds since the epoch, with fractions) at which the state fulfils the condition. */
  until(condition: (state: State) => boolean): Promise<number> {
    return new Promise((resolve) => {
      const stop = this.store.subscribe(check);
      function check(state: State): void {
        if (condition(state)) {
          stop();
          resolve(now());
        }
      }
      check(this.store.state);
    });
  }
}

export const isConnected = ({ connection }: State): boolean => connection.status === 'connected' && !connection.silent;

/** Milliseconds since the epoch, with fractions. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

const run = promisify(execFile);

/** Runs the docker command line as extensions do that are built on it, and parses its lines of JSON. */
export async function docker(engine: PrivateEngine, ...args: readonly string[]): Promise<readonly unknown[]> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: engine.folder, DOCKER_HOST: engine.host };
  const { stdout } = await run('docker', [...args, '--format', '{{json .}}'], { env, maxBuffer: 2 ** 28 });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Calls `onEvent` with each container's events and the time at which the engine says that they happened. */
export async function listen(
  engine: PrivateEngine,
  onEvent: (action: string, id: string, time: number) => void,
): Promise<() => void> {
  const filters = encodeURIComponent('{"type":["container"],"event":["start","die"]}');
  const sent = request({ socketPath: engine.socket, path: `/events?filters=${filters}` }).end();
  const [answer] = await once(sent, 'response');
  sent.on('error', () => {});
  let rest = '';
  answer.on('error', () => {});
  answer.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { Action, Actor, timeNano } = JSON.parse(line);
      onEvent(Action, Actor.ID, timeNano / 1e6);
    }
  });
  return () => sent.destroy();
}

/** Starts and ends a container over and over. */
export async function startAndStop(engine: PrivateEngine, id: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await engine.call('POST', `/containers/${id}/start`);
    await engine.call('POST', `/containers/${id}/kill`);
    await engine.request('POST', `/containers/${id}/wait`);
  }
}

/** A socket in front of an engine's that counts requests. */
export async function counted(engine: PrivateEngine): Promise<{ path: string; count: () => number; close(): void }> {
  const path = join(engine.folder, 'counted.sock');
  let requests = 0;
  const server = createServer((incoming, response) => {
    requests++;
    const { method, url, headers } = incoming;
    const sent = request({ socketPath: engine.socket, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      response.flushHeaders();
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    sent.on('error', () => response.destroy());
    response.on('close', () => sent.destroy());
    incoming.pipe(sent);
  });
  server.listen(path);
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { path, count: () => requests, close };
}

/** True when there is a docker command line to compare with. */
export async function hasDocker(): Promise<boolean> {
  const child = spawn('docker', ['--version'], { stdio: 'ignore' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** Makes many things, a few at a time. */
export async function inParallel<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      made[index] = await make(index);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return made;
}
