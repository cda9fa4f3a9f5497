import { EngineError } from '../../engine/errors';
import type { TargetCommand } from '../command';
import { fullName, progressWords, remoteName } from './transfer';

export const pushImage: TargetCommand<'image'> = {
  id: 'quayside.image.push',
  title: 'Push',
  docker: ['docker image push', 'docker push'],
  icon: 'cloud-upload',
  target: 'image',
  menu: '4_change@2',
  applies: ({ image, reference }) => image.tags.includes(reference),
  run: async (context, images) => {
    const { engine, ui, log } = context;
    for (const { image, reference } of images) {
      if (!image.tags.includes(reference)) {
        throw new EngineError('invalid', 'An image is pushed under a tag, and this one has none.', {
          nextStep: 'Tag it first.',
        });
      }
      const name = remoteName(reference);
      const line = ['docker', 'image', 'push', fullName(name)];
      try {
        await ui.progress(`Pushing ${reference}`, async (signal, report) => {
          const credentials = await context.credentials(name.repository);
          await engine.transfers.push(name, credentials, (progress) => report(progressWords(progress)), signal);
        });
      } catch (error) {
        log(line, error instanceof Error ? error.message : String(error));
        throw error;
      }
      log(line, 'done');
      ui.info(`${reference} was pushed.`);
    }
  },
};
