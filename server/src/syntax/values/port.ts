import { isIP } from 'node:net';
import { fail, ok, type Result } from './result';

/** One argument of EXPOSE. */
export interface PortSpec {
  /** First and last container port; equal when it is no range. */
  readonly start: number;
  readonly end: number;
  /** Lower case. */
  readonly protocol: 'tcp' | 'udp' | 'sctp';
  /** As written; empty when there is none. */
  readonly writtenProtocol: string;
  readonly hostIp: string;
  readonly hostPort: string;
}

/** Parses `[[ip:]hostPort:]container[/protocol]`, ports being numbers or ranges. */
export function parsePort(spec: string): Result<PortSpec> {
  const parts = spec.split(':');
  const [containerPart = ''] = parts.slice(-1);
  const [hostPort = ''] = parts.length > 1 ? parts.slice(-2) : [];
  const written = parts.slice(0, -2).join(':');
  const slash = containerPart.indexOf('/');
  const container = slash < 0 ? containerPart : containerPart.slice(0, slash);
  const writtenProtocol = slash < 0 ? '' : containerPart.slice(slash + 1);
  const reject = (reason: string) => fail(`invalid port: "${spec}": ${reason}`);
  if (container === '') return reject('no port specified');
  const protocol = (writtenProtocol || 'tcp').toLowerCase();
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') return reject(`invalid proto: ${protocol}`);
  const hostIp = /^\[[^[\]]*\]$/.test(written) ? written.slice(1, -1) : written;
  if (hostIp !== '' && (isIP(hostIp) === 0 || hostIp.includes('%'))) return reject(`invalid IP address: ${hostIp}`);
  const ports = parseRange(container);
  if (ports === undefined) return reject(`invalid containerPort: ${container}`);
  const [start, end] = ports;
  if (hostPort !== '') {
    const host = parseRange(hostPort);
    if (host === undefined) return reject(`invalid hostPort: ${hostPort}`);
    if (end !== start && end - start !== host[1] - host[0]) {
      return reject(`invalid ranges specified for container and host Ports: ${container} and ${hostPort}`);
    }
  }
  return ok({ start, end, protocol, writtenProtocol, hostIp, hostPort });
}

/** `a` or `a-b` with both in 0..65535 and b not below a. */
function parseRange(text: string): [number, number] | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = match[2] === undefined ? start : Number(match[2]);
  return start <= end && end <= 65535 ? [start, end] : undefined;
}
