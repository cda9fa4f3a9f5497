import { shortId } from '../../views/format';
import { membersOf } from '../../views/networks';
import type { PlainCommand } from '../command';
import { table } from '../table';

export const listNetworks: PlainCommand = {
  id: 'quayside.network.list',
  title: 'List (ls)',
  docker: ['docker network ls'],
  run: async ({ state, ui, log }) => {
    const now = state();
    const rows = [...now.networks.values()].map((network) => [
      shortId(network.id),
      network.name,
      network.driver,
      network.scope,
      network.subnets.join(', '),
      membersOf(network, now)
        .map(({ name }) => name)
        .join(', '),
    ]);
    log(['docker', 'network', 'ls'], 'done');
    await ui.showDocument(
      'networks.txt',
      table(['Network ID', 'Name', 'Driver', 'Scope', 'Subnets', 'Containers'], rows),
    );
  },
};
