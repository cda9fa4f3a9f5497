import type { Container, PublishedPort } from '../engine/containers';
import type { State } from '../store/state';
import type { Used } from '../store/usage';
import { filesRow } from './files';
import { ago, code, escapeMarkdown, facts, plural, publishedPorts, shortId, size, status } from './format';
import { grouped, matches } from './group';
import type { Details, Row, View, ViewOptions } from './view';

const up = new Set(['running', 'paused', 'restarting']);

/** True while the container's process exists. */
export function isUp({ state }: Container): boolean {
  return up.has(state);
}

export const containersView: View = {
  id: 'quayside.containers',
  name: 'Containers',
  welcome: 'There are no containers on this engine yet.\n[Run an Image](command:quayside.image.run)',
  groupings: [
    { id: 'project', title: 'Compose project' },
    { id: 'image', title: 'Image' },
    { id: 'state', title: 'State' },
    { id: 'network', title: 'Network' },
  ],
  sortings: [
    { id: 'name', title: 'Name' },
    { id: 'image', title: 'Image' },
  ],
  minor: 'stopped containers',
  rows: (state, options, now, details) =>
    grouped(
      visible(state, options).map((container) => ({
        row: containerRow(container, now, details),
        group: groupOf(container, options),
      })),
      'containers',
    ),
  summary: ({ containers }) => {
    const all = [...containers.values()];
    return all.length === 0 ? '' : `${all.filter(isUp).length} of ${all.length} up`;
  },
  alarm: ({ containers }) => {
    const count = [...containers.values()].filter(
      ({ state, health }) => health === 'unhealthy' || state === 'dead',
    ).length;
    return { count, words: `${plural(count, 'container')} unhealthy` };
  },
};

/** Those that the options leave, in their order. */
export function visible({ containers }: State, options: ViewOptions): readonly Container[] {
  const { filter, hideMinor } = options;
  return [...containers.values()]
    .filter((container) => !hideMinor || isUp(container))
    .filter(({ name, image, id, state }) => matches(filter, name, image, id, state))
    .sort(orderOf(options));
}

function orderOf({ sortBy }: ViewOptions): (a: Container, b: Container) => number {
  switch (sortBy) {
    case 'name':
      return (a, b) => a.name.localeCompare(b.name);
    case 'image':
      return (a, b) => a.image.localeCompare(b.image) || a.name.localeCompare(b.name);
    default:
      return (a, b) => Number(isUp(b)) - Number(isUp(a)) || (b.created ?? 0) - (a.created ?? 0);
  }
}

function groupOf(container: Container, { groupBy }: ViewOptions): string | undefined {
  switch (groupBy) {
    case 'project':
      return container.labels['com.docker.compose.project'] ?? '';
    case 'image':
      return container.image;
    case 'state':
      return container.state;
    case 'network':
      return container.networks[0]?.name ?? '';
    default:
      return undefined;
  }
}

/** Rows by container, with the only parts that change by themselves: a container that did not change keeps its row. */
const rows = new WeakMap<Container, { readonly state: string; readonly usage: string; readonly row: Row }>();

/**
 * The row of a container: name, then what it uses, image, state and published ports. In narrow side bars the end is cut off: what the icon
 * tells comes late, and the health of one that is not well first.
 */
function containerRow(container: Container, now: number, reads: Details): Row {
  const state = status(container, now);
  const usage = container.state === 'running' ? usageWords(reads.usage(container.id)) : '';
  const known = rows.get(container);
  if (known?.state === state && known.usage === usage) {
    return known.row;
  }
  const ports = publishedPorts(container.ports);
  const words =
    container.health === 'unhealthy'
      ? ['unhealthy', usage, container.image, state.replace(' (unhealthy)', '')]
      : [usage, container.image, state];
  const marks = ports.length > 0 ? ':ports' : '';
  const row: Row = {
    id: `container/${container.id}`,
    label: container.name || shortId(container.id),
    description: [...words, ports.join(', ')].filter(Boolean).join(' · '),
    icon: icon(container),
    tooltip: () => tooltip(container, now),
    context: `container:${container.state}${marks}`,
    target: { kind: 'container', item: container },
    children: details(container, reads),
    spoken: `${container.name}, ${state}, image ${container.image}`,
    source: container,
  };
  rows.set(container, { state, usage, row });
  return row;
}

