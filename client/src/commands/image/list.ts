import { isDangling } from '../../engine/images';
import { ago, shortId, size } from '../../views/format';
import { imageName, namesOf } from '../../views/images';
import type { PlainCommand } from '../command';
import { table } from '../table';

export const listImages: PlainCommand = {
  id: 'quayside.image.list',
  title: 'List (ls)',
  docker: ['docker image ls', 'docker images'],
  run: async ({ state, ui, now, log }) => {
    const rows = [...state().images.values()]
      .flatMap(namesOf)
      .map((named) => [
        isDangling(named.image) ? '<none>' : imageName(named),
        shortId(named.image.id),
        ago(named.image.created, now()),
        size(named.image.size),
      ]);
    log(['docker', 'image', 'ls'], 'done');
    await ui.showDocument('images.txt', table(['Image', 'Image ID', 'Created', 'Size'], rows));
  },
};
