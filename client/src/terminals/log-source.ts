import { setTimeout as delay } from 'node:timers/promises';
import type { Container } from '../engine/containers';
import type { Engine } from '../engine/engine';
import { type EngineError, toEngineError } from '../engine/errors';
import type { LogLine } from '../engine/logs';
import type { State } from '../store/state';

export interface LogListener {
  onLines(lines: readonly LogLine[]): void;
  /** Something that is not of the log: an end, a start, a lost engine. A sentence. */
  onNote(words: string): void;
}

/** Where lines come from. */
export interface LogEngine {
  /** The engine of the window, which may change: read it anew for each use. */
  readonly engine: Engine;
  state(): State;
  watch(listener: (state: State) => void): () => void;
}

export interface LogStart {
  readonly tail?: number;
  /** RFC 3339. */
  readonly since?: string;
}

/** Milliseconds before a log that ends at once, although its container runs, is read again. */
const breath = 500;

/**
 * Follows the log of the container of a name until `signal` is aborted: across restarts, when the container is made anew, and when its
 * engine goes and comes back. No line comes twice. Resolves when there is nothing to wait for; never rejects.
 */
export async function followLog(
  from: LogEngine,
  name: string,
  start: LogStart,
  listener: LogListener,
  signal: AbortSignal,
): Promise<void> {
  const place = new Place();
  let followed: string | undefined;
  const readToEnd = async (container: Container): Promise<void> => {
    if (container.id !== followed) {
      place.reset();
    }
    const query = place.time ? { since: place.again() } : followed === undefined ? start : {};
    followed = container.id;
    const take = (lines: readonly LogLine[]) => listener.onLines(place.pass(lines));
    await from.engine.logs.read(container.id, { ...query, follow: true }, take, signal);
  };
  while (!signal.aborted) {
    const next = await readOnce(from, name, readToEnd, listener, signal);
    if (next === 'end') {
      return;
    }
    if (next === 'again') {
      await delay(breath, undefined, { signal }).catch(() => {});
      continue;
    }
    await until(from, next, signal);
    if (!signal.aborted) {
      listener.onNote(`${name} is running.`);
    }
  }
}

/** Reads until the log ends; tells what comes next: reading again, nothing, or waiting for a state. */
async function readOnce(
  from: LogEngine,
  name: string,
  readToEnd: (container: Container) => Promise<void>,
  listener: LogListener,
  signal: AbortSignal,
): Promise<'again' | 'end' | ((state: State) => boolean)> {
  let seen = containerNamed(from.state(), name);
  try {
    if (seen) {
      await readToEnd(seen);
      const { id } = seen;
      seen = containerNamed(from.state(), name);
      const now = await from.engine.containers.look(id, signal);
      listener.onNote(farewell(name, now));
      if (isUp(now)) {
        return 'again';
      }
    }
  } catch (error) {
    const failure = toEngineError('read the logs', error);
    if (signal.aborted || isFinal(failure)) {
      listener.onNote(failure.message);
      return 'end';
    }
    seen = containerNamed(from.state(), name);
    listener.onNote(
      isLoss(failure) ? 'The connection to the engine is lost; the log goes on when it is back.' : failure.message,
    );
  }
  // Whatever happens to a container gives it a new record in the state.
  return (state) => {
    const now = containerNamed(state, name);
    return state.connection.status === 'connected' && now !== seen && isUp(now);
  };
}

/** Where in the log the reader is, to go on there: engines take a moment and give all lines of it again. */
export class Place {
  time = '';
  /** How many lines of that moment were passed on. */
  #passed = 0;
  /** How many of them will come again. */
  #skip = 0;

  reset(): void {
    this.time = '';
    this.#passed = 0;
    this.#skip = 0;
  }

  /** The lines that are new. */
  pass(lines: readonly LogLine[]): readonly LogLine[] {
    return lines.filter((line) => {
      if (line.time === this.time && this.#skip > 0) {
        this.#skip--;
        this.#passed++;
        return false;
      }
      this.#skip = 0;
      this.#passed = line.time === this.time ? this.#passed + 1 : 1;
      this.time = line.time || this.time;
      return true;
    });
  }

  /** The moment to read again from. */
  again(): string {
    this.#skip = this.#passed;
    this.#passed = 0;
    return this.time;
  }
}

function containerNamed({ containers }: State, name: string): Container | undefined {
  return [...containers.values()].find((container) => container.name === name);
}

function isUp(container: Container | undefined): boolean {
  return container?.state === 'running' || container?.state === 'paused';
}

function farewell(name: string, now: Container | undefined): string {
  if (!now || now.state === 'removing') {
    return `${name} was removed.`;
  }
  if (isUp(now)) {
    return `${name} was restarted.`;
  }
  return now.exitCode === undefined ? `${name} is not running.` : `${name} has ended with exit code ${now.exitCode}.`;
}

/** Reading again would end as before: the logging driver keeps nothing. */
function isFinal({ details }: EngineError): boolean {
  return details.status === 501;
}

function isLoss({ kind }: EngineError): boolean {
  return kind === 'unreachable' || kind === 'cancelled';
}

function until(from: LogEngine, condition: (state: State) => boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const check = (state: State) => {
      if (condition(state)) {
        done();
      }
    };
    const stop = from.watch(check);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) {
      done();
    } else {
      check(from.state());
    }
  });
}
