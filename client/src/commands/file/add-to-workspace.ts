import { nameOf } from '../../files/place';
import type { TargetCommand } from '../command';

export const addFilesToWorkspace: TargetCommand<'file'> = {
  id: 'quayside.file.addToWorkspace',
  title: 'Add Folder to Workspace',
  docker: [],
  target: 'file',
  states: ['root', 'folder'],
  hidden: true,
  menu: '1_open@1',
  single: true,
  run: async ({ files, ui }, [folder]) => {
    if (folder) {
      const { place } = folder;
      ui.addFolder(files.addressOf(place), place.path === '/' ? place.name : `${nameOf(place)} (${place.name})`);
    }
  },
};
