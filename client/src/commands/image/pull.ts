import type { PlainCommand } from '../command';
import { pull, remoteName, validateRemoteName } from './transfer';

export const pullImage: PlainCommand = {
  id: 'quayside.image.pull',
  title: 'Pull…',
  docker: ['docker image pull', 'docker pull'],
  icon: 'cloud-download',
  titleOf: { views: ['quayside.images'], group: 'navigation@1' },
  run: async (context) => {
    const name = await context.ui.input({
      title: 'Pull an image',
      prompt: 'Its name, such as nginx, node:22-alpine or ghcr.io/owner/app:1.2',
      validate: validateRemoteName,
    });
    if (name !== undefined) {
      await pull(context, remoteName(name));
    }
  },
};
