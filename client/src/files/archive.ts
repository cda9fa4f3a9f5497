import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Header, pack } from 'tar-stream';
import { EngineError } from '../engine/errors';
import type { FileKind } from '../engine/files';
import { hasControls } from './place';

/** A header of an archive whose name was found to be safe. */
export interface SafeHeader {
  /** Names of folders and the entry's own, from the root of the archive; empty for the root itself. */
  readonly parts: readonly string[];
  readonly header: Header;
}

/** Thrown by a reader of entries to end the reading early. */
class Enough extends Error {}

/**
 * The parts of an entry's name. Undefined for names that no honest archive of a folder holds: with `..`, or with control characters.
 * Absolute names count from the root of the archive.
 */
export function safeParts(name: string): readonly string[] | undefined {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') || hasControls(name) ? undefined : parts;
}

/**
 * Reads an archive entry by entry. `onEntry` gets each header with its content as a stream, which it must read to its end or leave alone
 * entirely; returning false ends the reading. Rejects with an EngineError when the archive is cut off.
 */
export async function readEntries(
  archive: Readable,
  onEntry: (entry: SafeHeader, content: Readable) => Promise<boolean | undefined> | boolean | undefined,
): Promise<void> {
  const entries = extract();
  entries.on('entry', (header, content, next) => {
    // What ends the reading ends the content too; the reading tells.
    content.on('error', () => {});
    const parts = safeParts(header.name);
    let read = false;
    let done = false;
    content.on('end', () => {
      read = true;
      if (done) {
        next();
      }
    });
    const ended = () => {
      done = true;
      if (read) {
        next();
      } else {
        content.resume();
      }
    };
    if (parts === undefined) {
      ended();
      return;
    }
    const answer = onEntry({ parts, header }, content as unknown as Readable);
    if (answer === undefined || typeof answer === 'boolean') {
      // Most entries are only looked at: no promise for each of a hundred thousand.
      answer === false ? entries.destroy(new Enough()) : ended();
      return;
    }
    answer.then(
      (more) => (more === false ? entries.destroy(new Enough()) : ended()),
      (error) => entries.destroy(error),
    );
  });
  try {
    await pipeline(archive, entries);
  } catch (error) {
    if (!(error instanceof Enough)) {
      throw isCutOff(error) ? new EngineError('unreachable', 'The connection to the engine was lost.') : error;
    }
  } finally {
    archive.destroy();
  }
}

function isCutOff(error: unknown): boolean {
  const { code, message } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: '', message: '' };
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || message === 'Unexpected end of data';
}

/** The header of the first entry, which is that of the path that was asked for. */
export async function firstHeader(archive: Readable): Promise<Header | undefined> {
  let first: Header | undefined;
  await readEntries(archive, ({ header }) => {
    first = header;
    return false;
  });
  return first;
}

/** Header and content of the first entry. Reading stops, without the content, when that is longer than `limit` bytes. */
export async function firstFile(
  archive: Readable,
  limit: number,
): Promise<{ readonly header: Header; readonly content: Buffer | undefined } | undefined> {
  let first: { header: Header; content: Buffer | undefined } | undefined;
  await readEntries(archive, async ({ header }, stream) => {
    first = { header, content: undefined };
    if ((header.size ?? 0) <= limit) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) {
        chunks.push(chunk as Buffer);
      }
      first.content = Buffer.concat(chunks);
    }
    return false;
  });
  return first;
}

export function kindOfHeader({ type }: Pick<Header, 'type'>): FileKind {
  switch (type) {
    case 'directory':
      return 'folder';
    case 'symlink':
      return 'link';
    case 'file':
    case 'contiguous-file':
    case 'link':
      return 'file';
    default:
      return 'special';
  }
}

/** What a file is written with. */
export interface Attributes {
  /** Permission bits with set-user-id, set-group-id and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** What of a header is kept when its file is written anew. Numbers too large for the old format come in extended headers. */
export function attributesOf(header: Partial<Header>): Attributes {
  const { mode, uid, gid, pax } = header as Partial<Header> & ExtendedHeader;
  return {
    mode: (mode ?? 0o644) & 0o7777,
    uid: Number(pax?.['uid'] ?? uid ?? 0),
    gid: Number(pax?.['gid'] ?? gid ?? 0),
  };
}

interface ExtendedHeader {
  readonly pax?: Readonly<Record<string, string>> | null;
}

/** Six octal digits: what the old format has room for. */
const largestOldId = 0o777777;

/** The parts of a header that attributes make. */
export function headerOf({ mode, uid, gid }: Attributes): Partial<Header> & ExtendedHeader {
  const large = {
    ...(uid > largestOldId ? { uid: String(uid) } : {}),
    ...(gid > largestOldId ? { gid: String(gid) } : {}),
  };
  return { mode, uid, gid, ...(Object.keys(large).length > 0 ? { pax: large } : {}) };
}

/** An archive of one file, or of one empty folder when there is no content. */
export function packOne(name: string, attributes: Attributes, content: Uint8Array | undefined, now: number): Readable {
  const archive = pack();
  const header = { name, ...headerOf(attributes), mtime: new Date(now) };
  if (content === undefined) {
    archive.entry({ ...header, type: 'directory' });
  } else {
    archive.entry({ ...header, type: 'file' }, Buffer.from(content));
  }
  archive.finalize();
  return Readable.from(archive);
}
