import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { EngineError } from '../../engine/errors';
import { plural, size } from '../../views/format';
import { imageName } from '../../views/images';
import type { TargetCommand } from '../command';

export const saveImages: TargetCommand<'image'> = {
  id: 'quayside.image.save',
  title: 'Save to File…',
  docker: ['docker image save', 'docker save'],
  icon: 'save',
  target: 'image',
  menu: '4_change@3',
  run: async ({ engine, ui, log }, images) => {
    const [first] = images;
    const path =
      first && (await ui.askSavePath({ title: 'Save images', name: `${imageName(first).slice(0, 60)}.tar` }));
    if (!path) {
      return;
    }
    const references = images.map(({ reference }) => reference);
    const expected = images.reduce((sum, { image }) => sum + image.size, 0);
    const line = ['docker', 'image', 'save', '--output', path, ...references];
    // What is there already stays until the new file is whole.
    const partial = `${path}.partial`;
    let written = 0;
    try {
      await ui.progress(`Saving ${plural(images.length, 'image')}`, async (signal, report) => {
        const archive = await engine.transfers.save(references, signal);
        archive.on('data', (chunk: Buffer) => {
          written += chunk.length;
          report(`${size(written)} of about ${size(expected)}`);
        });
        await pipeline(archive, createWriteStream(partial)).catch((error) => {
          throw signal.aborted ? new EngineError('cancelled', 'Cancelled.') : error;
        });
        await rename(partial, path);
      });
    } catch (error) {
      await rm(partial, { force: true });
      log(line, error instanceof Error ? error.message : String(error));
      throw error instanceof EngineError ? error : unwritten(path, error);
    }
    log(line, 'done');
    ui.info(`${plural(images.length, 'image')} saved, ${size(written)}.`);
  },
};

function unwritten(path: string, error: unknown): EngineError {
  return new EngineError(
    'failed',
    `Could not save to ${path}: ${error instanceof Error ? error.message : String(error)}`,
    {
      cause: error,
    },
  );
}
