import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { EngineError, type EngineErrorKind, toEngineError } from './errors';
import { number, record, text, time } from './raw';
import { type Caller, segment } from './transport';

export type FileKind = 'file' | 'folder' | 'link' | 'special';

/** What an engine tells about one path; a link is not followed. */
export interface PathStat {
  readonly kind: FileKind;
  /** Bytes; what it is for folders depends on the file system. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number | undefined;
  /** Permission bits with set-user-id, set-group-id and sticky, as `stat` shows them. */
  readonly mode: number;
  /** Where a link finally leads inside the container, by Docker; other engines may leave it out. */
  readonly leadsTo?: string;
}

export type FileCalls = ReturnType<typeof fileCalls>;

/** The archive may be long, so that only its beginning has a deadline. A stopped container is mounted first. */
const deadline = 60_000;

/**
 * The engine's calls about files in containers, running or not. Paths are absolute, in the container; no link leads out of it. All reject
 * with an EngineError.
 */
export function fileCalls(caller: Caller) {
  return {
    /** Rejects as not-found when there is nothing. */
    stat: async (container: string, path: string, signal?: AbortSignal): Promise<PathStat> => {
      const what = `look at ${path}`;
      const request = { method: 'HEAD' as const, path: archivePath(container), query: { path } };
      const answer = await caller
        .send({ what, deadline, signal }, request)
        .catch((error) => Promise.reject(fileError(what, path, error)));
      answer.on('error', () => {});
      answer.resume();
      return pathStat(String(answer.headers['x-docker-container-path-stat'] ?? ''));
    },
    /** A tar archive of a file, or of a folder with everything in it: `folder/.` follows a link and names entries from the folder. */
    read: (container: string, path: string, signal?: AbortSignal): Promise<IncomingMessage> => {
      const what = `read ${path}`;
      return caller
        .send({ what, deadline, signal }, { method: 'GET', path: archivePath(container), query: { path } })
        .catch((error) => Promise.reject(fileError(what, path, error)));
    },
    /** Unpacks a tar archive into a folder that exists. What has the name of an entry is replaced, but never a folder by a file. */
    write: async (container: string, folder: string, archive: Readable, signal?: AbortSignal): Promise<void> => {
      const what = `write to ${folder}`;
      const request = {
        method: 'PUT' as const,
        path: archivePath(container),
        query: { path: folder, noOverwriteDirNonDir: '1' },
        headers: { 'Content-Type': 'application/x-tar' },
        body: archive,
      };
      const answer = await caller
        .send({ what, signal }, request)
        .catch((error) => Promise.reject(fileError(what, folder, error)));
      answer.on('error', () => {});
      answer.resume();
    },
  };
}

function archivePath(container: string): string {
  return `/containers/${segment(container)}/archive`;
}

/** Engines answer to a HEAD request without words, and with paths of the host otherwise: say what it means. */
function fileError(what: string, path: string, thrown: unknown): EngineError {
  const error = toEngineError(what, thrown);
  const said = (kind: EngineErrorKind, message: string, nextStep?: string) =>
    new EngineError(kind, message, { ...error.details, ...(nextStep ? { nextStep } : {}), cause: error });
  if (/no such container/i.test(error.message)) {
    return error;
  }
  if (error.kind === 'not-found' || /no such file or directory/i.test(error.message)) {
    return said('not-found', `Could not ${what}: there is no ${path}.`);
  }
  if (/not a directory|not a folder|extraction point is not a directory/i.test(error.message)) {
    return said('invalid', `Could not ${what}: ${path} is not a folder.`);
  }
  if (/read-only|marked read|permission denied/i.test(error.message)) {
    return said('refused', `Could not ${what}: it is mounted read-only in this container.`);
  }
  if (/no space left/i.test(error.message)) {
    return said('failed', `Could not ${what}: the disk of the engine is full.`, 'Prune what is no longer needed.');
  }
  if (/device or resource busy/i.test(error.message)) {
    return said('in-use', `Could not ${what}: a file there is mounted from the host and can not be replaced.`);
  }
  return error;
}

/** Bits of Go's io/fs FileMode, which is not POSIX's: permission bits are the same, the rest is not. */
const go = { folder: 2 ** 31, link: 2 ** 27, special: 2 ** 26 + 2 ** 25 + 2 ** 24 + 2 ** 21, setuid: 2 ** 23 };

/** Reads the header X-Docker-Container-Path-Stat: base64 of JSON. */
export function pathStat(header: string): PathStat {
  const raw = record(parse(Buffer.from(header, 'base64').toString('utf8')));
  const mode = number(raw['mode']) ?? 0;
  // Beyond 31 bits JavaScript's operators work on signed numbers.
  const has = (bits: number) => (BigInt(mode) & BigInt(bits)) !== 0n;
  const leadsTo = text(raw['linkTarget']);
  const kind: FileKind = has(go.link) ? 'link' : has(go.folder) ? 'folder' : has(go.special) ? 'special' : 'file';
  return {
    kind,
    size: number(raw['size']) ?? 0,
    modified: time(raw['mtime']),
    mode: (mode % 512) + (has(go.setuid) ? 0o4000 : 0) + (has(2 ** 22) ? 0o2000 : 0) + (has(2 ** 20) ? 0o1000 : 0),
    ...(kind === 'link' && leadsTo ? { leadsTo } : {}),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
