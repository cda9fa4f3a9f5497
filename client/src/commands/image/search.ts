import type { PlainCommand } from '../command';
import { pull, remoteName, validateRemoteName } from './transfer';

export const searchHub: PlainCommand = {
  id: 'quayside.image.search',
  title: 'Search Docker Hub…',
  docker: ['docker search'],
  icon: 'search',
  run: async (context) => {
    const { engine, ui } = context;
    const term = await ui.input({ title: 'Search Docker Hub', prompt: 'A word; the engine asks Docker Hub for it' });
    if (!term?.trim()) {
      return;
    }
    const found = await ui.progress(`Searching for ${term}`, (signal) => engine.transfers.search(term.trim(), signal));
    if (found.length === 0) {
      ui.info(`Docker Hub has no image that matches "${term}".`);
      return;
    }
    const name = await ui.pick(
      { title: 'Images of Docker Hub', placeholder: 'Choose one to pull' },
      found.map(({ name: label, description, stars, official }) => ({
        label,
        description: `${official ? 'official, ' : ''}${stars.toLocaleString('en')} stars`,
        detail: description,
        value: label,
      })),
    );
    if (name === undefined) {
      return;
    }
    const full = await ui.input({
      title: `Pull ${name}`,
      prompt: 'With the tag that you want',
      value: `${name}:latest`,
      validate: validateRemoteName,
    });
    if (full !== undefined) {
      await pull(context, remoteName(full));
    }
  },
};
