import type { Container, PublishedPort } from '../engine/containers';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A duration in milliseconds in docker's words: "5 minutes", "About an hour", "3 weeks" (go-units, HumanDuration). */
export function duration(milliseconds: number): string {
  const [minutes, hours, days] = [minute, hour, day].map((unit) => Math.floor(milliseconds / unit)) as [
    number,
    number,
    number,
  ];
  const count = Math.floor(milliseconds / 1000);
  if (count < 1) {
    return 'Less than a second';
  }
  if (count < 60) {
    return count === 1 ? '1 second' : `${count} seconds`;
  }
  if (minutes < 60) {
    return minutes === 1 ? 'About a minute' : `${minutes} minutes`;
  }
  const nearestHour = Math.floor(milliseconds / hour + 0.5);
  if (nearestHour === 1) {
    return 'About an hour';
  }
  if (nearestHour < 48) {
    return `${nearestHour} hours`;
  }
  if (hours < 24 * 7 * 2) {
    return `${days} days`;
  }
  if (hours < 24 * 30 * 2) {
    return `${Math.floor(days / 7)} weeks`;
  }
  return hours < 24 * 365 * 2 ? `${Math.floor(days / 30)} months` : `${Math.floor(days / 365)} years`;
}

/** How long ago a time was, such as "3 weeks ago". Empty for an unknown time. */
export function ago(time: number | undefined, now: number): string {
  return time === undefined ? '' : `${duration(Math.max(now - time, 0))} ago`;
}

const sizeUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes as docker shows them: decimal units, three digits ("133MB", "1.24GB"). */
export function size(bytes: number): string {
  let value = Math.max(bytes, 0);
  let unit = 0;
  while (value >= 1000 && unit < sizeUnits.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(3))} ${sizeUnits[unit]}`;
}

/** The state of a container in docker's words: "Up 5 minutes (healthy)", "Exited (137) 2 hours ago", "Created". */
export function status(container: Container, now: number): string {
  const { state, health, exitCode, since } = container;
  const lasting = since === undefined ? '' : ` ${duration(Math.max(now - since, 0))}`;
  switch (state) {
    case 'running':
      return `Up${lasting}${health ? ` (${health === 'starting' ? 'health: starting' : health})` : ''}`;
    case 'paused':
      return `Up${lasting} (Paused)`;
    case 'restarting':
      return `Restarting${exitCode === undefined ? '' : ` (${exitCode})`}`;
    case 'exited':
      return `Exited${exitCode === undefined ? '' : ` (${exitCode})`}${lasting && `${lasting} ago`}`;
    case 'created':
      return 'Created';
    case 'removing':
      return 'Removal in progress';
    case 'dead':
      return 'Dead';
    case 'unknown':
      return 'State unknown';
  }
}

/** Published ports, each once: "8080→80", "127.0.0.1:5353→53/udp". */
export function publishedPorts(ports: readonly PublishedPort[]): readonly string[] {
  return [...new Set(ports.filter(({ host }) => host !== undefined).map(publishedPort))];
}

function publishedPort({ host, address, container, protocol }: PublishedPort): string {
  const anywhere = !address || address === '0.0.0.0' || address === '::';
  const from = anywhere ? String(host) : `${address.includes(':') ? `[${address}]` : address}:${host}`;
  return `${from}→${container}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

/** The first twelve digits of an id, as docker shows it. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

export function plural(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

/** Text from an engine as it is, in Markdown: nothing in it formats, links or breaks out of its line. */
export function escapeMarkdown(untrusted: string): string {
  return untrusted.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~$&:/@]/g, '\\$&');
}

/** Text in a code span, whatever backticks it holds. */
export function code(untrusted: string): string {
  const flat = untrusted.replace(/[\r\n]+/g, ' ');
  const fence = '`'.repeat(Math.max(0, ...(flat.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  return `${fence}${/^`|`$/.test(flat) ? ` ${flat} ` : flat}${fence}`;
}

/** A Markdown table of two columns without a head; rows without a value are left out. The values are Markdown. */
export function facts(rows: readonly (readonly [name: string, value: string])[]): string {
  const shown = rows.filter(([, value]) => value !== '');
  return ['| | |', '|-|-|', ...shown.map(([name, value]) => `| ${name} | ${value.replaceAll('|', '\\|')} |`)].join(
    '\n',
  );
}
