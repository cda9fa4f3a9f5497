import { record } from '../../engine/raw';
import type { TargetCommand } from '../command';
import { commandLine } from '../command-line';
import { runLineOf } from './run-line';

export const copyRunCommand: TargetCommand<'container'> = {
  id: 'quayside.container.copyRunCommand',
  title: 'Copy as docker run',
  docker: [],
  target: 'container',
  menu: '6_copy@4',
  run: async ({ engine, ui }, containers) => {
    const lines: string[] = [];
    for (const { id, imageId } of containers) {
      const details = record(await engine.containers.inspect(id));
      // Without its image everything is written out, which is right too.
      const image = await engine.images.inspect(imageId).catch(() => undefined);
      lines.push(commandLine(runLineOf(details, image)));
    }
    await ui.copy(lines.join('\n'));
  },
};
