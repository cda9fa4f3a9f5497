import type { TargetCommand } from '../command';
import { downloadItems } from './transfer';

export const downloadFile: TargetCommand<'file'> = {
  id: 'quayside.file.download',
  title: 'Download…',
  docker: [],
  icon: 'cloud-download',
  target: 'file',
  states: ['root', 'folder', 'file'],
  hidden: true,
  menu: '1_open@3',
  inline: 2,
  run: downloadItems,
};
