import type { RowCommand } from '../command';

export const copyValue: RowCommand = {
  id: 'quayside.view.copy',
  title: 'Copy',
  docker: [],
  icon: 'copy',
  target: 'row',
  rows: '^(port:published|mount|attachment|variable|user|member|layer|fact)',
  menu: '6_copy@1',
  run: async ({ ui }, { copied, label }) => ui.copy(copied ?? label),
};
