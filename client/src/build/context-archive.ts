import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Header, type Pack, pack } from 'tar-stream';
import type { ContextArchive } from '../engine/builds';
import { type ContextEntry, contextEntries, ignoreRules, readIgnoreFile, unreadable } from './context-files';
import { readSmall, smallFile } from './small-file';

/** How many files are read before it is their turn: with 256 KB each, 16 MB are held at most. */
const readAtOnce = 64;
/** Bytes that are sent together, about. */
const piece = 1 << 16;

const root: Partial<Header> = { uid: 0, gid: 0 };

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
  const outside = isInside ? undefined : await readFile(dockerfile);
  const name = outside === undefined ? inside : nameFor(outside);
  const rules = ignoreRules(await readIgnoreFile(context, dockerfile), [name, '.dockerignore']);
  const archive = pack();
  const fill = async () => {
    if (outside !== undefined) {
      archive.entry({ ...root, name, mode: 0o644, mtime: new Date(0) }, outside);
    }
    let sent = 0;
    for await (const read of ahead(contextEntries(context, rules))) {
      if (archive.destroyed) {
        return;
      }
      await addRead(archive, read, root);
      const { stats } = read.entry;
      sent += stats.isFile() ? stats.size : 0;
      onProgress(sent);
    }
    archive.finalize();
  };
  // Who reads the archive is told of a failure, also of one before the first piece was asked for.
  archive.on('error', () => {});
  const filled = fill();
  filled.catch((error) => archive.destroy(error));
  return { stream: Readable.from(inPieces(archive, filled)), dockerfile: name };
}

/** A name for a Dockerfile among the files of a context: the same each time, for the build cache. */
function nameFor(dockerfile: Buffer): string {
  return `.dockerfile.${createHash('sha256').update(dockerfile).digest('hex').slice(0, 12)}`;
}

/** Adds a file, folder or link of the disk. Resolves when there is room for more. Rejects with an EngineError for what can not be read. */
export async function addEntry(archive: Pack, entry: ContextEntry, owner: Partial<Header> = root): Promise<void> {
  await addRead(archive, await read(entry), owner);
}

/** An entry with the bytes of a small file, or the target of a link. */
interface ReadEntry {
  readonly entry: ContextEntry;
  readonly content: Buffer | undefined;
}

/** Reads entries before they are asked for: many at a time take little longer than one. Their order stays. */
async function* ahead(entries: AsyncIterable<ContextEntry>): AsyncGenerator<ReadEntry> {
  const reading: Promise<ReadEntry>[] = [];
  for await (const entry of entries) {
    const next = read(entry);
    // Whoever takes it is told of a failure.
    next.catch(() => {});
    reading.push(next);
    if (reading.length >= readAtOnce) {
      yield reading.shift() as Promise<ReadEntry>;
    }
  }
  yield* reading;
}

async function read(entry: ContextEntry): Promise<ReadEntry> {
  const { path, absolute, stats } = entry;
  try {
    const content = stats.isSymbolicLink()
      ? Buffer.from((await readlink(absolute)).split(sep).join('/'))
      : stats.isFile() && stats.size <= smallFile
        ? await readSmall(absolute, stats.size)
        : undefined;
    return { entry, content };
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function addRead(archive: Pack, { entry, content }: ReadEntry, owner: Partial<Header>): Promise<void> {
  const { path, absolute, stats } = entry;
  // Windows has no bits for programs, so that everything may be one.
  const mode = process.platform === 'win32' ? 0o755 : stats.mode & 0o7777;
  const header = { name: path, mtime: stats.mtime, ...owner, mode };
  if (stats.isDirectory()) {
    archive.entry({ ...header, name: `${path}/`, type: 'directory' });
  } else if (stats.isSymbolicLink()) {
    archive.entry({ ...header, type: 'symlink', linkname: String(content) });
  } else if (content) {
    await addWhole(archive, header, content);
  } else {
    try {
      // No more than the header promised, should the file grow meanwhile.
      const stream = fs.createReadStream(absolute, { end: stats.size - 1 });
      await pipeline(stream, archive.entry({ ...header, size: stats.size }));
    } catch (error) {
      throw archive.destroyed ? error : unreadable(path, error);
    }
  }
}

/** Resolves when there is room for more in the archive. */
function addWhole(archive: Pack, header: Partial<Header> & { readonly name: string }, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const entry = archive.entry({ ...header, size: data.length }, (error) => (error ? reject(error) : resolve()));
    entry.end(data);
  });
}

/** Joins the many small pieces of an archive: each that is sent costs as much as a large one. Throws what filling it failed with. */
async function* inPieces(archive: Pack, filled: Promise<void>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of archive as AsyncIterable<Buffer>) {
      held.push(chunk);
      length += chunk.length;
      if (length >= piece) {
        yield Buffer.concat(held);
        held = [];
        length = 0;
      }
    }
  } catch (error) {
    await filled;
    throw error;
  }
  await filled;
  yield Buffer.concat(held);
}
