import { isDangling } from '../../engine/images';
import { isUp } from '../../views/containers';
import { plural, size, status } from '../../views/format';
import { usersOf } from '../../views/images';
import { usersOfVolume, volumeName } from '../../views/volumes';
import type { Context, PlainCommand } from '../command';
import { stoppedContainers } from '../container/prune';
import { allNames, removeAllNames } from '../image/prune';
import { unusedNetworks } from '../network/prune';
import { removeWithPreview } from '../preview';

/** One thing that goes. */
interface Item {
  readonly kind: string;
  readonly name: string;
  readonly about: string;
  readonly size: number;
  readonly ticked: boolean;
  readonly line: readonly string[];
  remove(signal: AbortSignal): Promise<unknown>;
}

export const pruneSystem: PlainCommand = {
  id: 'quayside.system.prune',
  title: 'Prune…',
  docker: ['docker system prune', 'docker system prune --volumes'],
  icon: 'clear-all',
  titleOf: { views: ['quayside.engine'], group: 'navigation@8' },
  rows: { context: '^disk$', menu: '9_remove@1', inline: 2 },
  run: async (context) => {
    const items = await context.ui.progress('Looking for what is not used', (signal) => findUnused(context, signal));
    if (items.length === 0) {
      context.ui.info('There is nothing to remove.');
      return;
    }
    let containersGone: Promise<unknown> = Promise.resolve();
    await removeWithPreview<Item>(context, {
      noun: 'object',
      items,
      note: 'Volumes are not ticked: tick those whose data may be lost.',
      atLeast: true,
      size: (item) => item.size,
      name: (item) => item.name,
      describe: (item) => [item.kind, item.about].filter(Boolean).join(' · '),
      ticked: (item) => item.ticked,
      line: (item) => item.line,
      remove: (item, signal) => {
        // Networks, volumes and images are free once the containers are gone.
        if (item.kind === 'stopped container') {
          const removal = item.remove(signal);
          containersGone = Promise.allSettled([containersGone, removal]);
          return removal;
        }
        return containersGone.then(() => item.remove(signal));
      },
    });
    context.views.redraw('quayside.engine');
  },
};

/** In the order of removal: stopped containers, what only they use or nobody does, build cache; volumes last and not ticked. */
async function findUnused(context: Context, signal: AbortSignal): Promise<readonly Item[]> {
  const { engine } = context;
  const state = context.state();
  const stopped = stoppedContainers(state);
  const sizes = await engine.containers.sizesOfStopped(signal);
  // Engines before API 1.42 refuse a second measurement while one is under way: one after the other.
  const imageSizes = await engine.images.uniqueSizes(signal);
  const usage = await engine.volumes.usage(signal);
  const { buildCache } = await engine.system.diskUsage(signal);
  const goes = new Set(stopped.map(({ id }) => id));
  const onlyStopped = (users: readonly { readonly id: string }[]) => users.every(({ id }) => goes.has(id));
  return [
    ...stopped.map((container) => ({
      kind: 'stopped container',
      name: container.name,
      about: `${size(sizes.get(container.id) ?? 0)} · ${status(container, context.now())}`,
      size: sizes.get(container.id) ?? 0,
      ticked: true,
      line: ['docker', 'container', 'rm', container.name],
      remove: (cancel: AbortSignal) => engine.containers.remove(container.id, {}, cancel),
    })),
    ...unusedNetworks(state, isUp).map((network) => ({
      kind: 'unused network',
      name: network.name,
      about: '',
      size: 0,
      ticked: true,
      line: ['docker', 'network', 'rm', network.name],
      remove: (cancel: AbortSignal) => engine.networks.remove(network.id, cancel),
    })),
    ...[...state.images.values()]
      .filter((image) => isDangling(image) && onlyStopped(usersOf(image, state)))
      .map((image) => ({
        kind: 'dangling image',
        name: allNames(image),
        about: size(imageSizes.get(image.id) ?? 0),
        size: imageSizes.get(image.id) ?? 0,
        ticked: true,
        line: ['docker', 'image', 'rm', image.id],
        remove: (cancel: AbortSignal) => removeAllNames(context, image, cancel),
      })),
    ...(buildCache.reclaimable > 0
      ? [
          {
            kind: 'build cache',
            name: 'Build cache',
            about: `${plural(buildCache.count, 'record')}, ${size(buildCache.reclaimable)} can come back`,
            size: 0,
            ticked: true,
            line: ['docker', 'builder', 'prune', '--force'],
            remove: (cancel: AbortSignal) => engine.system.pruneBuildCache({ all: false }, cancel),
          },
        ]
      : []),
    ...[...state.volumes.values()]
      .filter((volume) => onlyStopped(usersOfVolume(volume, state)))
      .map((volume) => ({
        kind: volume.anonymous ? 'anonymous volume' : 'volume',
        name: volumeName(volume),
        about: size(usage.get(volume.name)?.size ?? 0),
        size: usage.get(volume.name)?.size ?? 0,
        ticked: false,
        line: ['docker', 'volume', 'rm', volume.name],
        remove: (cancel: AbortSignal) => engine.volumes.remove(volume.name, cancel),
      })),
  ];
}
