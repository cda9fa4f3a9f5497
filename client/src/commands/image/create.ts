import type { TargetCommand } from '../command';
import { runWithForm } from './run';

export const createFromImage: TargetCommand<'image'> = {
  id: 'quayside.image.create',
  title: 'Create Container…',
  docker: ['docker container create', 'docker create'],
  target: 'image',
  menu: '1_run@2',
  single: true,
  run: async (context, [image]) => {
    if (image) {
      await runWithForm(context, image, 'create');
    }
  },
};
