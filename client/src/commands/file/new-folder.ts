import { createCommand } from './create';

export const newFolder = createCommand('quayside.file.newFolder', 'folder', 2, async ({ files }, place) => {
  await files.createFolder(place);
});
