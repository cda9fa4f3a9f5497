import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import type { Endpoint } from './endpoint';
import { EngineError } from './errors';
import { type Caller, type CallOptions, type DirectAddress, type Outgoing, Transport } from './transport';

/** What the engine said about itself when it was first reached. */
export interface EngineInfo {
  /** API version that is spoken, such as "1.41". */
  readonly apiVersion: string;
  readonly product: 'Docker' | 'Podman';
  /** Name of the endpoint, such as the docker context. */
  readonly endpoint: string;
  readonly os: string;
}

/** A way to an engine behind ssh: a local socket that leads there. */
export interface Tunnel {
  readonly socketPath: string;
  close(): void;
}

/** Opens tunnels; rejects with an EngineError that holds ssh's own words. */
export type OpenTunnel = (
  address: Extract<Endpoint['address'], { kind: 'ssh' }>,
  onClosed: () => void,
) => Promise<Tunnel>;

/** Newest API whose answers the readers know; later engines still speak it. */
const newestKnown = 51;
/** Docker 20.10 and Podman 4. */
const oldestKnown = 41;
const pingDeadline = 5_000;

/** The connection to one endpoint: made when first needed, made anew after a loss. */
export class Connection implements Caller {
  #opening: Promise<Opened> | undefined;
  #opened: Opened | undefined;

  constructor(
    readonly endpoint: Endpoint,
    private readonly openTunnel: OpenTunnel,
  ) {}

  get info(): EngineInfo | undefined {
    return this.#opened?.info;
  }

  /** Reaches the engine and agrees on an API version, unless that is done. Rejects with an EngineError. */
  async ready(): Promise<EngineInfo> {
    return (await this.#open()).info;
  }

  /** Asks the engine for a sign of life. */
  async ping(signal?: AbortSignal): Promise<void> {
    const { transport } = await this.#open();
    // Past the limit of calls: many slow ones do not make an engine silent.
    const answer = await transport.send(
      { what: 'reach the engine', deadline: pingDeadline, signal },
      { method: 'GET', path: '/_ping' },
    );
    answer.on('error', () => {});
    answer.resume();
  }

  async call<T>(options: CallOptions, use: (docker: Docker) => Promise<T>): Promise<T> {
    return (await this.#open()).transport.call(options, use);
  }

  async stream(options: CallOptions, path: string, query: Readonly<Record<string, unknown>>): Promise<IncomingMessage> {
    return (await this.#open()).transport.stream(options, path, query);
  }

  async send(options: CallOptions, outgoing: Outgoing): Promise<IncomingMessage> {
    return (await this.#open()).transport.send(options, outgoing);
  }

  async hijack(...request: Parameters<Transport['hijack']>): Promise<Duplex> {
    return (await this.#open()).transport.hijack(...request);
  }

  /**
   * Ends all calls and forgets what was agreed on: the engine that answers next may be another version. Calls fail with `reason`; without
   * one they count as cancelled.
   */
  close(reason?: EngineError): void {
    this.#opening?.then(
      (opened) => shut(opened, reason),
      () => {},
    );
    this.#opening = undefined;
    this.#opened = undefined;
  }

  #open(): Promise<Opened> {
    this.#opening ??= this.#connect().catch((error) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #connect(): Promise<Opened> {
    const { address } = this.endpoint;
    if (address.kind === 'invalid') {
      throw new EngineError('unreachable', `Could not connect: ${address.reason}.`, { code: 'EBADADDRESS' });
    }
    const tunnel = address.kind === 'ssh' ? await this.openTunnel(address, () => this.close()) : undefined;
    const target: DirectAddress = address.kind === 'ssh' ? { kind: 'socket', path: tunnel?.socketPath ?? '' } : address;
    const transport = new Transport(target);
    try {
      const info = { ...(await negotiate(transport)), endpoint: this.endpoint.name };
      transport.version = info.apiVersion;
      this.#opened = { transport, info, ...(tunnel ? { tunnel } : {}) };
      return this.#opened;
    } catch (error) {
      transport.close();
      tunnel?.close();
      throw error;
    }
  }
}

interface Opened {
  readonly transport: Transport;
  readonly info: EngineInfo;
  readonly tunnel?: Tunnel;
}

function shut({ transport, tunnel }: Opened, reason: EngineError | undefined): void {
  transport.close(reason);
  tunnel?.close();
}

/** The ping's headers name the engine's newest API; requests use that, or the newest that is known here. */
async function negotiate(transport: Transport): Promise<Omit<EngineInfo, 'endpoint'>> {
  const answer = await transport.stream({ what: 'connect', deadline: pingDeadline }, '/_ping', {});
  answer.on('error', () => {});
  answer.resume();
  const { headers } = answer;
  const offered = /^1\.(\d+)$/.exec(String(headers['api-version'] ?? ''))?.[1];
  if (offered === undefined) {
    throw new EngineError('unreachable', 'Could not connect: something answers there, but it is not a Docker engine.', {
      code: 'ENOTENGINE',
    });
  }
  if (Number(offered) < oldestKnown) {
    throw new EngineError(
      'unreachable',
      `Could not connect: the engine speaks API 1.${offered}; 1.${oldestKnown} (Docker 20.10) or later is needed.`,
      { code: 'ETOOOLD' },
    );
  }
  return {
    apiVersion: `1.${Math.min(Number(offered), newestKnown)}`,
    product: headers['libpod-api-version'] ? 'Podman' : 'Docker',
    os: String(headers['ostype'] ?? 'linux'),
  };
}
