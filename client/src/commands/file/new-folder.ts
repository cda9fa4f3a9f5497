import { childOf, nameProblem } from '../../files/place';
import type { TargetCommand } from '../command';

export const newFolder: TargetCommand<'file'> = {
  id: 'quayside.file.newFolder',
  title: 'New Folder…',
  docker: [],
  icon: 'new-folder',
  target: 'file',
  states: ['root', 'folder'],
  mark: 'writable',
  hidden: true,
  menu: '2_new@2',
  single: true,
  run: async ({ files, ui }, [folder]) => {
    if (!folder) {
      return;
    }
    const name = await ui.input({
      title: `New folder in ${folder.place.path}`,
      prompt: 'Name of the new folder',
      validate: nameProblem,
    });
    if (name === undefined) {
      return;
    }
    const place = childOf(folder.place, name);
    await files.createFolder(place);
  },
};
