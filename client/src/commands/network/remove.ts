import { isUp } from '../../views/containers';
import { plural } from '../../views/format';
import { membersOf } from '../../views/networks';
import { actOnEachAndTell } from '../batch';
import type { TargetCommand } from '../command';

const remove = 'Remove';
const disconnectFirst = 'Disconnect and Remove';

export const removeNetwork: TargetCommand<'network'> = {
  id: 'quayside.network.remove',
  title: 'Remove…',
  docker: ['docker network rm'],
  icon: 'trash',
  target: 'network',
  states: ['own'],
  menu: '9_remove@1',
  key: { key: 'delete', mac: 'cmd+backspace' },
  inline: 3,
  applies: ({ builtIn }) => !builtIn,
  run: async (context, networks) => {
    const membersById = new Map(
      networks.map((network) => [network.id, membersOf(network, context.state()).filter(isUp)]),
    );
    const connected = [...membersById.values()].flat();
    const [only] = networks;
    const answer = await context.ui.confirm({
      message: `Remove ${networks.length === 1 && only ? `the network ${only.name}` : plural(networks.length, 'network')}?`,
      detail: networks
        .map(({ id, name }) => {
          const names = (membersById.get(id) ?? []).map((member) => member.name);
          return `${name}${names.length > 0 ? `: connected are ${names.join(', ')}; these lose the connection` : ''}`;
        })
        .join('\n'),
      actions: [connected.length > 0 ? disconnectFirst : remove],
    });
    if (answer === undefined) {
      return;
    }
    await actOnEachAndTell(context, networks, {
      doing: 'Removing',
      done: 'removed',
      noun: 'network',
      name: ({ name }) => name,
      line: ({ name }) => ['docker', 'network', 'rm', name],
      act: async ({ id, name }, signal) => {
        for (const member of membersById.get(id) ?? []) {
          await context.engine.networks.disconnect(id, member.id, signal);
          context.log(['docker', 'network', 'disconnect', name, member.name], 'done');
        }
        await context.engine.networks.remove(id, signal);
      },
    });
  },
};
