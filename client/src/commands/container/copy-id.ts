import type { TargetCommand } from '../command';

export const copyContainerId: TargetCommand<'container'> = {
  id: 'quayside.container.copyId',
  title: 'Copy Id',
  docker: [],
  target: 'container',
  menu: '6_copy@2',
  run: ({ ui }, containers) => ui.copy(containers.map(({ id }) => id).join('\n')),
};
