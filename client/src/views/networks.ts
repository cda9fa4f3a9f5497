import type { Container } from '../engine/containers';
import type { Network } from '../engine/networks';
import type { State } from '../store/state';
import { code, escapeMarkdown, facts, plural, shortId } from './format';
import { grouped, matches } from './group';
import type { Row, View, ViewOptions } from './view';

export const networksView: View = {
  id: 'quayside.networks',
  name: 'Networks',
  collapsed: true,
  welcome: 'There are no networks on this engine.\n[Create a Network](command:quayside.network.create)',
  groupings: [
    { id: 'project', title: 'Compose project' },
    { id: 'driver', title: 'Driver' },
  ],
  sortings: [],
  minor: 'built-in networks',
  rows: (state, options) =>
    grouped(
      visible(state, options).map((network) => ({
        row: networkRow(network, membersOf(network, state)),
        group: groupOf(network, options),
      })),
      'networks',
    ),
  summary: ({ networks }) => (networks.size === 0 ? '' : String(networks.size)),
};

/** Containers, running or not, that belong to the network. */
export function membersOf({ id, name }: Network, { containers }: State): readonly Container[] {
  // A container that never ran knows its networks only by name.
  return [...containers.values()].filter(({ networks }) =>
    networks.some((network) => (network.id ? network.id === id : network.name === name)),
  );
}

function visible({ networks }: State, { filter, hideMinor }: ViewOptions): readonly Network[] {
  return [...networks.values()]
    .filter((network) => (!hideMinor || !network.builtIn) && matches(filter, network.name, network.driver))
    .sort((a, b) => Number(a.builtIn) - Number(b.builtIn) || a.name.localeCompare(b.name));
}

function groupOf(network: Network, { groupBy }: ViewOptions): string | undefined {
  if (groupBy === 'project') {
    return network.labels['com.docker.compose.project'] ?? '';
  }
  return groupBy === 'driver' ? network.driver : undefined;
}

function networkRow(network: Network, members: readonly Container[]): Row {
  const id = `network/${network.id}`;
  return {
    id,
    label: network.name || shortId(network.id),
    description: [
      network.builtIn ? 'built-in' : network.driver,
      network.subnets.join(', '),
      members.length > 0 ? plural(members.length, 'container') : '',
      network.internal ? 'internal' : '',
    ]
      .filter(Boolean)
      .join(' · '),
    icon: members.length > 0 ? { name: 'type-hierarchy', color: 'charts.green' } : { name: 'type-hierarchy' },
    context: `network:${network.builtIn ? 'builtin' : 'own'}${members.length > 0 ? ':used' : ''}`,
    target: { kind: 'network', item: network },
    source: network,
    children: members.map((member) => ({
      id: `${id}/member/${member.id}`,
      label: member.name,
      description: addressIn(member, network),
      icon: { name: 'vm' },
      context: 'member',
      copied: addressIn(member, network) || member.name,
    })),
    tooltip: () =>
      [
        `**${escapeMarkdown(network.name)}**`,
        '',
        facts([
          ['Driver', code(network.driver)],
          ['Scope', code(network.scope)],
          ['Subnets', network.subnets.map(code).join(', ')],
          ['Members', members.map(({ name }) => code(name)).join(', ')],
          ['Id', code(shortId(network.id))],
        ]),
      ].join('\n'),
  };
}

function addressIn({ networks }: Container, { id, name }: Network): string {
  return networks.find((network) => (network.id ? network.id === id : network.name === name))?.address ?? '';
}
