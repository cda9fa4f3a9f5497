import type { Container } from '../engine/containers';
import type { State } from '../store/state';
import { ago, code, escapeMarkdown, facts, publishedPorts, shortId, status } from './format';
import { grouped, matches } from './group';
import type { Row, View, ViewOptions } from './view';

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
  ],
  rows: (state, options, now) =>
    grouped(
      visible(state, options).map((container) => ({
        row: containerRow(container, now),
        group: groupOf(container, options),
      })),
      'containers',
    ),
  summary: ({ containers }) => {
    const all = [...containers.values()];
    return all.length === 0 ? '' : `${all.filter(isUp).length} of ${all.length} up`;
  },
};

function visible({ containers }: State, { filter, hideMinor }: ViewOptions): readonly Container[] {
  return [...containers.values()]
    .filter((container) => !hideMinor || isUp(container))
    .filter(({ name, image, id, state }) => matches(filter, name, image, id, state))
    .sort((a, b) => Number(isUp(b)) - Number(isUp(a)) || (b.created ?? 0) - (a.created ?? 0));
}

function groupOf(container: Container, { groupBy }: ViewOptions): string | undefined {
  switch (groupBy) {
    case 'project':
      return container.labels['com.docker.compose.project'] ?? '';
    case 'image':
      return container.image;
    case 'state':
      return container.state;
    default:
      return undefined;
  }
}

/** The row of a container: name, then image, state and published ports. */
export function containerRow(container: Container, now: number): Row {
  const ports = publishedPorts(container.ports);
  const state = status(container, now);
  const marks = ports.length > 0 ? ':ports' : '';
  return {
    id: `container/${container.id}`,
    label: container.name || shortId(container.id),
    description: [container.image, state, ports.join(', ')].filter(Boolean).join(' · '),
    icon: icon(container),
    tooltip: () => tooltip(container, now),
    context: `container:${container.state}${marks}`,
    target: { kind: 'container', item: container },
    children: details(container),
    spoken: `${container.name}, ${state}, image ${container.image}`,
    source: container,
  };
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
function details({ id, ports, mounts, networks }: Container): readonly Row[] {
  const parent = `container/${id}`;
  return [
    ...ports.map((port): Row => {
      const published = publishedPorts([port])[0];
      return {
        id: `${parent}/port/${port.address ?? ''}/${port.host ?? ''}/${port.container}/${port.protocol}`,
        label: published ?? `${port.container}/${port.protocol}`,
        description: published ? 'published port' : 'exposed port, not published',
        icon: { name: 'plug' },
        context: published && port.protocol === 'tcp' ? `port:published` : 'port:exposed',
        ...(port.host === undefined ? {} : { source: port }),
      };
    }),
    ...mounts.map(
      (mount): Row => ({
        id: `${parent}/mount/${mount.destination}`,
        label: mount.destination,
        description: `${mount.name ? shortName(mount.name) : mount.source || mount.type}${mount.writable ? '' : ' (read only)'}`,
        icon: { name: mount.type === 'volume' ? 'database' : 'folder' },
        context: 'mount',
      }),
    ),
    ...networks.map(
      (network): Row => ({
        id: `${parent}/network/${network.name}`,
        label: network.name,
        description: network.address,
        icon: { name: 'type-hierarchy' },
        context: 'attachment',
      }),
    ),
  ];
}

/** Anonymous volumes are named with 64 digits. */
function shortName(name: string): string {
  return /^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name;
}
