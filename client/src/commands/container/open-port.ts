import type { RowCommand } from '../command';

export const openPort: RowCommand = {
  id: 'quayside.container.openPort',
  title: 'Open in Browser',
  docker: [],
  icon: 'link-external',
  target: 'row',
  rows: '^port:published',
  menu: '1_open@1',
  inline: 1,
  run: async ({ ui }, { copied }) => {
    if (copied) {
      await ui.openUrl(`http://${copied}`);
    }
  },
};
