import type { TargetCommand } from '../command';

export const copyImageName: TargetCommand<'image'> = {
  id: 'quayside.image.copyName',
  title: 'Copy Name',
  docker: [],
  target: 'image',
  key: { key: 'ctrl+c', mac: 'cmd+c' },
  menu: '6_copy@1',
  run: ({ ui }, images) => ui.copy(images.map(({ reference }) => reference).join('\n')),
};
