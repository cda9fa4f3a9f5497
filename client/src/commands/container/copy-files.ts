import type { Container } from '../../engine/containers';
import { EngineError } from '../../engine/errors';
import { normalPath, type Place, pathProblem } from '../../files/place';
import type { Context, TargetCommand } from '../command';
import { downloadItems, upload } from '../file/transfer';

export const copyContainerFiles: TargetCommand<'container'> = {
  id: 'quayside.container.copyFiles',
  title: 'Copy Files…',
  docker: ['docker container cp', 'docker cp'],
  icon: 'files',
  target: 'container',
  menu: '5_files@2',
  single: true,
  run: async (context, [container]) => {
    if (!container) {
      return;
    }
    const { name } = container;
    const direction = await context.ui.pick({ title: `Copy files of ${name}` }, [
      { label: `From ${name}`, description: 'download a file or folder', icon: 'cloud-download', value: 'from' },
      { label: `Files into ${name}`, description: 'upload', icon: 'cloud-upload', value: 'files' },
      { label: `A folder into ${name}`, description: 'upload', icon: 'cloud-upload', value: 'folders' },
    ] as const);
    if (direction === 'from') {
      await copyFrom(context, container);
    } else if (direction !== undefined) {
      await copyInto(context, container, direction);
    }
  },
};

async function copyFrom(context: Context, container: Container): Promise<void> {
  const place = await askPlace(context, container, 'Path of the file or folder in the container');
  if (place) {
    const { kind } = await context.files.stat(place);
    await downloadItems(context, [{ place, kind }]);
  }
}

async function copyInto(context: Context, container: Container, kind: 'files' | 'folders'): Promise<void> {
  const folder = await askPlace(context, container, 'Folder in the container that they are put into');
  if (!folder) {
    return;
  }
  if ((await context.files.stat(folder)).kind !== 'folder') {
    throw new EngineError('invalid', `${folder.path} is not a folder.`);
  }
  const paths = await context.ui.askPaths({ title: `Copy to ${folder.path}`, button: 'Copy', kind });
  if (paths.length > 0) {
    await upload(context, folder, paths);
  }
}

async function askPlace({ ui }: Context, { name }: Container, prompt: string): Promise<Place | undefined> {
  const path = await ui.input({ title: `Copy files of ${name}`, prompt, value: '/', validate: pathProblem });
  return path === undefined ? undefined : { kind: 'container', name, path: normalPath(path) };
}
