import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { addEntry } from '../build/context-archive';
import { contextEntries } from '../build/context-files';
import { EngineError } from '../engine/errors';
import { type Attributes, headerOf } from './archive';

const everything = { ignores: () => false, mayHoldMore: () => true };

/**
 * Packs files and folders of the disk under their own names, with their modes and links, for an owner. Errors of the archive are
 * EngineErrors.
 *
 * @param onProgress gets the bytes that were packed so far.
 */
export function packUpload(
  paths: readonly string[],
  { uid, gid }: Omit<Attributes, 'mode'>,
  onProgress: (bytes: number) => void,
): Readable {
  const archive = pack();
  const owner = headerOf({ mode: 0, uid, gid });
  let sent = 0;
  const fill = async () => {
    for (const path of paths) {
      const name = basename(path);
      const stats = await lstat(path);
      await addEntry(archive, { path: name, absolute: path, stats }, owner);
      sent += stats.isFile() ? stats.size : 0;
      onProgress(sent);
      for await (const entry of stats.isDirectory() ? contextEntries(dirname(path), everything, name) : []) {
        if (archive.destroyed) {
          return;
        }
        await addEntry(archive, entry, owner);
        sent += entry.stats.isFile() ? entry.stats.size : 0;
        onProgress(sent);
      }
    }
    archive.finalize();
  };
  fill().catch((error) => archive.destroy(new EngineError('failed', words(error), { cause: error })));
  return Readable.from(archive);
}

function words(error: unknown): string {
  return error instanceof EngineError ? error.message : `Could not read the files: ${String(error)}`;
}
