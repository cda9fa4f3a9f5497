import { isUp } from '../../views/containers';
import { membersOf } from '../../views/networks';
import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';

export const disconnectNetwork: TargetCommand<'network'> = {
  id: 'quayside.network.disconnect',
  title: 'Disconnect Containers…',
  docker: ['docker network disconnect'],
  target: 'network',
  mark: 'used',
  menu: '4_change@2',
  single: true,
  run: async (context, [network]) => {
    if (!network) {
      return;
    }
    const members = membersOf(network, context.state());
    const chosen = await context.ui.pickMany(
      { title: `Disconnect from ${network.name}` },
      members.map((container) => ({
        label: container.name,
        description: isUp(container) ? 'running' : 'stopped',
        value: container,
      })),
    );
    if (chosen && chosen.length > 0) {
      await actOnEachAndTell(context, chosen, {
        doing: 'Disconnecting',
        done: 'disconnected',
        noun: 'container',
        name: ({ name }) => name,
        line: ({ name }) => ['docker', 'network', 'disconnect', network.name, name],
        act: ({ id }, signal) => context.engine.networks.disconnect(network.id, id, signal),
      });
    }
  },
};
