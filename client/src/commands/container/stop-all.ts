import { isUp } from '../../views/containers';
import { plural } from '../../views/format';
import type { PlainCommand } from '../command';
import { stopContainer } from './stop';

export const stopAllContainers: PlainCommand = {
  id: 'quayside.container.stopAll',
  title: 'Stop All…',
  docker: [],
  titleOf: { views: ['quayside.containers'], group: '5_all@1' },
  run: async (context) => {
    const running = [...context.state().containers.values()].filter(isUp);
    if (running.length === 0) {
      context.ui.info('No container is running.');
      return;
    }
    const stop = 'Stop All';
    const answer = await context.ui.confirm({
      message: `Stop ${plural(running.length, 'container')}?`,
      detail: running.map(({ name, image }) => `${name} (${image})`).join('\n'),
      actions: [stop],
    });
    if (answer === stop) {
      await stopContainer.run(context, running);
    }
  },
};
