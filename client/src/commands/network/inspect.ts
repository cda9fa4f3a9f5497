import type { TargetCommand } from '../command';

export const inspectNetwork: TargetCommand<'network'> = {
  id: 'quayside.network.inspect',
  title: 'Inspect',
  docker: ['docker network inspect'],
  icon: 'json',
  target: 'network',
  menu: '3_look@1',
  run: async ({ engine, ui, log }, networks) => {
    for (const network of networks) {
      const details = await engine.networks.inspect(network.id);
      log(['docker', 'network', 'inspect', network.name], 'done');
      await ui.showDocument(`${network.name}.network.json`, `${JSON.stringify(details, null, 2)}\n`);
    }
  },
};
