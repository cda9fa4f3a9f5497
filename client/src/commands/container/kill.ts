import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';

export const killContainer: TargetCommand<'container'> = {
  id: 'quayside.container.kill',
  title: 'Kill',
  docker: ['docker container kill', 'docker kill'],
  icon: 'flame',
  target: 'container',
  states: ['running', 'paused', 'restarting'],
  menu: '2_state@6',
  applies: ({ state }) => ['running', 'paused', 'restarting'].includes(state),
  run: (context, containers) =>
    actOnEachAndTell(context, containers, {
      doing: 'Killing',
      done: 'killed',
      noun: 'container',
      name: ({ name }) => name,
      line: ({ name }) => ['docker', 'container', 'kill', name],
      act: ({ id }, signal) => context.engine.containers.kill(id, signal),
    }),
};
