import { type Image, isDangling } from '../../engine/images';
import type { State } from '../../store/state';
import { ago, plural, size } from '../../views/format';
import { imageName, namesOf, usersOf } from '../../views/images';
import { actOnEach, tellFailures } from '../batch';
import type { Context, PlainCommand } from '../command';

export const pruneImages: PlainCommand = {
  id: 'quayside.image.prune',
  title: 'Prune…',
  docker: ['docker image prune', 'docker image prune -a', 'docker image prune --all'],
  icon: 'clear-all',
  titleOf: { views: ['quayside.images'], group: 'navigation@8' },
  run: async (context) => {
    const unused = unusedImages(context.state());
    const dangling = unused.filter(isDangling);
    if (unused.length === 0) {
      context.ui.info('Every image is used by a container: there is nothing to remove.');
      return;
    }
    const sizes = await context.ui.progress('Measuring images', (signal) => context.engine.images.uniqueSizes(signal));
    const scope = await context.ui.pick({ title: 'Prune images', placeholder: 'What may go? The next step lists it' }, [
      {
        label: 'Dangling images',
        description: `${dangling.length}, ${size(total(dangling, sizes))}`,
        detail: 'Images without a name that no container uses: leftovers of builds',
        value: dangling,
      },
      {
        label: 'All unused images',
        description: `${unused.length}, at least ${size(total(unused, sizes))}`,
        detail: 'Every image that no container uses, named ones too; pull or build them again when needed',
        value: unused,
      },
    ]);
    if (scope && scope.length === 0) {
      context.ui.info('There are no dangling images to remove.');
    } else if (scope) {
      await pruneWithPreview(context, scope, sizes);
    }
  },
};

/** Images that no container uses, running or not. */
export function unusedImages(state: State): readonly Image[] {
  return [...state.images.values()].filter((image) => usersOf(image, state).length === 0);
}

async function pruneWithPreview(
  context: Context,
  images: readonly Image[],
  sizes: ReadonlyMap<string, number>,
): Promise<void> {
  const now = context.now();
  const chosen = await context.ui.pickMany(
    {
      title: (ticked: readonly Image[]) =>
        `Remove ${plural(ticked.length, 'image')}: at least ${size(total(ticked, sizes))} will come back`,
      placeholder: 'Exactly the ticked images are removed; layers that other images share stay',
    },
    images.map((image) => ({
      label: namesOf(image).map(imageName).join(', '),
      description: `${size(sizes.get(image.id) ?? 0)} of its own · created ${ago(image.created, now)}`,
      picked: true,
      value: image,
    })),
  );
  if (!chosen || chosen.length === 0) {
    return;
  }
  const batch = {
    doing: 'Removing',
    done: 'removed',
    noun: 'image',
    name: (image: Image) => namesOf(image).map(imageName).join(', '),
    line: (image: Image) => ['docker', 'image', 'rm', ...namesOf(image).map(({ reference }) => reference)],
    act: async (image: Image, signal: AbortSignal) => {
      // By name: removing by id is refused while there are several names.
      for (const { reference } of namesOf(image)) {
        await context.engine.images.remove(reference, {}, signal);
      }
    },
  };
  const failures = await actOnEach(context, chosen, batch);
  await tellFailures(context, chosen.length, failures, batch);
  if (failures.length === 0) {
    context.ui.info(`${plural(chosen.length, 'image')} removed, at least ${size(total(chosen, sizes))} came back.`);
  }
}

function total(images: readonly Image[], sizes: ReadonlyMap<string, number>): number {
  return images.reduce((sum, { id }) => sum + (sizes.get(id) ?? 0), 0);
}
