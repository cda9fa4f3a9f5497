import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { EngineError } from '../../engine/errors';
import { size } from '../../views/format';
import type { PlainCommand } from '../command';

export const loadImages: PlainCommand = {
  id: 'quayside.image.load',
  title: 'Load from File…',
  docker: ['docker image load', 'docker load'],
  icon: 'folder-opened',
  titleOf: { views: ['quayside.images'], group: '3_files@1' },
  run: async ({ engine, ui, log }) => {
    const path = await ui.askOpenPath({ title: 'An archive of images, as docker save writes it', button: 'Load' });
    if (path === undefined) {
      return;
    }
    const line = ['docker', 'image', 'load', '--input', path];
    try {
      const loaded = await ui.progress('Loading images', async (signal, report) => {
        const { size: total } = await stat(path);
        const archive = createReadStream(path);
        let sent = 0;
        archive.on('data', (chunk) => {
          sent += chunk.length;
          report(`${size(sent)} of ${size(total)}`);
        });
        return engine.transfers.load(archive, signal);
      });
      log(line, 'done');
      ui.info(loaded.length > 0 ? `Loaded ${loaded.join(', ')}.` : 'The archive was loaded.');
    } catch (error) {
      const failure =
        error instanceof EngineError ? error : new EngineError('failed', `Could not read ${path}: ${String(error)}`);
      log(line, failure.message);
      throw failure;
    }
  },
};
