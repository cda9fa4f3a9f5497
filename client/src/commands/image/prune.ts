import { type Image, isDangling } from '../../engine/images';
import { ownSize, spaceOfImages } from '../../engine/space';
import type { State } from '../../store/state';
import { ago, size } from '../../views/format';
import { imageName, namesOf, usersOf } from '../../views/images';
import type { Context, PlainCommand } from '../command';
import { range, removeWithPreview } from '../preview';

export const pruneImages: PlainCommand = {
  id: 'quayside.image.prune',
  title: 'Prune…',
  docker: ['docker image prune', 'docker image prune -a', 'docker image prune --all'],
  icon: 'clear-all',
  titleOf: { views: ['quayside.images'], group: 'navigation@8' },
  rows: { context: '^disk:images', menu: '9_remove@1', inline: 1 },
  run: async (context) => {
    const unused = unusedImages(context.state());
    const dangling = unused.filter(isDangling);
    if (unused.length === 0) {
      context.ui.info('Every image is used by a container: there is nothing to remove.');
      return;
    }
    const { system } = context.engine;
    const disk = await context.ui.progress('Measuring images', (signal) => system.disk(signal));
    const space = (images: readonly Image[]) => spaceOfImages(disk, new Set(images.map(({ id }) => id)));
    const scope = await context.ui.pick({ title: 'Prune images', placeholder: 'What may go? The next step lists it' }, [
      {
        label: 'Dangling images',
        description: `${dangling.length}, ${range(space(dangling))}`,
        detail: 'Images without a name that no container uses: leftovers of builds',
        value: dangling,
      },
      {
        label: 'All unused images',
        description: `${unused.length}, ${range(space(unused))}`,
        detail: 'Every image that no container uses, named ones too; pull or build them again when needed',
        value: unused,
      },
    ]);
    if (scope && scope.length === 0) {
      context.ui.info('There are no dangling images to remove.');
    } else if (scope) {
      await removeWithPreview<Image>(context, {
        noun: 'image',
        items: scope,
        note: 'Layers that other images share stay.',
        space,
        cameBack: async (_images, signal) =>
          Math.max(0, disk.usage.images.size - (await system.disk(signal)).usage.images.size),
        name: allNames,
        describe: ({ id, created }) => `${size(ownSize(disk, id))} of its own · created ${ago(created, context.now())}`,
        line: (image) => ['docker', 'image', 'rm', ...namesOf(image).map(({ reference }) => reference)],
        remove: (image, signal) => removeAllNames(context, image, signal),
      });
    }
  },
};

/** Images that no container uses, running or not. */
export function unusedImages(state: State): readonly Image[] {
  return [...state.images.values()].filter((image) => usersOf(image, state).length === 0);
}

export function allNames(image: Image): string {
  return namesOf(image).map(imageName).join(', ');
}

/** By name: removing by id is refused while there are several names. */
export async function removeAllNames(context: Context, image: Image, signal: AbortSignal): Promise<void> {
  for (const { reference } of namesOf(image)) {
    await context.engine.images.remove(reference, {}, signal);
  }
}
