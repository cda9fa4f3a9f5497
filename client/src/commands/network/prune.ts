import type { Container } from '../../engine/containers';
import type { Network } from '../../engine/networks';
import type { State } from '../../store/state';
import { membersOf } from '../../views/networks';
import type { PlainCommand } from '../command';
import { removeWithPreview } from '../preview';

export const pruneNetworks: PlainCommand = {
  id: 'quayside.network.prune',
  title: 'Prune…',
  docker: ['docker network prune'],
  icon: 'clear-all',
  titleOf: { views: ['quayside.networks'], group: 'navigation@8' },
  run: async (context) => {
    const unused = unusedNetworks(context.state(), () => true);
    if (unused.length === 0) {
      context.ui.info(
        'Every network is used by a container, or is one of the engine itself: there is nothing to remove.',
      );
      return;
    }
    await removeWithPreview<Network>(context, {
      noun: 'network',
      items: unused,
      note: 'No container belongs to them, running or not.',
      name: ({ name }) => name,
      describe: ({ driver, subnets }) => [driver, ...subnets].join(' · '),
      line: ({ name }) => ['docker', 'network', 'rm', name],
      remove: ({ id }, signal) => context.engine.networks.remove(id, signal),
    });
  },
};

/** Networks of users that no container belongs to, of the containers that `counts` accepts. */
export function unusedNetworks(state: State, counts: (member: Container) => boolean): readonly Network[] {
  return [...state.networks.values()].filter((network) => !network.builtIn && !membersOf(network, state).some(counts));
}
