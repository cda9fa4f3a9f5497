import type Docker from 'dockerode';
import { isHelper } from './helpers';
import { list, number, type Raw, record, seconds, stringMap, text, texts, time } from './raw';
import { type Caller, segment } from './transport';

export type ContainerState =
  | 'created'
  | 'running'
  | 'paused'
  | 'restarting'
  | 'removing'
  | 'exited'
  | 'dead'
  | 'unknown';

export interface PublishedPort {
  readonly container: number;
  readonly protocol: string;
  /** Absent for ports that are exposed but not published. */
  readonly host?: number;
  /** Address of the host that the port is bound to, such as "0.0.0.0". */
  readonly address?: string;
}

export interface ContainerMount {
  readonly type: string;
  /** Name of the volume, for volumes. */
  readonly name: string;
  readonly source: string;
  readonly destination: string;
  readonly writable: boolean;
}

export interface ContainerNetwork {
  readonly name: string;
  readonly id: string;
  readonly address: string;
}

/** A container, as the list and the details of the engine both tell it. */
export interface Container {
  readonly id: string;
  readonly name: string;
  /** The image as it was named when the container was created. */
  readonly image: string;
  readonly imageId: string;
  readonly command: string;
  readonly state: ContainerState;
  readonly health?: 'starting' | 'healthy' | 'unhealthy';
  readonly exitCode?: number;
  /** Milliseconds since the epoch. */
  readonly created: number | undefined;
  /** When it was started, or when it ended; milliseconds since the epoch. */
  readonly since: number | undefined;
  readonly ports: readonly PublishedPort[];
  readonly labels: Readonly<Record<string, string>>;
  readonly networks: readonly ContainerNetwork[];
  readonly mounts: readonly ContainerMount[];
}

/** How to create a container, in the words of the Engine API (ContainerCreate). */
export interface ContainerSpec {
  readonly name?: string;
  readonly platform?: string;
  readonly body: Raw;
}

export type ContainerCalls = ReturnType<typeof containerCalls>;

const stopGrace = 10;

