import type { TargetCommand } from '../command';

export const inspectContainer: TargetCommand<'container'> = {
  id: 'quayside.container.inspect',
  title: 'Inspect',
  docker: ['docker container inspect', 'docker inspect'],
  icon: 'json',
  target: 'container',
  menu: '3_look@1',
  run: async ({ engine, ui, log }, containers) => {
    for (const { id, name } of containers) {
      const details = await engine.containers.inspect(id);
      log(['docker', 'container', 'inspect', name], 'done');
      await ui.showDocument(`${name}.container.json`, `${JSON.stringify(details, null, 2)}\n`);
    }
  },
};
