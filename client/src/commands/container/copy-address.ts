import type { TargetCommand } from '../command';

export const copyContainerAddress: TargetCommand<'container'> = {
  id: 'quayside.container.copyAddress',
  title: 'Copy IP Address',
  docker: [],
  target: 'container',
  states: ['running', 'paused'],
  menu: '6_copy@3',
  applies: ({ networks }) => networks.some(({ address }) => address !== ''),
  run: async ({ ui }, containers) => {
    const addresses = containers.flatMap(({ networks }) => networks.map(({ address }) => address).filter(Boolean));
    if (addresses.length === 0) {
      ui.info('It has no address: it is not connected to a network that gives one.');
      return;
    }
    await ui.copy(addresses.join('\n'));
  },
};
