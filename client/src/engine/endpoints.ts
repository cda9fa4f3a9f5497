import { createHash } from 'node:crypto';
import { posix, win32 } from 'node:path';
import { type Endpoint, parseAddress, type TlsMaterial } from './endpoint';
import { record, text } from './raw';

/** What the machine says; files are read through this, so that resolution is a function of plain data. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text of a file, or undefined when it can't be read. */
  readFile(path: string): string | undefined;
  /** Names in a folder; empty when it can't be read. */
  readFolder(path: string): readonly string[];
  exists(path: string): boolean;
}

/**
 * The engine that docker's own command line would use: DOCKER_HOST, else DOCKER_CONTEXT, else the current context, else the
 * platform's default socket. `chosen` (the name of an endpoint picked in this window) comes before them all.
 */
export function currentEndpoint(machine: Machine, chosen?: string): Endpoint {
  const { env } = machine;
  if (chosen !== undefined) {
    const all = findEndpoints(machine);
    return all.find(({ name }) => name === chosen) ?? missing(chosen);
  }
  if (env['DOCKER_HOST']) {
    return fromEnvironment(machine, env['DOCKER_HOST']);
  }
  const name = env['DOCKER_CONTEXT'] || currentContext(machine);
  return name && name !== 'default' ? (context(machine, name) ?? missing(name)) : defaultEndpoint(machine);
}

/**
 * Every place where an engine may be: the environment's, all contexts, and sockets of known products that exist. A socket that a
 * context leads to is listed once.
 */
export function findEndpoints(machine: Machine): readonly Endpoint[] {
  const host = machine.env['DOCKER_HOST'];
  const found = [
    ...(host ? [fromEnvironment(machine, host)] : []),
    defaultEndpoint(machine),
    ...contexts(machine),
    ...knownSockets(machine).filter(({ address }) => address.kind === 'socket' && machine.exists(address.path)),
  ];
  return found.filter(
    ({ source, url }, index) => source !== 'socket' || !found.slice(0, index).some((other) => other.url === url),
  );
}

/** Files and folders whose change may change the current endpoint. */
export function configurationPaths(machine: Machine): { readonly config: string; readonly contexts: string } {
  const { join } = paths(machine);
  const folder = configFolder(machine);
  return { config: join(folder, 'config.json'), contexts: join(folder, 'contexts', 'meta') };
}

function paths({ platform }: Machine): typeof posix {
  return platform === 'win32' ? win32 : posix;
}

function configFolder(machine: Machine): string {
  return machine.env['DOCKER_CONFIG'] || paths(machine).join(machine.home, '.docker');
}

function defaultEndpoint(machine: Machine): Endpoint {
  const url = machine.platform === 'win32' ? 'npipe:////./pipe/docker_engine' : 'unix:///var/run/docker.sock';
  return { name: 'default', source: 'context', url, address: parseAddress(url) };
}

function missing(name: string): Endpoint {
  return {
    name,
    source: 'context',
    url: '',
    address: { kind: 'invalid', reason: `there is no docker context named "${name}"` },
  };
}

/** TLS as docker's command line takes it from the environment: any non-empty DOCKER_TLS_VERIFY verifies, certificates come from DOCKER_CERT_PATH. */
function fromEnvironment(machine: Machine, url: string): Endpoint {
  const { env } = machine;
  const folder = env['DOCKER_CERT_PATH'] || configFolder(machine);
  const tls =
    env['DOCKER_TLS_VERIFY'] || env['DOCKER_TLS'] ? material(machine, folder, !env['DOCKER_TLS_VERIFY']) : undefined;
  return { name: 'DOCKER_HOST', source: 'environment', url, address: parseAddress(url, tls) };
}

function material(machine: Machine, folder: string, skipVerify: boolean): TlsMaterial {
  const read = (name: string) => machine.readFile(paths(machine).join(folder, name));
  const [ca, cert, key] = [read('ca.pem'), read('cert.pem'), read('key.pem')];
  return { skipVerify, ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
}

function currentContext(machine: Machine): string {
  return text(record(json(machine.readFile(configurationPaths(machine).config)))['currentContext']);
}

/** Contexts live in `contexts/meta/<sha256 of the name>/meta.json`, their certificates in `contexts/tls/<sha256>/docker/` (docker/cli, cli/context/store). */
function context(machine: Machine, name: string): Endpoint | undefined {
  return readContext(machine, createHash('sha256').update(name).digest('hex'));
}

function contexts(machine: Machine): readonly Endpoint[] {
  return machine
    .readFolder(configurationPaths(machine).contexts)
    .flatMap((id) => readContext(machine, id) ?? [])
    .sort((a, b) => a.name.localeCompare(b.name));
}

function readContext(machine: Machine, id: string): Endpoint | undefined {
  const { join } = paths(machine);
  const meta = record(json(machine.readFile(join(configurationPaths(machine).contexts, id, 'meta.json'))));
  const docker = record(record(meta['Endpoints'])['docker']);
  const name = text(meta['Name']);
  const url = text(docker['Host']);
  if (!name || !url) {
    return undefined;
  }
  const certificates = material(
    machine,
    join(configFolder(machine), 'contexts', 'tls', id, 'docker'),
    docker['SkipTLSVerify'] === true,
  );
  const tls = certificates.ca || certificates.cert || certificates.skipVerify ? certificates : undefined;
  const description = text(record(meta['Metadata'])['Description']);
  return { name, source: 'context', url, address: parseAddress(url, tls), ...(description ? { description } : {}) };
}

function json(content: string | undefined): unknown {
  try {
    return content === undefined ? undefined : JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** Where the products that bring an engine put its socket. */
function knownSockets(machine: Machine): readonly Endpoint[] {
  const { home, env, platform } = machine;
  const runtime = env['XDG_RUNTIME_DIR'];
  const sockets: readonly (readonly [name: string, path: string])[] =
    platform === 'win32'
      ? [
          ['Docker Desktop', '//./pipe/dockerDesktopLinuxEngine'],
          ['Podman', '//./pipe/podman-machine-default'],
        ]
      : [
          ['Docker Desktop', `${home}/.docker/run/docker.sock`],
          ['Docker Desktop for Linux', `${home}/.docker/desktop/docker.sock`],
          ...(runtime ? ([['rootless Docker', `${runtime}/docker.sock`]] as const) : []),
          ['Colima', `${home}/.colima/default/docker.sock`],
          ['Rancher Desktop', `${home}/.rd/docker.sock`],
          ['OrbStack', `${home}/.orbstack/run/docker.sock`],
          ['Lima', `${home}/.lima/docker/sock/docker.sock`],
          ...(runtime ? ([['rootless Podman', `${runtime}/podman/podman.sock`]] as const) : []),
          ['Podman', '/run/podman/podman.sock'],
          ['Podman machine', `${home}/.local/share/containers/podman/machine/podman.sock`],
        ];
  const scheme = platform === 'win32' ? 'npipe' : 'unix';
  return sockets.map(([name, path]) => ({
    name,
    source: 'socket',
    url: `${scheme}://${path}`,
    address: { kind: 'socket', path },
  }));
}
