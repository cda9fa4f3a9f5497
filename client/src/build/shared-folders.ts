import { createHash } from 'node:crypto';
import { lstat, open, readFile, readlink, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Asked, SharedEntry, SharedFolder } from '../engine/file-sync';
import { type ContextEntry, contextEntries, type IgnoreRules, unreadable } from './context-files';
import { followLinks } from './follow-links';
import { PathPatterns } from './path-patterns';
import { readNoLink, readSmall, smallFile } from './small-file';

/** Bytes that are read, and sent, at once. */
const piece = 1 << 17;

/** All of a folder but what the engine leaves out: it reads the ignore file, and says so. */
export function contextFolder(root: string): SharedFolder {
  return {
    entries: async function* (asked) {
      const rules = await rulesFor(root, asked);
      for await (const entry of withParents(root, contextEntries(root, rules))) {
        yield await shared(entry);
      }
    },
    read: contentOf,
  };
}

/** Of the folder of a Dockerfile, that and its ignore file: BuildKit asks for no more, and gets no more. Links to them are followed. */
export function dockerfileFolder(folder: string, dockerfile: string): SharedFolder {
  const others = dockerfile === 'Dockerfile' ? ['dockerfile'] : [];
  return {
    entries: async function* (asked) {
      const rules = await rulesFor(folder, asked);
      for (const path of [dockerfile, `${dockerfile}.dockerignore`, ...others].filter((name) => !rules.ignores(name))) {
        const absolute = await realpath(join(folder, path)).catch(() => undefined);
        const stats = absolute === undefined ? undefined : await lstat(absolute).catch(() => undefined);
        if (absolute !== undefined && stats?.isFile()) {
          const mtimeMs = timeFor(await readFile(absolute).catch(failOn(path)));
          yield { path, absolute, stats: Object.assign(stats, { mtimeMs }), target: '' };
        }
      }
    },
    read: contentOf,
  };
}

/**
 * A time that tells files apart: an engine keeps one Dockerfile for each context, and takes it for the same while size and time are. Those
 * of two folders may well be alike, unpacked from one archive.
 */
function timeFor(content: Buffer): number {
  return createHash('sha256').update(content).digest().readUIntBE(0, 5);
}

/** What is asked for, as rules for what is left out. */
async function rulesFor(root: string, { include, exclude, follow }: Asked): Promise<IgnoreRules> {
  const wanted = [...include, ...(await followLinks(root, follow))];
  const included = new PathPatterns(wanted.includes('.') ? [] : wanted);
  const excluded = new PathPatterns(exclude);
  return {
    ignores: (path) => (!included.isEmpty && !included.matches(path)) || excluded.matches(path),
    mayHoldMore: (folder) =>
      (included.isEmpty || included.matches(folder) || included.mayMatchIn(folder, false)) &&
      (!excluded.matches(folder) || excluded.mayMatchIn(folder, true)),
  };
}

/** Adds the folders that were left out, but that something comes from. */
async function* withParents(root: string, entries: AsyncIterable<ContextEntry>): AsyncGenerator<ContextEntry> {
  const told = new Set(['']);
  for await (const entry of entries) {
    const parents: string[] = [];
    for (let parent = parentOf(entry.path); !told.has(parent); parent = parentOf(parent)) {
      parents.unshift(parent);
    }
    for (const path of parents) {
      told.add(path);
      yield { path, absolute: join(root, path), stats: await lstat(join(root, path)).catch(failOn(path)) };
    }
    if (entry.stats.isDirectory()) {
      told.add(entry.path);
    }
    yield entry;
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

async function shared(entry: ContextEntry): Promise<SharedEntry> {
  const isLink = entry.stats.isSymbolicLink();
  const target = isLink ? await readlink(entry.absolute).catch(failOn(entry.path)) : '';
  return { ...entry, target: target.split(sep).join('/') };
}

/** No more than was told of the file, should it grow meanwhile. What has become a link since then is not followed. */
async function* contentOf({ path, absolute, stats }: SharedEntry): AsyncGenerator<Buffer> {
  if (stats.size <= smallFile) {
    yield await readSmall(absolute, stats.size).catch(failOn(path));
    return;
  }
  const file = await open(absolute, readNoLink).catch(failOn(path));
  try {
    for (let at = 0; at < stats.size; ) {
      const length = Math.min(piece, stats.size - at);
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at).catch(failOn(path));
      if (bytesRead === 0) {
        return;
      }
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

function failOn(path: string): (error: unknown) => never {
  return (error) => {
    throw unreadable(path, error);
  };
}
