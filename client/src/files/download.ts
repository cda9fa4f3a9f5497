import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Header } from 'tar-stream';
import { attributesOf, readEntries, safeParts } from './archive';

/** What came of a download. */
export interface Downloaded {
  readonly files: number;
  readonly bytes: number;
  /** Paths of what was not written: links that lead out of the folder, devices, names that this machine can not have. */
  readonly leftOut: readonly string[];
}

type OnProgress = (bytes: number) => void;

/** Writes the one file of an archive to a path. What is there stays until the new file is whole. */
export async function saveFile(
  archive: Readable,
  path: string,
  onProgress: OnProgress = () => {},
): Promise<Downloaded> {
  return replacing(path, async (partial) => {
    let bytes = 0;
    await readEntries(archive, async ({ header }, content) => {
      await writeContent(content, partial, header, (count) => {
        bytes += count;
        onProgress(bytes);
      });
      return false;
    });
    return { files: 1, bytes, leftOut: [] };
  });
}

/**
 * Unpacks an archive of a folder, whose entries' names count from that folder, into a new folder at `path`. Nothing is written elsewhere, whatever the archive says: names with `..` are
 * left out, and links are made last, when nothing is written any more that could follow them.
 */
export async function saveFolder(
  archive: Readable,
  path: string,
  onProgress: OnProgress = () => {},
): Promise<Downloaded> {
  return replacing(path, async (partial) => {
    await mkdir(partial);
    const unpacking = new Unpacking(partial, onProgress);
    await readEntries(archive, ({ parts, header }, content) => unpacking.add(parts, header, content));
    await unpacking.makeLinks();
    return unpacking.result();
  });
}

/** Something is made beside a path and then put in its place; nothing is left of it when that fails. */
async function replacing<T>(path: string, make: (partial: string) => Promise<T>): Promise<T> {
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`;
  try {
    const result = await make(partial);
    await rename(partial, path);
    return result;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

/** Unpacks into a folder that is new, so that every folder and file in it is one that was made here. */
class Unpacking {
  #files = 0;
  #bytes = 0;
  readonly #written = new Set<string>();
  readonly #links: { readonly path: string; readonly target: string }[] = [];
  readonly #leftOut: string[] = [];

  constructor(
    private readonly folder: string,
    private readonly onProgress: OnProgress,
  ) {}

  async add(parts: readonly string[], header: Header, content: Readable): Promise<undefined> {
    const path = parts.join('/');
    if (path === '') {
      return;
    }
    if (!parts.every(isPossibleName)) {
      this.#leftOut.push(path);
      return;
    }
    const folders = header.type === 'directory' ? parts : parts.slice(0, -1);
    try {
      await mkdir(join(this.folder, ...folders), { recursive: true });
      await this.#make(path, header, content);
    } catch (error) {
      if (!isCollision(error)) {
        throw error;
      }
      this.#leftOut.push(path);
    }
  }

  async makeLinks(): Promise<void> {
    for (const { path, target } of this.#links) {
      const leads = posix.join(posix.dirname(path), target);
      const inside = !target.startsWith('/') && leads !== '..' && !leads.startsWith('../');
      const made = inside && (await symlink(target, join(this.folder, path)).then(yes, no));
      if (!made) {
        this.#leftOut.push(path);
      }
    }
  }

  result(): Downloaded {
    return { files: this.#files, bytes: this.#bytes, leftOut: this.#leftOut };
  }

  async #make(path: string, header: Header, content: Readable): Promise<void> {
    const onDisk = join(this.folder, path);
    switch (header.type) {
      case 'directory':
        return;
      case 'symlink':
        this.#links.push({ path, target: header.linkname ?? '' });
        return;
      case 'link': {
        const first = (safeParts(header.linkname ?? '') ?? []).join('/');
        if (this.#written.has(first)) {
          await copyFile(join(this.folder, first), onDisk);
          this.#wrote(path);
        } else {
          this.#leftOut.push(path);
        }
        return;
      }
      case 'file':
      case 'contiguous-file':
        await writeContent(content, onDisk, header, (count) => {
          this.#bytes += count;
          this.onProgress(this.#bytes);
        });
        this.#wrote(path);
        return;
      default:
        this.#leftOut.push(path);
    }
  }

  #wrote(path: string): void {
    this.#written.add(path);
    this.#files++;
  }
}

/** A second entry of the same name, or of one that differs in case only. */
function isCollision(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EEXIST' || error.code === 'ENOTDIR');
}

const yes = () => true;
const no = () => false;

/** Bytes up to which a file is written at once: a stream for each of many small files takes several times as long. */
const small = 1 << 16;

/** Writes a new file; rejects with EEXIST when there is one. */
async function writeContent(content: Readable, path: string, header: Header, onBytes: OnProgress): Promise<void> {
  async function* counting(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      onBytes(chunk.length);
      yield chunk;
    }
  }
  if ((header.size ?? 0) <= small) {
    const chunks: Buffer[] = [];
    for await (const chunk of content) {
      chunks.push(chunk as Buffer);
    }
    const data = Buffer.concat(chunks);
    await writeFile(path, data, { flag: 'wx' });
    onBytes(data.length);
  } else {
    await pipeline(content, counting, createWriteStream(path, { flags: 'wx' }));
  }
  if (process.platform !== 'win32') {
    await chmod(path, attributesOf(header).mode & 0o777);
  }
}

/** Windows takes some characters for folders, drives and streams, and some names for devices. */
function isPossibleName(name: string): boolean {
  return (
    process.platform !== 'win32' ||
    (!/[\\:*?"<>|]|[. ]$/.test(name) && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name))
  );
}
