import { childOf, nameProblem } from '../../files/place';
import type { TargetCommand } from '../command';

export const newFile: TargetCommand<'file'> = {
  id: 'quayside.file.newFile',
  title: 'New File…',
  docker: [],
  icon: 'new-file',
  target: 'file',
  states: ['root', 'folder'],
  mark: 'writable',
  hidden: true,
  menu: '2_new@1',
  single: true,
  run: async ({ files, ui }, [folder]) => {
    if (!folder) {
      return;
    }
    const name = await ui.input({
      title: `New file in ${folder.place.path}`,
      prompt: 'Name of the new file',
      validate: nameProblem,
    });
    if (name === undefined) {
      return;
    }
    const place = childOf(folder.place, name);
    await files.write(place, new Uint8Array(), { create: true, overwrite: false });
    await ui.openAddress(files.addressOf(place));
  },
};
