import { usersOfVolume } from '../../views/volumes';
import type { PlainCommand } from '../command';
import { table } from '../table';

export const listVolumes: PlainCommand = {
  id: 'quayside.volume.list',
  title: 'List (ls)',
  docker: ['docker volume ls'],
  run: async ({ state, ui, log }) => {
    const now = state();
    const rows = [...now.volumes.values()].map((volume) => [
      volume.name,
      volume.driver,
      usersOfVolume(volume, now)
        .map(({ name }) => name)
        .join(', '),
    ]);
    log(['docker', 'volume', 'ls'], 'done');
    await ui.showDocument('volumes.txt', table(['Name', 'Driver', 'Used by'], rows));
  },
};
