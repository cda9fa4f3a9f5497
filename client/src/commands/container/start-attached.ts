import type { TargetCommand } from '../command';
import { attach } from './attach';

export const startAttachedContainer: TargetCommand<'container'> = {
  id: 'quayside.container.startAttached',
  title: 'Start Attached',
  docker: ['docker container start -a', 'docker start -a', 'docker start -ai'],
  target: 'container',
  states: ['created', 'exited', 'dead'],
  menu: '2_state@1.5',
  applies: ({ state }) => ['created', 'exited', 'dead'].includes(state),
  run: async (context, containers) => {
    for (const container of containers) {
      await attach(context, container, true);
      context.log(['docker', 'container', 'start', '--attach', '--interactive', container.name], 'done');
    }
  },
};
