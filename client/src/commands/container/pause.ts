import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';

export const pauseContainer: TargetCommand<'container'> = {
  id: 'quayside.container.pause',
  title: 'Pause',
  docker: ['docker container pause', 'docker pause'],
  icon: 'debug-pause',
  target: 'container',
  states: ['running'],
  menu: '2_state@4',
  applies: ({ state }) => ['running'].includes(state),
  run: (context, containers) =>
    actOnEachAndTell(context, containers, {
      doing: 'Pausing',
      done: 'paused',
      noun: 'container',
      name: ({ name }) => name,
      line: ({ name }) => ['docker', 'container', 'pause', name],
      act: ({ id }, signal) => context.engine.containers.pause(id, signal),
    }),
};
