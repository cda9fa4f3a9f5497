import { openLayersPanel } from '../../panels/layers-panel';
import { imageName } from '../../views/images';
import type { TargetCommand } from '../command';

export const showLayers: TargetCommand<'image'> = {
  id: 'quayside.image.layers',
  title: 'Show Layers',
  docker: ['docker image history', 'docker history'],
  icon: 'layers',
  target: 'image',
  menu: '3_look@2',
  run: async (context, images) => {
    for (const image of images) {
      const layers = await context.engine.images.history(image.reference);
      context.log(['docker', 'image', 'history', imageName(image)], 'done');
      await openLayersPanel(context, image, layers);
    }
  },
};
