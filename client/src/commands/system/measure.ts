import type { RowCommand } from '../command';

export const measureDisk: RowCommand = {
  id: 'quayside.system.measure',
  title: 'Measure Again',
  docker: [],
  icon: 'refresh',
  target: 'row',
  rows: '^disk$',
  menu: '1_measure@1',
  inline: 1,
  run: async ({ views }) => views.redraw('quayside.engine'),
};
