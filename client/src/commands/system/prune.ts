import { isDangling } from '../../engine/images';
import { ownSize, type Space, spaceOfImages } from '../../engine/space';
import type { DiskRecords } from '../../engine/system';
import { isUp } from '../../views/containers';
import { size, status } from '../../views/format';
import { usersOf } from '../../views/images';
import { usersOfVolume, volumeName } from '../../views/volumes';
import type { Context, PlainCommand } from '../command';
import { stoppedContainers } from '../container/prune';
import { allNames, removeAllNames } from '../image/prune';
import { unusedNetworks } from '../network/prune';
import { exactly, removeWithPreview } from '../preview';

/** One thing that goes. */
interface Item {
  readonly kind: string;
  readonly name: string;
  readonly about: string;
  /** Bytes, apart from images, whose layers may be shared. */
  readonly size: number;
  readonly imageId?: string;
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
    const { system } = context.engine;
    const { items, disk } = await context.ui.progress('Looking for what is not used', async (signal) => {
      const measured = await system.disk(signal);
      return { items: await findUnused(context, measured, signal), disk: measured };
    });
    if (items.length === 0) {
      context.ui.info('There is nothing to remove.');
      return;
    }
    let containersGone: Promise<unknown> = Promise.resolve();
    await removeWithPreview<Item>(context, {
      noun: 'object',
      items,
      note: 'Volumes are not ticked: tick those whose data may be lost.',
      space: (chosen) => spaceOf(chosen, disk),
      cameBack: async (_removed, signal) => Math.max(0, disk.total - (await system.disk(signal)).total),
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

function spaceOf(chosen: readonly Item[], disk: DiskRecords): Space {
  const images = spaceOfImages(disk, new Set(chosen.flatMap(({ imageId }) => imageId ?? [])));
  const others = exactly<Item>(({ size: bytes }) => bytes)(chosen);
  return { least: images.least + others.least, most: images.most + others.most };
}

/** In the order of removal: stopped containers, what only they use or nobody does, build cache; volumes last and not ticked. */
async function findUnused(context: Context, disk: DiskRecords, signal: AbortSignal): Promise<readonly Item[]> {
  const { engine } = context;
  const state = context.state();
  const stopped = stoppedContainers(state);
  const sizes = await engine.containers.sizesOfStopped(signal);
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
        about: `${size(ownSize(disk, image.id))} of its own`,
        imageId: image.id,
        size: 0,
        ticked: true,
        line: ['docker', 'image', 'rm', image.id],
        remove: (cancel: AbortSignal) => removeAllNames(context, image, cancel),
      })),
    ...(disk.cache.dangling > 0
      ? [
          {
            kind: 'build cache',
            name: 'Build cache',
            about: `${size(disk.cache.dangling)} that no build uses`,
            size: disk.cache.dangling,
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
        about: size(disk.volumes.get(volume.name) ?? 0),
        size: disk.volumes.get(volume.name) ?? 0,
        ticked: false,
        line: ['docker', 'volume', 'rm', volume.name],
        remove: (cancel: AbortSignal) => engine.volumes.remove(volume.name, cancel),
      })),
  ];
}
