import type { Readable } from 'node:stream';
import type { Engine } from '../engine/engine';
import { EngineError, toEngineError } from '../engine/errors';
import type { FileKind } from '../engine/files';
import { firstFile, packOne } from './archive';
import { type Entry, effectiveKind } from './entry';
import { type Followed, follow, orMissing, realPath } from './follow';
import { type Access, Holders, readOnlyError } from './holders';
import { type Listing, type ListingLimits, Listings } from './listings';
import { inMemory, isMemoryFolder, memoryBelow, packWithTar } from './memory';
import { nameOf, type Place, parentOf } from './place';
import { readWithCat } from './programs';
import { missing, notAFile, tooLarge } from './words';

/** A file or folder; a link is told as what it leads to. */
export interface FileInfo {
  readonly kind: Exclude<FileKind, 'link'>;
  readonly link: boolean;
  readonly size: number;
  readonly modified: number | undefined;
  readonly mode: number;
  /** Why it can not be changed; undefined when it can. */
  readonly readOnly: string | undefined;
}

/** Files that are opened are held as a whole, several times over. */
export const largestFile = 64 << 20;

/** An archive of a file or folder. */
export interface Download {
  readonly archive: Readable;
  readonly kind: 'file' | 'folder';
  /** Paths of folders below that are in memory, which the archive does not hold. */
  readonly without: readonly string[];
}

/** Reads the files of containers, volumes and images. All calls reject with an EngineError. */
export class FileReader {
  readonly #holders: Holders;
  protected readonly listings: Listings;

  /** `engine` is the one in use. */
  constructor(engine: () => Engine, limits?: ListingLimits) {
    this.#holders = new Holders(engine);
    this.listings = new Listings(this.#holders, limits);
  }

  list(place: Place, patience?: number): Promise<Listing> {
    return this.listings.list(place, patience);
  }

  async stat(place: Place): Promise<FileInfo> {
    return this.use(place, async (access) => {
      const found = await this.find(access, place);
      if (found.memory) {
        const entry = await this.entry(found.memory);
        const kind = effectiveKind(entry);
        const readOnly = place.kind === 'container' ? undefined : readOnlyError(place).message;
        return { ...entry, kind, link: entry.kind === 'link', readOnly };
      }
      const { stat, link } = found;
      const readOnly = place.kind === 'container' ? undefined : readOnlyError(place).message;
      return { ...stat, kind: stat.kind === 'link' ? 'special' : stat.kind, link, readOnly };
    });
  }

  /** A file's content. */
  async read(place: Place, limit = largestFile): Promise<Buffer> {
    return this.use(place, async (access) => {
      const found = await this.find(access, place);
      if (found.memory) {
        return readWithCat(access, found.memory, limit);
      }
      const { path, stat } = found;
      if (stat.kind !== 'file') {
        throw notAFile(place, stat.kind);
      }
      if (stat.size > limit) {
        throw tooLarge(place, stat.size, limit);
      }
      const archive = await access.engine.files.read(access.container, access.root + path);
      const file = await readArchive(place, () => firstFile(archive, limit));
      if (file?.content === undefined) {
        throw tooLarge(place, file?.header.size ?? limit, limit);
      }
      return file.content;
    });
  }

  /** Runs a task with the archive of a file or folder, links followed. */
  async download(place: Place, task: (download: Download) => Promise<void>, signal: AbortSignal): Promise<void> {
    await this.use(place, async (access) => {
      const download = await this.#archive(access, place, signal);
      try {
        await task(download);
      } catch (error) {
        throw signal.aborted ? new EngineError('cancelled', 'Cancelled.') : error;
      } finally {
        download.archive.destroy();
      }
    });
  }

  async #archive(access: Access, place: Place, signal: AbortSignal): Promise<Download> {
    const found = await this.find(access, place);
    const entry = found.memory && (await this.entry(found.memory));
    const kind = found.memory ? entry && effectiveKind(entry) : found.stat.kind;
    const { path } = found.memory ?? found;
    if (kind !== 'file' && kind !== 'folder') {
      throw notAFile(place, kind ?? 'special');
    }
    if (kind === 'folder') {
      const without = memoryBelow(access, path);
      if (isMemoryFolder(access, path)) {
        return { archive: packWithTar(access, { ...place, path }, signal), kind, without };
      }
      const inside = `${access.root}${path === '/' ? '' : path}/.`;
      return { archive: await access.engine.files.read(access.container, inside, signal), kind, without };
    }
    const archive = entry
      ? packOne(nameOf(place), entry, await readWithCat(access, { ...place, path }, largestFile), Date.now())
      : await access.engine.files.read(access.container, access.root + path, signal);
    return { archive, kind, without: [] };
  }

  /** Removes helper containers. */
  dispose(): Promise<void> {
    this.listings.dispose();
    return this.#holders.dispose();
  }

  protected use<T>(place: Place, task: (access: Access) => Promise<T>): Promise<T> {
    this.listings.interrupt(place);
    return this.#holders.use(place, task);
  }

  /** What a place leads to: by the engine's archives, or `memory`, where only programs in the container see it. */
  protected async find(
    access: Access,
    place: Place,
  ): Promise<{ readonly memory: Place } | ({ readonly memory?: undefined } & Followed)> {
    if (inMemory(access, place.path)) {
      return { memory: place };
    }
    try {
      return await follow(access, place);
    } catch (error) {
      orMissing(error);
      const path = access.inMemory.length > 0 ? await realPath(access, place) : place.path;
      if (inMemory(access, path)) {
        return { memory: { ...place, path } };
      }
      throw error;
    }
  }

  /** Of a folder that only programs see: from its folder's listing. */
  protected async entry(place: Place): Promise<Entry> {
    const { entries } = await this.listings.list(parentOf(place));
    const found = entries.find(({ name }) => name === nameOf(place));
    if (!found) {
      throw missing(place);
    }
    return found;
  }
}

async function readArchive<T>(place: Place, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw toEngineError(`read ${place.path}`, error);
  }
}
