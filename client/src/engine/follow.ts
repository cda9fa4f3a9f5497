import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Attention, Bell } from './attention';
import type { Connection, EngineInfo } from './connection';
import type { Endpoint } from './endpoint';
import { type EngineError, toEngineError } from './errors';
import { type EngineEvent, eventOf, readLines } from './events';

/** Who is told what happens on an engine. */
export interface Follower {
  /** The event stream is open: read the state of the engine now. Events are held back until the promise settles. */
  onConnected(info: EngineInfo, signal: AbortSignal): Promise<void>;
  onEvent(event: EngineEvent): void;
  /** The engine owes an answer for a while already, or has given it after all. */
  onSilent(silent: boolean): void;
  onLost(error: EngineError): void;
}

export interface FollowOptions {
  /** Milliseconds between signs of life while somebody is there. */
  readonly heartbeat: number;
  /** Milliseconds that an engine on this machine may owe a sign of life before that is told. */
  readonly patience: number;
  /** Milliseconds between attempts, the last one for all further attempts. */
  readonly backOff: readonly number[];
}

/** Heartbeat and patience together stay below the second within which a view has to tell that its engine hangs. */
export const defaultFollowOptions: FollowOptions = { heartbeat: 400, patience: 500, backOff: [100, 200, 400, 800] };

/** Every attempt over SSH is a login: hosts that refuse them lock out who repeats them quickly. */
const sshBackOff: readonly number[] = [1_000, 2_000, 5_000, 15_000];

/** Networks add delays of their own. */
const remotePatience = 4;

const eventTypes = ['container', 'image', 'volume', 'network'];

/**
 * Follows an engine until `signal` is aborted: connects, tells the follower, hands it the events, and starts again after every loss, for
 * ever. The socket's folder is watched, so that an engine's going and coming is noticed at once. Never rejects.
 *
 * A hung engine closes nothing and looks like one where nothing happens: only a question that stays unanswered tells them apart. So it is
 * asked for a sign of life every `heartbeat` while somebody is there to see (`attention`), and once when somebody comes back; the price
 * is one `GET /_ping` of about a millisecond each. While nobody is there, an idle engine gets no request at all.
 */
export async function follow(
  connection: Connection,
  follower: Follower,
  signal: AbortSignal,
  options = defaultFollowOptions,
  attention = new Attention(),
): Promise<void> {
  const { endpoint } = connection;
  const socket = new SocketWatch(endpoint);
  const backOff = endpoint.address.kind === 'ssh' ? sshBackOff : options.backOff;
  const following: Following = { connection, follower, options, attention, socket: socket.changed };
  signal.addEventListener('abort', () => socket.close(), { once: true });
  for (let attempt = 0; !signal.aborted; attempt++) {
    const session = new AbortController();
    const stop = () => session.abort();
    let lost: EngineError | undefined;
    signal.addEventListener('abort', stop, { once: true });
    try {
      await followOnce(following, session.signal, () => {
        attempt = 0;
      });
    } catch (error) {
      if (!signal.aborted) {
        lost = toEngineError('follow the engine', error);
        follower.onLost(lost);
      }
    } finally {
      session.abort();
      signal.removeEventListener('abort', stop);
      connection.close(lost);
    }
    await pause(following, backOff[Math.min(attempt, backOff.length - 1)] ?? 1000, signal);
  }
}

interface Following {
  readonly connection: Connection;
  readonly follower: Follower;
  readonly options: FollowOptions;
  readonly attention: Attention;
  readonly socket: Bell;
}

async function followOnce(following: Following, signal: AbortSignal, onUp: () => void): Promise<void> {
  const { connection, follower } = following;
  const info = await answerTo(following, () => connection.ready());
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
  const lifeless = heartbeat(following, signal);
  // Whatever ends first ends the session; a failed list does too, a finished one does not.
  await Promise.race([ended, lifeless, listed.then(() => ended)]);
  signal.throwIfAborted();
  throw new Error('the engine closed the connection');
}

/** Asks for signs of life while somebody is there, and at once when somebody comes or the socket is touched. Rejects when there is none. */
async function heartbeat(following: Following, signal: AbortSignal): Promise<void> {
  const { connection, options, attention } = following;
  while (!signal.aborted) {
    await pause(following, attention.present ? options.heartbeat : undefined, signal);
    if (!signal.aborted) {
      await answerTo(following, () => connection.ping(signal));
    }
  }
}

/** The answer to a question about life; that it is overdue is told meanwhile. */
async function answerTo<T>({ connection, follower, options }: Following, ask: () => Promise<T>): Promise<T> {
  const { kind } = connection.endpoint.address;
  const patience = kind === 'socket' ? options.patience : options.patience * remotePatience;
  let overdue: NodeJS.Immediate | undefined;
  // An answer that came while this process was busy is read before the immediate runs.
  const clock = setTimeout(() => {
    overdue = setImmediate(() => follower.onSilent(true));
  }, patience);
  try {
    return await ask();
  } finally {
    clearTimeout(clock);
    clearImmediate(overdue);
    follower.onSilent(false);
  }
}

/** Waits for `milliseconds` (for ever when absent), a change at the socket, somebody who comes, or the end, whichever is first. */
async function pause(
  { socket, attention }: Following,
  milliseconds: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const waiting = new AbortController();
  const stop = () => waiting.abort();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) {
    stop();
  }
  const clock =
    milliseconds === undefined ? [] : [delay(milliseconds, undefined, { signal: waiting.signal }).catch(() => {})];
  await Promise.race([...clock, socket.rung(waiting.signal), attention.arrival.rung(waiting.signal)]);
  waiting.abort();
  signal.removeEventListener('abort', stop);
}

/** Tells when the socket of an endpoint appears or goes. Does nothing for other endpoints, and where folders can't be watched. */
class SocketWatch {
  readonly changed = new Bell();
  readonly #close: () => void;

  constructor({ address }: Endpoint) {
    this.#close = address.kind === 'socket' ? this.#watch(address.path) : () => {};
  }

  close(): void {
    this.#close();
  }

  #watch(path: string): () => void {
    try {
      const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
        if (name === null || name === basename(path)) {
          this.changed.ring();
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
