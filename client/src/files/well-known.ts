import type { Engine } from '../engine/engine';
import type { FolderIndex } from './folder-index';

/** Folders of the root by the Filesystem Hierarchy Standard, and what images usually add. */
const names = (
  'bin boot dev etc home lib lib32 lib64 media mnt opt proc root run sbin srv sys tmp usr var ' +
  'app code data src work workspace'
).split(' ');

/** Adds the usual folders of a root whose archive was not read to its end, as far as they are there. */
export async function addWellKnown({ files }: Engine, container: string, index: FolderIndex): Promise<void> {
  await Promise.all(
    names
      .filter((name) => index.find(name) === undefined)
      .map(async (name) => {
        const found = await files.stat(container, `/${name}`).catch(() => undefined);
        if (found) {
          const { leadsTo, ...stat } = found;
          // Whose they are is not told.
          index.put([], { name, ...stat, uid: 0, gid: 0, ...(leadsTo === undefined ? {} : { target: leadsTo }) });
        }
      }),
  );
}
