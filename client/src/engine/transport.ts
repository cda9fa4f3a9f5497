import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { type Duplex, pipeline, type Readable } from 'node:stream';
import { inspect } from 'node:util';
import type DockerModem from 'docker-modem';
import Docker from 'dockerode';
import { failure, readBody, receive } from './answer';
import type { Address } from './endpoint';
import { EngineError, toEngineError } from './errors';
import { Limit } from './limit';
import { forwardAbort, settled, startClock } from './scope';

/** Addresses that a request can be sent to; ssh is tunnelled to a socket before. */
export type DirectAddress = Extract<Address, { kind: 'socket' | 'tcp' }>;

export interface CallOptions {
  /** What the call does, to complete the sentence "Could not …". */
  readonly what: string;
  /** Milliseconds until the call fails as timed out. Infinity for calls that may take as long as they need. */
  readonly deadline?: number;
  readonly signal?: AbortSignal | undefined;
}

const defaultDeadline = 20_000;
const parallelCalls = 16;

/** What the calls of each object are made with. */
export type Caller = Pick<Transport, 'call' | 'stream' | 'send' | 'hijack'>;

/** A request whose body, and whose answer's body, may be too long to be held. */
export interface Outgoing {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readable;
}

/**
 * Sends requests over dockerode and guarantees what it does not: every call settles (at the latest at its deadline), can be cancelled,
 * and fails with an EngineError. An answer that is cut off, that is not JSON or that never comes ends in an error, not in silence.
 */
export class Transport {
  /** API version such as "1.41" that requests are sent with, once it is negotiated. */
  version: string | undefined;
  readonly #modem: DockerModem;
  readonly #agent: http.Agent;
  readonly #limit = new Limit(parallelCalls);
  readonly #closed = new AbortController();

  constructor(readonly address: DirectAddress) {
    this.#agent = createAgent(address);
    this.#modem = createModem(address, this.#agent);
  }

