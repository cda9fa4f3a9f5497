import { folderOf } from '../../views/files';
import type { Row } from '../../views/view';
import type { PlainCommand, TargetCommand } from '../command';
import { move } from './move';
import { upload } from './transfer';

export const uploadFiles: TargetCommand<'file'> = {
  id: 'quayside.file.upload',
  title: 'Upload Files…',
  docker: [],
  icon: 'cloud-upload',
  target: 'file',
  states: ['root', 'folder'],
  mark: 'writable',
  hidden: true,
  menu: '2_new@3',
  single: true,
  run: async (context, [folder]) => {
    const paths = await context.ui.askPaths({ title: 'Upload files', button: 'Upload', kind: 'files' });
    if (folder && paths.length > 0) {
      await upload(context, folder.place, paths);
    }
  },
};

export const uploadFolders: TargetCommand<'file'> = {
  ...uploadFiles,
  id: 'quayside.file.uploadFolder',
  title: 'Upload Folder…',
  menu: '2_new@4',
  run: async (context, [folder]) => {
    const paths = await context.ui.askPaths({ title: 'Upload a folder', button: 'Upload', kind: 'folders' });
    if (folder && paths.length > 0) {
      await upload(context, folder.place, paths);
    }
  },
};

/** Files were dropped on a row; what the view passes is the row, the paths of those of this machine, and the addresses of those on engines. */
export const dropFiles: PlainCommand = {
  id: 'quayside.file.drop',
  title: 'Upload or Move Dropped Files',
  docker: [],
  hidden: true,
  run: async (context, [row, paths, addresses] = []) => {
    const folder = folderOf(row as Row | undefined);
    if (folder?.kind !== 'container') {
      context.ui.info('Drop files on a folder of a container.');
      return;
    }
    const [dropped, moved] = [textsOf(paths), textsOf(addresses)];
    if (dropped.length === 0 && moved.length === 0) {
      context.ui.info('Only files of this machine and of the container can be dropped here.');
      return;
    }
    if (dropped.length > 0) {
      await upload(context, folder, dropped);
    }
    if (moved.length > 0) {
      await move(context, folder, moved);
    }
  },
};

function textsOf(given: unknown): readonly string[] {
  return Array.isArray(given) ? given.filter((text) => typeof text === 'string') : [];
}
