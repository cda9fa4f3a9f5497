import type { Container } from '../engine/containers';
import type { Volume } from '../engine/volumes';
import type { State } from '../store/state';
import { filesRow } from './files';
import { ago, code, escapeMarkdown, facts, status } from './format';
import { grouped, matches } from './group';
import type { Details, Row, View, ViewOptions } from './view';

export const volumesView: View = {
  id: 'quayside.volumes',
  name: 'Volumes',
  collapsed: true,
  welcome: 'There are no volumes on this engine yet.\n[Create a Volume](command:quayside.volume.create)',
  groupings: [
    { id: 'project', title: 'Compose project' },
    { id: 'driver', title: 'Driver' },
  ],
  sortings: [{ id: 'created', title: 'Newest first' }],
  minor: 'anonymous volumes',
  rows: (state, options, now, details) =>
    grouped(
      visible(state, options).map((volume) => ({
        row: volumeRow(volume, usersOfVolume(volume, state), now, details),
        group: groupOf(volume, options),
      })),
      'volumes',
    ),
  summary: ({ volumes }) => (volumes.size === 0 ? '' : String(volumes.size)),
};

/** Containers, running or not, that mount the volume. */
export function usersOfVolume({ name }: Volume, { containers }: State): readonly Container[] {
  return [...containers.values()].filter(({ mounts }) =>
    mounts.some((mount) => mount.type === 'volume' && mount.name === name),
  );
}

/** The name, shortened for anonymous volumes. */
export function volumeName({ name, anonymous }: Volume): string {
  return anonymous ? name.slice(0, 12) : name;
}

function visible({ volumes }: State, { filter, hideMinor, sortBy }: ViewOptions): readonly Volume[] {
  return [...volumes.values()]
    .filter((volume) => (!hideMinor || !volume.anonymous) && matches(filter, volume.name, volume.driver))
    .sort((a, b) =>
      sortBy === 'created'
        ? (b.created ?? 0) - (a.created ?? 0)
        : Number(a.anonymous) - Number(b.anonymous) || a.name.localeCompare(b.name),
    );
}

function groupOf(volume: Volume, { groupBy }: ViewOptions): string | undefined {
  if (groupBy === 'project') {
    return volume.labels['com.docker.compose.project'] ?? '';
  }
  return groupBy === 'driver' ? volume.driver : undefined;
}

function volumeRow(volume: Volume, users: readonly Container[], now: number, details: Details): Row {
  const used = users.length > 0;
  const id = `volume/${volume.name}`;
  return {
    id,
    label: volumeName(volume),
    description: [
      volume.anonymous ? 'anonymous' : '',
      volume.driver === 'local' ? '' : volume.driver,
      used ? `used by ${users.map(({ name }) => name).join(', ')}` : 'unused',
    ]
      .filter(Boolean)
      .join(' · '),
    icon: used ? { name: 'database', color: 'charts.green' } : { name: 'database' },
    context: `volume:${volume.anonymous ? 'anonymous' : 'named'}${used ? ':used' : ''}`,
    target: { kind: 'volume', item: volume },
    source: volume,
    children: [
      ...users.map(
        (user): Row => ({
          id: `${id}/user/${user.id}`,
          label: user.name,
          description: `at ${user.mounts.find(({ name }) => name === volume.name)?.destination ?? ''} · ${status(user, now)}`,
          icon: { name: 'vm' },
          context: 'user',
          copied: user.name,
        }),
      ),
      filesRow(id, { kind: 'volume', name: volume.name }, details),
    ],
    tooltip: () =>
      [
        `**${escapeMarkdown(volume.name)}**`,
        '',
        facts([
          ['Driver', code(volume.driver)],
          ['On the engine at', code(volume.mountpoint)],
          ['Created', escapeMarkdown(ago(volume.created, now))],
          ['Used by', users.map(({ name }) => code(name)).join(', ')],
        ]),
      ].join('\n'),
  };
}
