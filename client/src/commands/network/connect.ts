import { isUp } from '../../views/containers';
import { membersOf } from '../../views/networks';
import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';

export const connectNetwork: TargetCommand<'network'> = {
  id: 'quayside.network.connect',
  title: 'Connect Containers…',
  docker: ['docker network connect'],
  target: 'network',
  states: ['own'],
  menu: '4_change@1',
  single: true,
  applies: ({ builtIn }) => !builtIn,
  run: async (context, [network]) => {
    if (!network) {
      return;
    }
    const members = new Set(membersOf(network, context.state()).map(({ id }) => id));
    const others = [...context.state().containers.values()].filter(({ id }) => !members.has(id));
    const chosen = await context.ui.pickMany(
      { title: `Connect to ${network.name}` },
      others.map((container) => ({
        label: container.name,
        description: isUp(container) ? 'running' : 'stopped',
        value: container,
      })),
    );
    if (chosen && chosen.length > 0) {
      await actOnEachAndTell(context, chosen, {
        doing: 'Connecting',
        done: 'connected',
        noun: 'container',
        name: ({ name }) => name,
        line: ({ name }) => ['docker', 'network', 'connect', network.name, name],
        act: ({ id }, signal) => context.engine.networks.connect(network.id, id, signal),
      });
    }
  },
};
