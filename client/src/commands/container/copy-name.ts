import type { TargetCommand } from '../command';

export const copyContainerName: TargetCommand<'container'> = {
  id: 'quayside.container.copyName',
  title: 'Copy Name',
  docker: [],
  target: 'container',
  key: { key: 'ctrl+c', mac: 'cmd+c' },
  menu: '6_copy@1',
  run: ({ ui }, containers) => ui.copy(containers.map(({ name }) => name).join('\n')),
};
