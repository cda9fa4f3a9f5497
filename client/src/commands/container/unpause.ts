import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';

export const unpauseContainer: TargetCommand<'container'> = {
  id: 'quayside.container.unpause',
  title: 'Unpause',
  docker: ['docker container unpause', 'docker unpause'],
  icon: 'debug-continue',
  target: 'container',
  states: ['paused'],
  menu: '2_state@5',
  inline: 2,
  applies: ({ state }) => ['paused'].includes(state),
  run: (context, containers) =>
    actOnEachAndTell(context, containers, {
      doing: 'Unpausing',
      done: 'unpaused',
      noun: 'container',
      name: ({ name }) => name,
      line: ({ name }) => ['docker', 'container', 'unpause', name],
      act: ({ id }, signal) => context.engine.containers.unpause(id, signal),
    }),
};
