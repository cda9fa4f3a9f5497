import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Header, type Pack, pack } from 'tar-stream';
import { type ContextEntry, contextEntries, ignoreRules, readIgnoreFile, unreadable } from './context-files';

/** Bytes up to which a file is read at once: a stream for each of many small files takes several times as long. */
const small = 1 << 18;

const root: Partial<Header> = { uid: 0, gid: 0 };

/** A build context on its way to an engine. */
export interface ContextArchive {
  /** A tar archive, packed while it is read. Errors are EngineErrors. */
  readonly stream: Readable;
  /** What the engine is told the Dockerfile's path in the archive is. */
  readonly dockerfile: string;
}

/**
 * Packs a folder as `docker build` does: what the ignore file leaves out stays; links and modes are kept; everything belongs to root, so
 * that the build cache does not depend on who builds. A Dockerfile outside of the folder is added under a name of its own.
 */
export async function packContext(
  context: string,
  dockerfile: string,
  onProgress: (bytes: number) => void = () => {},
): Promise<ContextArchive> {
  const inside = relative(context, dockerfile).split(sep).join('/');
  const isInside = inside !== '' && !inside.startsWith('../') && !/^([a-z]:|\/)/i.test(inside);
  const name = isInside ? inside : `.dockerfile.${randomBytes(6).toString('hex')}`;
  const rules = ignoreRules(await readIgnoreFile(context, dockerfile), [name, '.dockerignore']);
  const archive = pack();
  const fill = async () => {
    if (!isInside) {
      archive.entry({ name, mode: 0o644 }, await readFile(dockerfile));
    }
    let sent = 0;
    for await (const entry of contextEntries(context, rules)) {
      if (archive.destroyed) {
        return;
      }
      await addEntry(archive, entry);
      sent += entry.stats.isFile() ? entry.stats.size : 0;
      onProgress(sent);
    }
    archive.finalize();
  };
  fill().catch((error) => archive.destroy(error));
  return { stream: Readable.from(archive), dockerfile: name };
}

/** Adds a file, folder or link of the disk. Resolves when there is room for more. Rejects with an EngineError for what can not be read. */
export async function addEntry(
  archive: Pack,
  { path, absolute, stats }: ContextEntry,
  owner: Partial<Header> = root,
): Promise<void> {
  // Windows has no bits for programs, so that everything may be one.
  const mode = process.platform === 'win32' ? 0o755 : stats.mode & 0o7777;
  const header: Partial<Header> & { readonly name: string } = { name: path, mtime: stats.mtime, ...owner, mode };
  if (stats.isDirectory()) {
    archive.entry({ ...header, name: `${path}/`, type: 'directory' });
    return;
  }
  if (stats.isSymbolicLink()) {
    archive.entry({ ...header, type: 'symlink', linkname: (await readlink(absolute)).split(sep).join('/') });
    return;
  }
  try {
    if (stats.size <= small) {
      await addWhole(archive, header, await readFile(absolute));
      return;
    }
    const entry = archive.entry({ ...header, size: stats.size });
    // No more than the header promised, should the file grow meanwhile.
    await pipeline(createReadStream(absolute, { end: stats.size - 1 }), entry);
  } catch (error) {
    throw archive.destroyed ? error : unreadable(path, error);
  }
}

/** Resolves when there is room for more in the archive. */
function addWhole(archive: Pack, header: Partial<Header> & { readonly name: string }, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const entry = archive.entry({ ...header, size: data.length }, (error) => (error ? reject(error) : resolve()));
    entry.end(data);
  });
}
