import type { Container } from '../../engine/containers';
import { isUp } from '../../views/containers';
import { ago, plural, size, status } from '../../views/format';
import { actOnEach, tellFailures } from '../batch';
import type { Context, PlainCommand } from '../command';

export const pruneContainers: PlainCommand = {
  id: 'quayside.container.prune',
  title: 'Prune…',
  docker: ['docker container prune', 'docker rm all stopped containers'],
  icon: 'clear-all',
  titleOf: { views: ['quayside.containers'], group: 'navigation@8' },
  run: async (context) => {
    const stopped = [...context.state().containers.values()].filter(
      (container) => !isUp(container) && container.state !== 'removing',
    );
    if (stopped.length === 0) {
      context.ui.info('There are no stopped containers to remove.');
      return;
    }
    const sizes = await context.ui.progress('Measuring stopped containers', (signal) =>
      context.engine.containers.sizesOfStopped(signal),
    );
    const chosen = await preview(context, stopped, sizes);
    if (chosen && chosen.length > 0) {
      await removeAll(context, chosen, total(chosen, sizes));
    }
  },
};

function preview(
  context: Context,
  stopped: readonly Container[],
  sizes: ReadonlyMap<string, number>,
): Promise<readonly Container[] | undefined> {
  return context.ui.pickMany(
    {
      title: (ticked: readonly Container[]) =>
        `Remove ${plural(ticked.length, 'stopped container')}: ${size(total(ticked, sizes))} will come back`,
      placeholder: 'Exactly the ticked containers are removed; their volumes and images stay',
    },
    stopped.map((container) => ({
      label: container.name,
      description: `${size(sizes.get(container.id) ?? 0)} · ${status(container, context.now())}`,
      detail: `${container.image}, created ${ago(container.created, context.now())}`,
      picked: true,
      value: container,
    })),
  );
}

async function removeAll(context: Context, containers: readonly Container[], bytes: number): Promise<void> {
  const batch = {
    doing: 'Removing',
    done: 'removed',
    noun: 'container',
    name: ({ name }: Container) => name,
    line: ({ name }: Container) => ['docker', 'container', 'rm', name],
    act: ({ id }: Container, signal: AbortSignal) => context.engine.containers.remove(id, {}, signal),
  };
  const failures = await actOnEach(context, containers, batch);
  await tellFailures(context, containers.length, failures, batch);
  if (failures.length === 0) {
    context.ui.info(`${plural(containers.length, 'container')} removed, ${size(bytes)} came back.`);
  }
}

function total(containers: readonly Container[], sizes: ReadonlyMap<string, number>): number {
  return containers.reduce((sum, { id }) => sum + (sizes.get(id) ?? 0), 0);
}
