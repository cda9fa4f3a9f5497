import type { TargetCommand } from '../command';

export const copyImageId: TargetCommand<'image'> = {
  id: 'quayside.image.copyId',
  title: 'Copy Id',
  docker: [],
  target: 'image',
  menu: '6_copy@2',
  run: ({ ui }, images) => ui.copy([...new Set(images.map(({ image }) => image.id))].join('\n')),
};
