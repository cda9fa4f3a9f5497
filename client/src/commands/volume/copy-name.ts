import type { TargetCommand } from '../command';

export const copyVolumeName: TargetCommand<'volume'> = {
  id: 'quayside.volume.copyName',
  title: 'Copy Name',
  docker: [],
  target: 'volume',
  key: { key: 'ctrl+c', mac: 'cmd+c' },
  menu: '6_copy@1',
  run: ({ ui }, volumes) => ui.copy(volumes.map(({ name }) => name).join('\n')),
};
