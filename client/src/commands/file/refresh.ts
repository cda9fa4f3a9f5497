import type { TargetCommand } from '../command';

export const refreshFiles: TargetCommand<'file'> = {
  id: 'quayside.file.refresh',
  title: 'Read Again',
  docker: [],
  icon: 'refresh',
  target: 'file',
  states: ['root', 'folder'],
  hidden: true,
  menu: '1_open@2',
  inline: 1,
  run: async ({ files }, folders) => {
    for (const { place } of folders) {
      files.refresh(place);
    }
  },
};
