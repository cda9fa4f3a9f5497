import type { TargetCommand } from '../command';

export const inspectVolume: TargetCommand<'volume'> = {
  id: 'quayside.volume.inspect',
  title: 'Inspect',
  docker: ['docker volume inspect'],
  icon: 'json',
  target: 'volume',
  menu: '3_look@1',
  run: async ({ engine, ui, log }, volumes) => {
    for (const volume of volumes) {
      const details = await engine.volumes.inspect(volume.name);
      log(['docker', 'volume', 'inspect', volume.name], 'done');
      await ui.showDocument(`${volume.name}.volume.json`, `${JSON.stringify(details, null, 2)}\n`);
    }
  },
};
