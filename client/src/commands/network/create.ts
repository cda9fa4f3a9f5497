import type { PlainCommand } from '../command';

const drivers = [
  { label: 'bridge', description: 'containers of this engine reach each other by name', value: 'bridge' },
  { label: 'macvlan', description: 'containers get addresses of the physical network', value: 'macvlan' },
  { label: 'ipvlan', description: 'as macvlan, with the address of the host adapter', value: 'ipvlan' },
  { label: 'overlay', description: 'across the engines of a swarm', value: 'overlay' },
];

export const createNetwork: PlainCommand = {
  id: 'quayside.network.create',
  title: 'Create…',
  docker: ['docker network create'],
  icon: 'add',
  titleOf: { views: ['quayside.networks'], group: 'navigation@1' },
  run: async ({ engine, ui, log, state }) => {
    const name = await ui.input({
      title: 'Create a network',
      prompt: 'Name of the network',
      validate: (value) => {
        if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(value)) {
          return 'A name starts with a letter or digit and holds letters, digits, "_", "." and "-".';
        }
        return [...state().networks.values()].some((network) => network.name === value)
          ? 'There is a network of that name.'
          : undefined;
      },
    });
    const driver = name && (await ui.pick({ title: `Create ${name}`, placeholder: 'Driver of the network' }, drivers));
    if (name && driver) {
      await engine.networks.create({ name, driver });
      log(['docker', 'network', 'create', '--driver', driver, name], 'done');
    }
  },
};
