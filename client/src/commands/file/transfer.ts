import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../../engine/errors';
import { type Downloaded, saveFile, saveFolder } from '../../files/download';
import { dockerName, nameOf, type Place } from '../../files/place';
import { packUpload } from '../../files/upload';
import { plural, size } from '../../views/format';
import type { FileItem } from '../../views/view';
import type { Context } from '../command';

/** Asks where to, and downloads: one file to a path, anything else into a folder under its own name. */
export async function downloadItems(
  context: Context,
  items: readonly Pick<FileItem, 'place' | 'kind'>[],
): Promise<void> {
  const { ui } = context;
  const [first] = items;
  if (items.length === 1 && first?.kind === 'file') {
    const path = await ui.askSavePath({ title: 'Download', name: nameOf(first.place) });
    if (path !== undefined) {
      await download(context, first.place, path);
    }
    return;
  }
  const [folder] = await ui.askPaths({ title: 'Download into a folder', button: 'Download Here', kind: 'folder' });
  if (folder === undefined) {
    return;
  }
  for (const { place } of items) {
    const path = join(folder, nameOf(place).replaceAll(/[\\/:]/g, '-'));
    if (existsSync(path)) {
      throw new EngineError('name-taken', `There is already a ${path}.`, { nextStep: 'Choose another folder.' });
    }
    await download(context, place, path);
  }
}

/** What was on the engine replaces a file of that path, but no folder. */
export async function download({ files, ui, log }: Context, place: Place, path: string): Promise<void> {
  const holder = place.kind === 'container' ? dockerName(place) : undefined;
  // Docker has no line for files of volumes and images.
  const tell = (outcome: string) => holder !== undefined && log(['docker', 'container', 'cp', holder, path], outcome);
  let result: Downloaded | undefined;
  let without: readonly string[] = [];
  try {
    await ui.progress(`Downloading ${nameOf(place)}`, async (signal, report) => {
      const onProgress = (bytes: number) => report(size(bytes));
      await files.download(
        place,
        async ({ archive, kind, without: left }) => {
          result = await (kind === 'file' ? saveFile : saveFolder)(archive, path, onProgress);
          without = left;
        },
        signal,
      );
    });
  } catch (error) {
    const failure = error instanceof EngineError ? error : unwritten(path, error);
    tell(failure.message);
    throw failure;
  }
  tell('done');
  if (result) {
    ui.info(summary(nameOf(place), result, without));
  }
}

function summary(name: string, { files, bytes, leftOut }: Downloaded, without: readonly string[]): string {
  const few = (paths: readonly string[]) => `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? '…' : '.'}`;
  return [
    `${name} was downloaded: ${plural(files, 'file')}, ${size(bytes)}.`,
    ...(leftOut.length > 0
      ? [`Left out were ${plural(leftOut.length, 'link')} out of the folder or special files: ${few(leftOut)}`]
      : []),
    ...(without.length > 0
      ? [`Not in it is what is in memory; download these folders by themselves: ${few(without)}`]
      : []),
  ].join(' ');
}

function unwritten(path: string, error: unknown): EngineError {
  const reason = error instanceof Error ? error.message : String(error);
  return new EngineError('failed', `Could not download to ${path}: ${reason}.`, { cause: error });
}

/** Uploads files and folders of this machine into a folder of a container, after asking when something would be replaced. */
export async function upload(context: Context, folder: Place, paths: readonly string[]): Promise<void> {
  const { files, ui, log } = context;
  const { entries } = await files.list(folder);
  const there = new Set(entries.map(({ name }) => name));
  const replaced = paths.map((path) => path.split(/[\\/]/).at(-1) ?? '').filter((name) => there.has(name));
  if (replaced.length > 0) {
    const answer = await ui.confirm({
      message: `Replace ${replaced.length === 1 ? replaced[0] : plural(replaced.length, 'file')} in ${folder.path}?`,
      detail: [
        ...replaced.slice(0, 20),
        '',
        'Folders are merged: files in them with the same names are replaced.',
      ].join('\n'),
      actions: ['Replace'],
    });
    if (answer !== 'Replace') {
      return;
    }
  }
  const lines = paths.map((path) => ['docker', 'container', 'cp', path, dockerName(folder)]);
  const tell = (outcome: string) => lines.forEach((line) => void log(line, outcome));
  try {
    await ui.progress(`Uploading to ${dockerName(folder)}`, (signal, report) =>
      files.upload(folder, (owner) => packUpload(paths, owner, (bytes) => report(size(bytes))), signal),
    );
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error));
    throw error;
  }
  tell('done');
}
