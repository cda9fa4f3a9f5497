import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';

export const restartContainer: TargetCommand<'container'> = {
  id: 'quayside.container.restart',
  title: 'Restart',
  docker: ['docker container restart', 'docker restart'],
  icon: 'debug-restart',
  target: 'container',
  states: ['running', 'paused', 'restarting', 'exited', 'created'],
  menu: '2_state@3',
  inline: 2,
  applies: ({ state }) => ['running', 'paused', 'restarting', 'exited', 'created'].includes(state),
  run: (context, containers) =>
    actOnEachAndTell(context, containers, {
      doing: 'Restarting',
      done: 'restarted',
      noun: 'container',
      name: ({ name }) => name,
      line: ({ name }) => ['docker', 'container', 'restart', name],
      act: ({ id }, signal) => context.engine.containers.restart(id, signal),
    }),
};
