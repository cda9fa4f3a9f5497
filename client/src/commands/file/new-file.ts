import { createCommand } from './create';

export const newFile = createCommand('quayside.file.newFile', 'file', 1, async ({ files, ui }, place) => {
  await files.write(place, new Uint8Array(), { create: true, overwrite: false });
  await ui.openAddress(files.addressOf(place));
});