/** The engine's calls about containers. Ids may be names. All reject with an EngineError. */
export function containerCalls(caller: Caller) {
  const act = (
    verb: string,
    id: string,
    signal: AbortSignal | undefined,
    use: (container: Docker.Container) => Promise<unknown>,
    deadline = 20_000,
  ): Promise<void> =>
    caller
      .call({ what: `${verb} the container`, signal, deadline }, (docker) => use(docker.getContainer(segment(id))))
      .then(() => {});
  return {
    /** All but our own helpers. */
    list: async (signal?: AbortSignal): Promise<readonly Container[]> =>
      (await select(caller, undefined, signal)).filter((container) => !isHelper(container)),
    /**
     * Containers by the engine's filters (Engine API, ContainerList), such as `{ volume: ['db'], status: ['running'] }`. In contrast to a
     * look this answers at once while an archive of the container is read.
     */
    select: (filters: Filters, signal?: AbortSignal) => select(caller, filters, signal),
    /** The current state of one container; undefined when it is gone, or one of our own helpers. */
    look: async (id: string, signal?: AbortSignal): Promise<Container | undefined> => {
      const found = await optional(
        caller.call({ what: 'look up the container', signal }, (docker) => docker.getContainer(segment(id)).inspect()),
      );
      const container = found === undefined ? undefined : containerFromDetails(found);
      return container && !isHelper(container) ? container : undefined;
    },
    inspect: (id: string, signal?: AbortSignal): Promise<unknown> =>
      caller.call({ what: 'inspect the container', signal }, (docker) => docker.getContainer(segment(id)).inspect()),
    /** `NAME=value`, in the order of the container's configuration. */
    environment: async (id: string, signal?: AbortSignal): Promise<readonly string[]> => {
      const details = await caller.call({ what: 'read the environment', signal }, (docker) =>
        docker.getContainer(segment(id)).inspect(),
      );
      return texts(record(details.Config)['Env']);
    },
    /** Bytes that each stopped container's writable layer takes, by id. Of dead ones it is not known; Podman refuses to be asked. */
    sizesOfStopped: async (signal?: AbortSignal): Promise<ReadonlyMap<string, number>> => {
      const answer: unknown = await caller.call({ what: 'measure containers', signal, deadline: 120_000 }, (docker) =>
        docker.listContainers({ all: true, size: true, filters: { status: ['created', 'exited'] } }),
      );
      return new Map(list(answer).map((item) => [text(record(item)['Id']), number(record(item)['SizeRw']) ?? 0]));
    },
    /** Creates a container and returns its id. */
    create: async ({ name, platform, body }: ContainerSpec, signal?: AbortSignal): Promise<string> => {
      // Without _query and _body dockerode puts the whole body, environment included, into the address as well.
      const request = { _query: { ...(name ? { name } : {}), ...(platform ? { platform } : {}) }, _body: body };
      const created = await caller.call({ what: 'create the container', signal, deadline: 60_000 }, (docker) =>
        docker.createContainer(request as object),
      );
      return created.id;
    },
    start: (id: string, signal?: AbortSignal) => act('start', id, signal, (container) => container.start(), 60_000),
    /** Asks it to stop, and ends it after the grace period (seconds). */
    stop: (id: string, signal?: AbortSignal, grace = stopGrace) =>
      act('stop', id, signal, (container) => container.stop({ t: grace }), (grace + 20) * 1000),
    restart: (id: string, signal?: AbortSignal, grace = stopGrace) =>
      act('restart', id, signal, (container) => container.restart({ t: grace }), (grace + 60) * 1000),
    kill: (id: string, signal?: AbortSignal) => act('kill', id, signal, (container) => container.kill()),
    pause: (id: string, signal?: AbortSignal) => act('pause', id, signal, (container) => container.pause()),
    unpause: (id: string, signal?: AbortSignal) => act('unpause', id, signal, (container) => container.unpause()),
    rename: (id: string, name: string, signal?: AbortSignal) =>
      act('rename', id, signal, (container) => container.rename({ name })),
    /** `volumes` removes its anonymous volumes too. */
    remove: (
      id: string,
      options: { readonly force?: boolean; readonly volumes?: boolean } = {},
      signal?: AbortSignal,
    ) =>
      act(
        'remove',
        id,
        signal,
        (container) => container.remove({ force: options.force ?? false, v: options.volumes ?? false }),
        60_000,
      ),
    /** The container's terminal: what is written to it is typed, what it prints is read from it. */
    attach: (id: string, signal?: AbortSignal) =>
      caller.hijack(
        { what: 'attach to the container', signal },
        `/containers/${segment(id)}/attach?stream=1&stdin=1&stdout=1&stderr=1`,
      ),
    resize: (id: string, size: { readonly columns: number; readonly rows: number }, signal?: AbortSignal) =>
      act('resize', id, signal, (container) => container.resize({ w: size.columns, h: size.rows })),
    /** Waits until the container has ended and returns its exit code. */
    wait: async (id: string, signal?: AbortSignal): Promise<number> => {
      const answer: unknown = await caller.call(
        { what: 'wait for the container', signal, deadline: Number.POSITIVE_INFINITY },
        (docker) => docker.getContainer(segment(id)).wait(),
      );
      return number(record(answer)['StatusCode']) ?? 0;
    },
  };
}

type Filters = Readonly<Record<string, readonly string[]>>;

async function select(
  caller: Caller,
  filters: Filters | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly Container[]> {
  const answer: unknown = await caller.call({ what: 'list containers', signal }, (docker) =>
    docker.listContainers({ all: true, ...(filters ? { filters: JSON.stringify(filters) } : {}) }),
  );
  return list(answer).map(containerFromList);
}

/** The call's answer, or undefined when the object does not exist. */
async function optional<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch((error) => {
    if (error.kind === 'not-found') {
      return undefined;
    }
    throw error;
  });
}

/** Reads one record of `GET /containers/json`. */
export function containerFromList(raw: unknown, index: number): Container {
  const item = record(raw);
  const status = text(item['Status']);
  const created = seconds(item['Created']);
  const state = stateOf(text(item['State']));
  const ended = /^Exited \((\d+)\)/.exec(status)?.[1];
  const health = healthOf(/\((?:health: )?(starting|healthy|unhealthy)\)/.exec(status)?.[1]);
  return {
    id: text(item['Id']) || `unreadable-${index}`,
    name: nameOf(list(item['Names'])),
    image: text(item['Image']),
    imageId: text(item['ImageID']),
    command: text(item['Command']),
    state,
    ...(health ? { health } : {}),
    ...(ended === undefined ? {} : { exitCode: Number(ended) }),
    created,
    since: sinceOf(status),
    ports: sortPorts(list(item['Ports']).map(portFromList)),
    labels: stringMap(item['Labels']),
    networks: networksOf(record(item['NetworkSettings'])['Networks']),
    mounts: list(item['Mounts']).map(mountOf),
  };
}

