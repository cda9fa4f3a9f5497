import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';

export const startContainer: TargetCommand<'container'> = {
  id: 'quayside.container.start',
  title: 'Start',
  docker: ['docker container start', 'docker start'],
  icon: 'play',
  target: 'container',
  key: { key: 'ctrl+enter', mac: 'cmd+enter' },
  states: ['created', 'exited', 'dead'],
  menu: '2_state@1',
  inline: 1,
  applies: ({ state }) => ['created', 'exited', 'dead'].includes(state),
  run: (context, containers) =>
    actOnEachAndTell(context, containers, {
      doing: 'Starting',
      done: 'started',
      noun: 'container',
      name: ({ name }) => name,
      line: ({ name }) => ['docker', 'container', 'start', name],
      act: ({ id }, signal) => context.engine.containers.start(id, signal),
    }),
};
