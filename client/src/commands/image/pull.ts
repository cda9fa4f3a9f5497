import { listTags } from '../../registry/tags';
import type { Context, PlainCommand } from '../command';
import { PullNames, placeOf } from './pull-names';
import { pull, remoteName, validateRemoteName } from './transfer';

export const pullImage: PlainCommand = {
  id: 'quayside.image.pull',
  title: 'Pull…',
  docker: ['docker image pull', 'docker pull'],
  icon: 'cloud-download',
  titleOf: { views: ['quayside.images'], group: 'navigation@1' },
  run: async (context) => {
    const names = new PullNames(context.state());
    const name = await context.ui.suggest(
      {
        title: 'Pull an image',
        prompt: 'Its name, such as nginx, node:22-alpine or ghcr.io/owner/app:1.2',
        validate: validateRemoteName,
        more: {
          title: 'Ask the Registry for Tags',
          icon: 'tag',
          find: (value, signal) => askForTags(context, names, value, signal),
        },
      },
      (typed) => names.choices(typed),
    );
    if (name !== undefined) {
      await pull(context, remoteName(name));
    }
  },
};

/** Returns what to type on from. */
async function askForTags(context: Context, names: PullNames, value: string, signal: AbortSignal): Promise<string> {
  const { repository } = remoteName(value);
  names.addTags(repository, await listTags(placeOf(repository), await context.credentials(repository), signal));
  return `${repository}:`;
}
