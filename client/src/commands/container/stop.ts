import { isUp } from '../../views/containers';
import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';

export const stopContainer: TargetCommand<'container'> = {
  id: 'quayside.container.stop',
  title: 'Stop',
  docker: ['docker container stop', 'docker stop'],
  icon: 'debug-stop',
  target: 'container',
  key: { key: 'ctrl+backspace', mac: 'ctrl+backspace' },
  states: ['running', 'paused', 'restarting'],
  menu: '2_state@2',
  inline: 1,
  applies: isUp,
  run: (context, containers) =>
    actOnEachAndTell(context, containers, {
      doing: 'Stopping',
      done: 'stopped',
      noun: 'container',
      name: ({ name }) => name,
      line: ({ name }) => ['docker', 'container', 'stop', name],
      act: ({ id }, signal) => context.engine.containers.stop(id, signal),
    }),
};
