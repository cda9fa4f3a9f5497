/** Certificates of a TLS endpoint, PEM. Each part is optional, as in docker's contexts. */
export interface TlsMaterial {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly skipVerify: boolean;
}

/** How to reach an engine. */
export type Address =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsMaterial }
  | { readonly kind: 'ssh'; readonly destination: string; readonly port?: number; readonly socketPath: string }
  | { readonly kind: 'invalid'; readonly reason: string };

/** One place where an engine may be, and who said so. */
export interface Endpoint {
  /** Name of the docker context, "DOCKER_HOST", or the name of the product whose socket it is. */
  readonly name: string;
  readonly source: 'environment' | 'context' | 'socket';
  readonly description?: string;
  /** As in DOCKER_HOST: `unix:///var/run/docker.sock`, `tcp://host:2376`, `ssh://user@host`, `npipe:////./pipe/docker_engine`. */
  readonly url: string;
  readonly address: Address;
}

/** Where the engine of a host is that is reached over SSH, unless its address says otherwise. */
export const defaultSshSocket = '/var/run/docker.sock';

/** Reads a DOCKER_HOST-like address as docker does: a missing scheme means tcp, a missing port 2375, or 2376 with TLS. */
export function parseAddress(url: string, tls?: TlsMaterial): Address {
  const unix = /^unix:\/\/(.*)$/.exec(url);
  if (unix) {
    return { kind: 'socket', path: unix[1] || '/var/run/docker.sock' };
  }
  const pipe = /^npipe:\/\/(.*)$/.exec(url);
  if (pipe) {
    return { kind: 'socket', path: pipe[1] || '//./pipe/docker_engine' };
  }
  const parsed = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `tcp://${url}`);
  if (!parsed) {
    return { kind: 'invalid', reason: `"${url}" is not an address of an engine` };
  }
  const scheme = parsed.protocol.slice(0, -1);
  if (scheme === 'ssh') {
    return sshAddress(parsed, url);
  }
  if (scheme !== 'tcp' && scheme !== 'http' && scheme !== 'https') {
    return { kind: 'invalid', reason: `"${scheme}://" is not supported; use unix, npipe, tcp or ssh` };
  }
  const secure = tls ?? (scheme === 'https' || parsed.port === '2376' ? { skipVerify: false } : undefined);
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const port = Number(parsed.port) || (secure ? 2376 : 2375);
  return host
    ? { kind: 'tcp', host, port, ...(secure ? { tls: secure } : {}) }
    : { kind: 'invalid', reason: `"${url}" names no host` };
}

function sshAddress(parsed: URL, url: string): Address {
  // A destination that starts with a dash would be read as an option by ssh.
  if (!parsed.hostname || parsed.hostname.startsWith('-') || parsed.username.startsWith('-')) {
    return { kind: 'invalid', reason: `"${url}" names no host` };
  }
  if (parsed.password) {
    return { kind: 'invalid', reason: 'an ssh address must not hold a password' };
  }
  // The other side's shell reads the path.
  if (!/^[\w@%+=:,./-]*$/.test(parsed.pathname)) {
    return { kind: 'invalid', reason: `"${url}" holds a path that can not be used over SSH` };
  }
  return {
    kind: 'ssh',
    destination: parsed.username ? `${decodeURIComponent(parsed.username)}@${parsed.hostname}` : parsed.hostname,
    ...(parsed.port ? { port: Number(parsed.port) } : {}),
    socketPath: parsed.pathname.length > 1 ? parsed.pathname : defaultSshSocket,
  };
}

function parseUrl(url: string): URL | undefined {
  try {
    // "tcp" is no special scheme, so that URL keeps port and host as written.
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** The address without secrets, for people. */
export function displayUrl(endpoint: Endpoint): string {
  return endpoint.url.replace(/^([a-z]+:\/\/[^/@:]*):[^/@]*@/i, '$1:***@');
}
