import type { Stats } from 'node:fs';
import { GrpcError, type GrpcMethod, grpcStatus, type Metadata, type Send } from './grpc';
import { bytesOf, encodeField, encodeNumber, fieldHead, fieldsOf, numberOf } from './protobuf';

/** Which files of a folder are asked for, as patterns of paths (moby/patternmatcher). */
export interface Asked {
  /** What matches none of them is left out; none at all means everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Paths that are included together with what links in them lead to. */
  readonly follow: readonly string[];
}

export interface SharedEntry {
  /** In the folder, with slashes. */
  readonly path: string;
  readonly absolute: string;
  /** Of a file, a folder or a symbolic link; not of what the link leads to. */
  readonly stats: Stats;
  /** Of a symbolic link; empty otherwise. */
  readonly target: string;
}

/** A folder that an engine may read. What fails rejects with an EngineError. */
export interface SharedFolder {
  /** In order of their paths, each folder before what is in it. */
  entries(asked: Asked): AsyncIterable<SharedEntry>;
  read(entry: SharedEntry): AsyncIterable<Buffer>;
}

/** What was sent of a folder so far. */
export interface Sent {
  readonly folder: string;
  readonly asked: Asked;
  readonly files: number;
  readonly bytes: number;
  readonly done: boolean;
}

/** Kinds of packets (tonistiigi/fsutil, types/wire.proto). */
const packet = { stat: 0, request: 1, data: 2, end: 3, error: 4 } as const;

/** Files that are read at the same time. */
const sendAtOnce = 16;

/**
 * Answers `moby.filesync.v1.FileSync/DiffCopy` (moby/buildkit, session/filesync; tonistiigi/fsutil, send.go): tells what is in a folder,
 * and sends the files that the engine then asks for because it does not have them from before. It can ask for nothing that it was not told.
 */
export function fileSync(folders: ReadonlyMap<string, SharedFolder>, onSent: (sent: Sent) => void): GrpcMethod {
  return async (requests, send, metadata) => {
    const [name = ''] = metadata('dir-name');
    const folder = folders.get(name);
    if (!folder) {
      throw new GrpcError(grpcStatus.notFound, `The folder ${name} is not shared.`);
    }
    await new Transfer(name, askedBy(metadata), folder, send, onSent).run(requests);
  };
}

function askedBy(metadata: Metadata): Asked {
  const patterns = (name: string) =>
    metadata(`${name}-encoded`)[0] === '1' ? metadata(name).map(unescaped) : metadata(name);
  return {
    include: patterns('include-patterns'),
    exclude: patterns('exclude-patterns'),
    follow: patterns('followpaths'),
  };
}

/** Reads what Go's url.QueryEscape wrote. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new GrpcError(grpcStatus.invalid, `The pattern ${text} can not be read.`);
  }
}

class Transfer {
  /** What can be asked for, by its number among all that was told. */
  readonly #files = new Map<number, SharedEntry>();
  #sent = 0;
  #bytes = 0;

  constructor(
    readonly name: string,
    readonly asked: Asked,
    readonly folder: SharedFolder,
    readonly send: Send,
    readonly onSent: (sent: Sent) => void,
  ) {}

  /** Resolves when the engine has all that it wants, rejects with the first failure. */
  run(requests: AsyncIterable<Buffer>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#tell().catch(reject);
      this.#answer(requests, reject).then(resolve, reject);
    });
  }

  async #tell(): Promise<void> {
    let id = 0;
    for await (const entry of this.folder.entries(this.asked)) {
      if (entry.stats.isFile()) {
        this.#files.set(id, entry);
      }
      id++;
      await this.send(encodeField(2, statOf(entry)));
    }
    // One without an entry is the last.
    await this.send(encodeNumber(1, packet.stat));
  }

  async #answer(requests: AsyncIterable<Buffer>, fail: (error: unknown) => void): Promise<void> {
    const sending = new Set<Promise<void>>();
    for await (const request of requests) {
      const fields = fieldsOf(request);
      const type = numberOf(fields, 1);
      if (type === packet.request) {
        if (sending.size >= sendAtOnce) {
          await Promise.race(sending);
        }
        const task: Promise<void> = this.#sendFile(numberOf(fields, 3))
          .catch(fail)
          .finally(() => sending.delete(task));
        sending.add(task);
      } else if (type === packet.end) {
        this.#report(true);
        await this.send(encodeNumber(1, packet.end));
        return;
      } else if (type === packet.error) {
        throw new GrpcError(grpcStatus.unknown, bytesOf(fields, 4).toString('utf8'));
      }
    }
  }

  async #sendFile(id: number): Promise<void> {
    const entry = this.#files.get(id);
    if (!entry) {
      throw new GrpcError(grpcStatus.invalid, `There is no file ${id}.`);
    }
    this.#files.delete(id);
    const head = Buffer.concat([encodeNumber(1, packet.data), encodeNumber(3, id)]);
    for await (const data of this.folder.read(entry)) {
      if (data.length === 0) {
        continue;
      }
      await this.send(Buffer.concat([head, fieldHead(4, data.length), data]));
      this.#bytes += data.length;
      this.#report(false);
    }
    // One without bytes ends the file.
    await this.send(head);
    this.#sent++;
  }

  #report(done: boolean): void {
    this.onSent({ folder: this.name, asked: this.asked, files: this.#sent, bytes: this.#bytes, done });
  }
}

/** Everything belongs to root, so that the build cache does not depend on who builds (fsutil, types/stat.proto). */
function statOf({ path, stats, target }: SharedEntry): Buffer {
  const size = target ? Buffer.byteLength(target) : stats.isFile() ? stats.size : 0;
  return Buffer.concat([
    encodeField(1, path),
    encodeNumber(2, goMode(stats)),
    encodeNumber(5, size),
    encodeNumber(6, nanoseconds(stats.mtimeMs)),
    ...(target ? [encodeField(7, target)] : []),
  ]);
}

/** Go has bits of its own for what is no permission (io/fs, FileMode). Windows has no bits for programs, so that everything may be one. */
function goMode(stats: Stats): number {
  const { mode } = stats;
  const type = stats.isDirectory() ? 2 ** 31 : stats.isSymbolicLink() ? 2 ** 27 : 0;
  if (process.platform === 'win32') {
    return type + 0o755;
  }
  const special = (mode & 0o4000 ? 2 ** 23 : 0) + (mode & 0o2000 ? 2 ** 22 : 0) + (mode & 0o1000 ? 2 ** 20 : 0);
  return type + special + (mode & 0o777);
}

function nanoseconds(milliseconds: number): bigint {
  const whole = Math.max(0, Math.floor(milliseconds));
  return BigInt(whole) * 1_000_000n + BigInt(Math.round(Math.max(0, milliseconds - whole) * 1e6));
}
