import { imageName } from '../../views/images';
import type { TargetCommand } from '../command';

export const inspectImage: TargetCommand<'image'> = {
  id: 'quayside.image.inspect',
  title: 'Inspect',
  docker: ['docker image inspect', 'docker inspect'],
  icon: 'json',
  target: 'image',
  menu: '3_look@1',
  run: async ({ engine, ui, log }, images) => {
    for (const image of images) {
      const details = await engine.images.inspect(image.reference);
      log(['docker', 'image', 'inspect', imageName(image)], 'done');
      await ui.showDocument(`${imageName(image)}.image.json`, `${JSON.stringify(details, null, 2)}\n`);
    }
  },
};
