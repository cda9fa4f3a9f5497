import type { Volume } from '../../engine/volumes';
import type { State } from '../../store/state';
import { size } from '../../views/format';
import { usersOfVolume, volumeName } from '../../views/volumes';
import type { PlainCommand } from '../command';
import { exactly, removeWithPreview } from '../preview';

export const pruneVolumes: PlainCommand = {
  id: 'quayside.volume.prune',
  title: 'Prune…',
  docker: ['docker volume prune', 'docker volume prune -a', 'docker volume prune --all'],
  icon: 'clear-all',
  titleOf: { views: ['quayside.volumes'], group: 'navigation@8' },
  rows: { context: '^disk:volumes', menu: '9_remove@1', inline: 1 },
  run: async (context) => {
    const unused = unusedVolumes(context.state());
    if (unused.length === 0) {
      context.ui.info('Every volume is used by a container: there is nothing to remove.');
      return;
    }
    const disk = await context.ui.progress('Measuring volumes', (signal) => context.engine.system.disk(signal));
    const sizeOf = ({ name }: Volume) => disk.volumes.get(name) ?? 0;
    await removeWithPreview<Volume>(context, {
      noun: 'volume',
      items: unused,
      note: 'Named volumes are not ticked: tick those whose data may be lost.',
      space: exactly(sizeOf),
      name: volumeName,
      describe: (volume) => `${size(sizeOf(volume))}${volume.anonymous ? ' · anonymous' : ''}`,
      ticked: ({ anonymous }) => anonymous,
      line: ({ name }) => ['docker', 'volume', 'rm', name],
      remove: ({ name }, signal) => context.engine.volumes.remove(name, signal),
    });
  },
};

/** Volumes that no container mounts, running or not. */
export function unusedVolumes(state: State): readonly Volume[] {
  return [...state.volumes.values()].filter((volume) => usersOfVolume(volume, state).length === 0);
}
