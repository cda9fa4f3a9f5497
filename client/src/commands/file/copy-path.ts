import type { TargetCommand } from '../command';

export const copyFilePath: TargetCommand<'file'> = {
  id: 'quayside.file.copyPath',
  title: 'Copy Path',
  docker: [],
  target: 'file',
  hidden: true,
  menu: '6_copy@1',
  run: async ({ ui }, items) => ui.copy(items.map(({ place }) => place.path).join('\n')),
};