/** Two digits, so that a row changes only with what matters: "1.2% · 45 MB". */
function usageWords(used: Used | undefined): string {
  if (used === undefined) {
    return '';
  }
  const { cpu, memory } = used;
  const share = cpu === undefined ? [] : [`${cpu < 10 ? cpu.toFixed(1) : Math.round(cpu)}%`];
  return [...share, size(Number(memory.toPrecision(2)))].join(' · ');
}

function icon({ state, health, exitCode }: Container): NonNullable<Row['icon']> {
  switch (state) {
    case 'running':
      if (health === 'unhealthy') {
        return { name: 'warning', color: 'charts.red' };
      }
      return { name: 'vm-running', color: health === 'starting' ? 'charts.yellow' : 'charts.green' };
    case 'paused':
      return { name: 'debug-pause', color: 'charts.yellow' };
    case 'restarting':
      return { name: 'debug-restart', color: 'charts.yellow' };
    case 'dead':
      return { name: 'error', color: 'charts.red' };
    case 'removing':
      return { name: 'trash' };
    case 'unknown':
      return { name: 'question' };
    case 'created':
      return { name: 'vm-outline' };
    case 'exited':
      return exitCode === undefined || exitCode === 0
        ? { name: 'vm-outline' }
        : { name: 'vm-outline', color: 'charts.red' };
  }
}

function tooltip(container: Container, now: number): string {
  return [
    `**${escapeMarkdown(container.name || shortId(container.id))}**`,
    '',
    facts([
      ['State', escapeMarkdown(status(container, now))],
      ['Image', code(container.image)],
      ['Command', container.command ? code(container.command.slice(0, 200)) : ''],
      ['Ports', publishedPorts(container.ports).map(code).join(', ')],
      [
        'Networks',
        container.networks.map(({ name, address }) => code(address ? `${name} ${address}` : name)).join(', '),
      ],
      [
        'Mounts',
        container.mounts.map(({ name, source, destination }) => code(`${name || source} → ${destination}`)).join(', '),
      ],
      ['Created', escapeMarkdown(ago(container.created, now))],
      ['Id', code(shortId(container.id))],
    ]),
  ].join('\n');
}

/** What is worth knowing below a container: ports, mounts, networks. */
function details({ id, name, ports, mounts, networks }: Container, reads: Details): readonly Row[] {
  const parent = `container/${id}`;
  return [
    ...ports.map((port): Row => {
      const published = publishedPorts([port])[0];
      return {
        id: `${parent}/port/${port.address ?? ''}/${port.host ?? ''}/${port.container}/${port.protocol}`,
        label: published ?? `${port.container}/${port.protocol}`,
        description: published ? 'published port' : 'exposed port, not published',
        icon: { name: 'plug' },
        context: published && port.protocol === 'tcp' ? 'port:published' : 'port:exposed',
        ...(published ? { copied: hostAddress(port) } : {}),
      };
    }),
    ...mounts.map(
      (mount): Row => ({
        id: `${parent}/mount/${mount.destination}`,
        label: mount.destination,
        description: `${mount.name ? shortName(mount.name) : mount.source || mount.type}${mount.writable ? '' : ' (read only)'}`,
        icon: { name: mount.type === 'volume' ? 'database' : 'folder' },
        context: 'mount',
        copied: mount.name || mount.source,
      }),
    ),
    ...networks.map(
      (network): Row => ({
        id: `${parent}/network/${network.name}`,
        label: network.name,
        description: network.address,
        icon: { name: 'type-hierarchy' },
        context: 'attachment',
        copied: network.address || network.name,
      }),
    ),
    filesRow(parent, { kind: 'container', name: name || id }, reads),
    {
      id: `${parent}/environment`,
      label: 'Environment',
      icon: { name: 'symbol-variable' },
      children: async () => (await reads.environment(id)).map((variable) => variableRow(parent, variable)),
    },
  ];
}

function variableRow(parent: string, variable: string): Row {
  const [name = '', ...rest] = variable.split('=');
  return {
    id: `${parent}/environment/${name}`,
    label: name,
    description: rest.join('='),
    context: 'variable',
    copied: variable,
  };
}

/** Where a published port is reached from this machine. */
export function hostAddress({ host, address }: PublishedPort): string {
  const anywhere = !address || address === '0.0.0.0' || address === '::';
  return `${anywhere ? 'localhost' : address.includes(':') ? `[${address}]` : address}:${host ?? ''}`;
}

/** Anonymous volumes are named with 64 digits. */
function shortName(name: string): string {
  return /^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name;
}
