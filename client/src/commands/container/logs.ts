import { openLogTerminal } from '../../terminals/log-terminal';
import type { TargetCommand } from '../command';

/** Lines of the past that are shown at first: reading all of a long log takes minutes. */
const tail = 1_000;

export const showLogs: TargetCommand<'container'> = {
  id: 'quayside.container.logs',
  title: 'Show Logs',
  docker: ['docker container logs -f', 'docker logs -f', 'docker logs', 'docker compose logs'],
  icon: 'output',
  target: 'container',
  menu: '3_look@0',
  inline: -1,
  run: async (context, containers) => {
    const names = containers.map(({ name }) => name);
    openLogTerminal(context.ui, context, names, { tail }, context.hold());
    for (const name of names) {
      context.log(['docker', 'container', 'logs', '--follow', '--tail', String(tail), name], 'opened');
    }
  },
};