/** Reads the answer of `GET /containers/<id>/json`. */
export function containerFromDetails(raw: unknown): Container {
  const item = record(raw);
  const status = record(item['State']);
  const config = record(item['Config']);
  const state = stateOf(text(status['Status']));
  const health = healthOf(text(record(status['Health'])['Status']));
  const settings = record(item['NetworkSettings']);
  const ended = state === 'exited' || state === 'dead';
  return {
    id: text(item['Id']),
    name: nameOf([item['Name']]),
    image: text(config['Image']) || text(item['Image']),
    imageId: text(item['Image']),
    command: [text(item['Path']), ...list(item['Args']).map(text)].join(' '),
    state,
    ...(health && !ended ? { health } : {}),
    ...(ended ? { exitCode: number(status['ExitCode']) ?? 0 } : {}),
    created: time(item['Created']),
    since: ended ? time(status['FinishedAt']) : time(status['StartedAt']),
    ports: sortPorts(portsFromDetails(record(settings['Ports']))),
    labels: stringMap(config['Labels']),
    networks: networksOf(settings['Networks']),
    mounts: list(item['Mounts']).map(mountOf),
  };
}

const states: readonly string[] = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];

function stateOf(said: string): ContainerState {
  // Podman says "stopped" between the end of the process and its clean-up.
  const state = said === 'stopped' ? 'exited' : said === 'configured' ? 'created' : said;
  return states.includes(state) ? (state as ContainerState) : 'unknown';
}

function healthOf(said: string | undefined): Container['health'] {
  return said === 'starting' || said === 'healthy' || said === 'unhealthy' ? said : undefined;
}

function nameOf(names: readonly unknown[]): string {
  // Links of other containers appear as further names with more than one slash.
  const all = names.map(text).filter(Boolean);
  return (all.find((name) => name.lastIndexOf('/') <= 0) ?? all[0] ?? '').replace(/^\//, '');
}

const units: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_592_000_000,
  year: 31_536_000_000,
};

/** The list tells a time only in words ("Up 5 minutes", "Exited (0) About an hour ago"; go-units, HumanDuration): read them back. */
function sinceOf(status: string): number | undefined {
  const found = /(\d+|about an?|less than a) (second|minute|hour|day|week|month|year)s?/i.exec(status);
  const unit = units[found?.[2] ?? ''];
  if (!found || unit === undefined) {
    return undefined;
  }
  const count = /less/i.test(found[1] ?? '') ? 0 : Number(found[1]) || 1;
  return Date.now() - count * unit;
}

function portFromList(raw: unknown): PublishedPort {
  const item = record(raw);
  const host = number(item['PublicPort']);
  return {
    container: number(item['PrivatePort']) ?? 0,
    protocol: text(item['Type']) || 'tcp',
    ...(host ? { host, address: text(item['IP']) } : {}),
  };
}

function portsFromDetails(ports: Raw): readonly PublishedPort[] {
  return Object.entries(ports).flatMap(([key, bindings]): readonly PublishedPort[] => {
    const [container, protocol = 'tcp'] = key.split('/');
    const port = { container: Number(container), protocol };
    const bound = list(bindings).map(record);
    return bound.length === 0
      ? [port]
      : bound.map((binding) => ({ ...port, host: Number(binding['HostPort']), address: text(binding['HostIp']) }));
  });
}

function sortPorts(ports: readonly PublishedPort[]): readonly PublishedPort[] {
  return [...ports].sort((a, b) => a.container - b.container || (a.host ?? 0) - (b.host ?? 0));
}

function networksOf(raw: unknown): readonly ContainerNetwork[] {
  return Object.entries(record(raw)).map(([name, settings]) => ({
    name,
    id: text(record(settings)['NetworkID']),
    address: text(record(settings)['IPAddress']),
  }));
}

function mountOf(raw: unknown): ContainerMount {
  const item = record(raw);
  return {
    type: text(item['Type']),
    name: text(item['Name']),
    source: text(item['Source']),
    destination: text(item['Destination']),
    writable: item['RW'] !== false,
  };
}
