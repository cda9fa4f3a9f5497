import type { Container } from '../../engine/containers';
import type { State } from '../../store/state';
import { isUp } from '../../views/containers';
import { size, status } from '../../views/format';
import type { PlainCommand } from '../command';
import { exactly, removeWithPreview } from '../preview';

export const pruneContainers: PlainCommand = {
  id: 'quayside.container.prune',
  title: 'Prune…',
  docker: ['docker container prune'],
  icon: 'clear-all',
  titleOf: { views: ['quayside.containers'], group: 'navigation@8' },
  rows: { context: '^disk:containers', menu: '9_remove@1', inline: 1 },
  run: async (context) => {
    const stopped = stoppedContainers(context.state());
    if (stopped.length === 0) {
      context.ui.info('There are no stopped containers to remove.');
      return;
    }
    const sizes = await context.ui.progress('Measuring stopped containers', (signal) =>
      context.engine.containers.sizesOfStopped(signal),
    );
    await removeWithPreview<Container>(context, {
      noun: 'stopped container',
      items: stopped,
      note: 'Volumes and images stay.',
      space: exactly(({ id }) => sizes.get(id) ?? 0),
      name: ({ name }) => name,
      describe: (container) =>
        `${size(sizes.get(container.id) ?? 0)} · ${container.image} · ${status(container, context.now())}`,
      line: ({ name }) => ['docker', 'container', 'rm', name],
      remove: ({ id }, signal) => context.engine.containers.remove(id, {}, signal),
    });
  },
};

/** What `docker container prune` would remove. */
export function stoppedContainers({ containers }: State): readonly Container[] {
  return [...containers.values()].filter((container) => !isUp(container) && container.state !== 'removing');
}