  /** Runs one or more requests through a client whose requests all carry this call's deadline and cancellation. */
  async call<T>(options: CallOptions, use: (docker: Docker) => Promise<T>): Promise<T> {
    const deadline = options.deadline ?? defaultDeadline;
    return this.#scoped(options, (scope) => {
      const stopClock = startClock(scope, deadline, options.what);
      return this.#limit.run(() => use(this.#client(options.what, scope.signal)), scope.signal).finally(stopClock);
    });
  }

  /** Opens a body that is read as it comes. The deadline holds for the head of the answer; the signal ends the body too. */
  async stream(options: CallOptions, path: string, query: Readonly<Record<string, unknown>>): Promise<IncomingMessage> {
    const scope = new AbortController();
    const stopClock = startClock(scope, options.deadline ?? defaultDeadline, options.what);
    const unlink = forwardAbort(scope, [options.signal, this.#closed.signal]);
    try {
      const client = this.#client(options.what, scope.signal);
      const body = await settled(
        scope.signal,
        new Promise<IncomingMessage>((resolve, reject) => {
          const request = { path: `${path}?`, method: 'GET', options: { ...query }, isStream: true, statusCodes: ok };
          client.modem.dial(request, (error, answer) => (error ? reject(error) : resolve(answer as IncomingMessage)));
        }),
      );
      body.once('close', unlink);
      return body;
    } catch (error) {
      unlink();
      throw toEngineError(options.what, error);
    } finally {
      stopClock();
    }
  }

  /**
   * Sends a request and opens the body of its answer, which is read as it comes. There is no deadline unless one is given; the signal ends
   * both bodies. dockerode would hold them, and puts credentials into its debug log.
   */
  async send(options: CallOptions, outgoing: Outgoing): Promise<IncomingMessage> {
    const scope = new AbortController();
    const stopClock = startClock(scope, options.deadline ?? Number.POSITIVE_INFINITY, options.what);
    const unlink = forwardAbort(scope, [options.signal, this.#closed.signal]);
    try {
      const answer = await settled(scope.signal, this.#exchange(outgoing, scope.signal));
      if ((answer.statusCode ?? 0) >= 300) {
        throw failure(options.what, answer, await readBody(answer, scope.signal));
      }
      answer.once('close', unlink);
      return answer;
    } catch (error) {
      unlink();
      throw toEngineError(options.what, scope.signal.aborted ? scope.signal.reason : error);
    } finally {
      stopClock();
    }
  }

  /**
   * Takes over the connection of a POST request, as attach and exec do. dockerode also sends the options as a body, which Podman types
   * into the container, so that this request is made here. `headers` may ask for another protocol than plain bytes.
   */
  async hijack(
    options: CallOptions,
    path: string,
    body?: unknown,
    headers: http.OutgoingHttpHeaders = {},
  ): Promise<Duplex> {
    const scope = new AbortController();
    const stopClock = startClock(scope, options.deadline ?? defaultDeadline, options.what);
    const unlink = forwardAbort(scope, [options.signal, this.#closed.signal]);
    try {
      return await settled(scope.signal, this.#upgrade(options.what, scope.signal, path, body, headers));
    } catch (error) {
      throw toEngineError(options.what, error);
    } finally {
      stopClock();
      unlink();
    }
  }

  /** Ends every call and stream: they fail with `reason`, or as cancelled. */
  close(reason = new EngineError('cancelled', 'The connection to the engine was closed.')): void {
    this.#closed.abort(reason);
    this.#agent.destroy();
  }

  async #scoped<T>(options: CallOptions, task: (scope: AbortController) => Promise<T>): Promise<T> {
    const scope = new AbortController();
    const unlink = forwardAbort(scope, [options.signal, this.#closed.signal]);
    try {
      return await settled(scope.signal, task(scope));
    } catch (error) {
      throw toEngineError(options.what, scope.signal.aborted ? scope.signal.reason : error);
    } finally {
      unlink();
    }
  }

  #client(what: string, signal: AbortSignal): Docker {
    const modem: DockerModem = Object.create(this.#modem);
    const send = this.#modem.dial;
    Object.assign(modem, { version: this.version ? `v${this.version}` : undefined });
    modem.dial = (request, callback) => {
      const answered = (error: Error | null, answer: unknown) => callback?.(error, answer as object | null);
      send.call(modem, { ...request, isStream: true, statusCodes: anyStatus, abortSignal: signal }, (error, answer) => {
        if (error) {
          answered(error, null);
          return;
        }
        receive(what, request, answer as IncomingMessage, signal).then(
          (result) => answered(null, result),
          (failure) => answered(failure, null),
        );
      });
    };
    return new Docker({ modem } as object);
  }

  #exchange({ method, path, query, headers, body }: Outgoing, signal: AbortSignal): Promise<IncomingMessage> {
    const search = new URLSearchParams(query).toString();
    return new Promise((resolve, reject) => {
      const request = this.#request(method, search ? `${path}?${search}` : path, signal, headers ?? {});
      request.once('response', resolve);
      // An engine that refuses a body answers before it has read it all; that answer is what counts.
      request.on('error', reject);
      if (body) {
        pipeline(body, request, (error) => error && reject(error));
      } else {
        request.end();
      }
    });
  }

  #request(method: string, path: string, signal: AbortSignal, headers: http.OutgoingHttpHeaders): http.ClientRequest {
    const { address } = this;
    const secure = address.kind === 'tcp' && address.tls !== undefined;
    return (secure ? https : http).request({
      ...(address.kind === 'socket' ? { socketPath: address.path } : { host: address.host, port: address.port }),
      agent: this.#agent,
      method,
      path: `${this.version ? `/v${this.version}` : ''}${path}`,
      headers,
      signal,
    });
  }

  #upgrade(
    what: string,
    signal: AbortSignal,
    path: string,
    body: unknown,
    headers: http.OutgoingHttpHeaders,
  ): Promise<Duplex> {
    const payload = body === undefined ? '' : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = this.#request('POST', path, signal, {
        Connection: 'Upgrade',
        Upgrade: 'tcp',
        'Content-Length': String(Buffer.byteLength(payload)),
        ...(payload ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      });
      request.once('upgrade', (_answer, socket, head) => {
        if (head.length > 0) {
          socket.unshift(head);
        }
        resolve(socket);
      });
      request.once('response', (answer) => {
        readBody(answer, signal).then((said) => reject(failure(what, answer, said)), reject);
      });
      request.once('error', reject);
      request.end(payload);
    });
  }
}

/** An id or name as one segment of a path. Empty ids and dots would address something else than was meant. */
export function segment(id: string): string {
  if (!id.trim() || id === '.' || id === '..') {
    throw new EngineError('invalid', 'The name is empty.');
  }
  return encodeURIComponent(id);
}

const ok = { 200: true, 101: true };
/** Statuses are judged where the body is read. */
const anyStatus: DockerModem.StatusCodes = new Proxy({}, { get: () => true });

function createAgent(address: DirectAddress): http.Agent {
  const agent =
    address.kind === 'tcp' && address.tls
      ? new https.Agent({
          ca: address.tls.ca,
          cert: address.tls.cert,
          key: address.tls.key,
          rejectUnauthorized: !address.tls.skipVerify,
          keepAlive: true,
        })
      : new http.Agent();
  // docker-modem formats its whole options for a debug log with every request; a real agent makes that cost tens of milliseconds.
  return Object.assign(agent, { [inspect.custom]: () => '[Agent]' });
}

function createModem(address: DirectAddress, agent: http.Agent): DockerModem {
  // docker-modem mixes DOCKER_HOST into every key that is missing, and fails when certificates that it names are.
  const host = process.env['DOCKER_HOST'];
  delete process.env['DOCKER_HOST'];
  try {
    const target =
      address.kind === 'socket'
        ? { socketPath: address.path, protocol: 'http' as const }
        : { host: address.host, port: address.port, protocol: address.tls ? ('https' as const) : ('http' as const) };
    return new Docker({ ...target, agent } as object).modem;
  } finally {
    if (host !== undefined) {
      process.env['DOCKER_HOST'] = host;
    }
  }
}
