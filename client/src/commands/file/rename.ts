import { childOf, nameOf, nameProblem, parentOf } from '../../files/place';
import type { TargetCommand } from '../command';
import { isReady } from './running';

export const renameFile: TargetCommand<'file'> = {
  id: 'quayside.file.rename',
  title: 'Rename…',
  docker: [],
  icon: 'edit',
  target: 'file',
  states: ['folder', 'file', 'special'],
  mark: 'writable',
  hidden: true,
  menu: '7_change@1',
  single: true,
  key: { key: 'f2', mac: 'enter' },
  run: async (context, [item]) => {
    if (!item || !(await isReady(context, item.place, 'renamed'))) {
      return;
    }
    const { files, ui, log } = context;
    const { place } = item;
    const old = nameOf(place);
    const name = await ui.input({
      title: `Rename ${place.path}`,
      prompt: 'New name',
      value: old,
      validate: nameProblem,
    });
    if (name === undefined || name === old) {
      return;
    }
    const to = childOf(parentOf(place), name);
    await files.rename(place, to, { overwrite: false });
    log(['docker', 'container', 'exec', '--user', '0', place.name, 'mv', '--', place.path, to.path], 'done');
  },
};
