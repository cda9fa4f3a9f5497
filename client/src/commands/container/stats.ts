import { openStatsPanel } from '../../panels/stats-panel';
import type { TargetCommand } from '../command';

export const showStats: TargetCommand<'container'> = {
  id: 'quayside.container.stats',
  title: 'Show Stats',
  docker: ['docker container stats', 'docker stats'],
  icon: 'graph',
  target: 'container',
  states: ['running'],
  menu: '3_look@5',
  ticked: true,
  applies: ({ state }) => state === 'running',
  run: async (context, containers) => {
    const names = containers.map(({ name }) => name);
    openStatsPanel(context.ui, context, names);
    context.log(['docker', 'container', 'stats', ...names], 'opened');
  },
};
