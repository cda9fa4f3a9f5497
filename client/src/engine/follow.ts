import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection, EngineInfo } from './connection';
import type { Endpoint } from './endpoint';
import { type EngineError, toEngineError } from './errors';
import { type EngineEvent, eventOf, readLines } from './events';

/** Who is told what happens on an engine. */
export interface Follower {
  /** The event stream is open: read the state of the engine now. Events are held back until the promise settles. */
  onConnected(info: EngineInfo, signal: AbortSignal): Promise<void>;
  onEvent(event: EngineEvent): void;
  onLost(error: EngineError): void;
}

export interface FollowOptions {
  /** Milliseconds between signs of life: a hung engine closes nothing, and only an unanswered ping tells. */
  readonly heartbeat: number;
  /** Milliseconds between attempts, the last one for all further attempts. */
  readonly backOff: readonly number[];
}

export const defaultFollowOptions: FollowOptions = { heartbeat: 15_000, backOff: [100, 200, 400, 800] };

const eventTypes = ['container', 'image', 'volume', 'network'];

/**
 * Follows an engine until `signal` is aborted: connects, tells the follower, hands it the events, and starts again after every loss, for
 * ever. The socket's folder is watched, so that an engine's going and coming is noticed at once. Never rejects.
 */
export async function follow(
  connection: Connection,
  follower: Follower,
  signal: AbortSignal,
  options = defaultFollowOptions,
): Promise<void> {
  const socket = new SocketWatch(connection.endpoint);
  signal.addEventListener('abort', () => socket.close(), { once: true });
  for (let attempt = 0; !signal.aborted; attempt++) {
    const session = new AbortController();
    const stop = () => session.abort();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await followOnce(connection, follower, session, socket, options, () => {
        attempt = 0;
      });
    } catch (error) {
      if (!signal.aborted) {
        follower.onLost(toEngineError('follow the engine', error));
      }
    } finally {
      session.abort();
      signal.removeEventListener('abort', stop);
      connection.close();
    }
    await pause(socket, options.backOff[Math.min(attempt, options.backOff.length - 1)] ?? 1000, signal);
  }
}

async function followOnce(
  connection: Connection,
  follower: Follower,
  session: AbortController,
  socket: SocketWatch,
  options: FollowOptions,
  onUp: () => void,
): Promise<void> {
  const { signal } = session;
  const info = await connection.ready();
  const request = { what: 'follow events', signal };
  const body = await connection.stream(request, '/events', { filters: JSON.stringify({ type: eventTypes }) });
  let held: EngineEvent[] | undefined = [];
  const ended = readLines(body, (line) => {
    const event = eventOf(line);
    if (event && held) {
      held.push(event);
    } else if (event) {
      follower.onEvent(event);
    }
  });
  const listed = follower.onConnected(info, signal).then(() => {
    onUp();
    const missed = held ?? [];
    held = undefined;
    missed.forEach((event) => {
      follower.onEvent(event);
    });
  });
  const lifeless = heartbeat(connection, socket, options.heartbeat, signal);
  // Whatever ends first ends the session; a failed list does too, a finished one does not.
  await Promise.race([ended, lifeless, listed.then(() => ended)]);
  signal.throwIfAborted();
  throw new Error('the engine closed the connection');
}

/** Pings now and then, and at once when the socket is touched. Rejects when there is no answer. */
async function heartbeat(
  connection: Connection,
  socket: SocketWatch,
  interval: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await pause(socket, interval, signal);
    if (!signal.aborted) {
      await connection.ping(signal);
    }
  }
}

/** Waits for `milliseconds`, a change at the socket, or the end, whichever comes first. */
async function pause(socket: SocketWatch, milliseconds: number, signal: AbortSignal): Promise<void> {
  const waiting = new AbortController();
  const stop = () => waiting.abort();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) {
    stop();
  }
  const clock = delay(milliseconds, undefined, { signal: waiting.signal }).catch(() => {});
  await Promise.race([clock, socket.changed(waiting.signal)]);
  waiting.abort();
  signal.removeEventListener('abort', stop);
}

/** Tells when the socket of an endpoint appears or goes. Does nothing for other endpoints, and where folders can't be watched. */
class SocketWatch {
  readonly #listeners = new Set<() => void>();
  readonly #close: () => void;

  constructor({ address }: Endpoint) {
    this.#close = address.kind === 'socket' ? this.#watch(address.path) : () => {};
  }

  /** Resolves at the next change, or when `signal` is aborted. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#listeners.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#listeners.add(done);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) {
        done();
      }
    });
  }

  close(): void {
    this.#close();
  }

  #watch(path: string): () => void {
    try {
      const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
        if (name === null || name === basename(path)) {
          for (const listener of [...this.#listeners]) {
            listener();
          }
        }
      });
      watcher.on('error', () => watcher.close());
      return () => watcher.close();
    } catch {
      // No such folder yet, or a named pipe: the attempts go on by the clock.
      return () => {};
    }
  }
}
