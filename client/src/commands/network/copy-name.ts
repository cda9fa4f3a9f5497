import type { TargetCommand } from '../command';

export const copyNetworkName: TargetCommand<'network'> = {
  id: 'quayside.network.copyName',
  title: 'Copy Name',
  docker: [],
  target: 'network',
  key: { key: 'ctrl+c', mac: 'cmd+c' },
  menu: '6_copy@1',
  run: ({ ui }, networks) => ui.copy(networks.map(({ name }) => name).join('\n')),
};
