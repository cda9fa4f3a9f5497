import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import type { Engine } from '../engine/engine';
import { EngineError, toEngineError } from '../engine/errors';
import type { FileKind } from '../engine/files';
import { type Attributes, attributesOf, firstFile, firstHeader, packOne } from './archive';
import { type Entry, effectiveKind } from './entry';
import { type Followed, follow, inMemory, memoryError, orMissing, realPath } from './follow';
import { type Access, Holders, readOnlyError } from './holders';
import { type Listing, type ListingLimits, Listings } from './listings';
import { childOf, isWithin, nameOf, type Place, parentOf, uriOf } from './place';
import { readWithCat, runProgram, writeWithDd } from './programs';
import { missing, notAFile, taken, tooLarge } from './words';

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

/** What changed through this window. */
export interface FileChange {
  readonly type: 'created' | 'changed' | 'deleted';
  readonly place: Place;
}

/** Files that are opened are held as a whole, several times over. */
export const largestFile = 64 << 20;

/** The files of containers, volumes and images. All calls reject with an EngineError. */
export class EngineFiles {
  readonly #holders: Holders;
  readonly #listings: Listings;
  readonly #listeners = new Set<(changes: readonly FileChange[]) => void>();

  /** `engine` is the one in use, `key` what it is called in addresses. */
  constructor(
    engine: () => Engine,
    readonly key: () => string,
    limits?: ListingLimits,
  ) {
    this.#holders = new Holders(engine);
    this.#listings = new Listings(this.#holders, limits);
  }

  /** The address of a place on the engine in use. */
  addressOf(place: Place): string {
    return uriOf(this.key(), place).toString();
  }

  /** Calls `listener` with what is changed from here, until the returned function is called. */
  onDidChange(listener: (changes: readonly FileChange[]) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  list(place: Place, patience?: number): Promise<Listing> {
    return this.#listings.list(place, patience);
  }

  /** Reads a folder again the next time. */
  refresh(place: Place): void {
    this.#listings.forget(place);
    this.#tell({ type: 'changed', place });
  }

  async stat(place: Place): Promise<FileInfo> {
    return this.#use(place, async (access) => {
      const found = await this.#find(access, place);
      if (found.memory) {
        const entry = await this.#entry(found.memory);
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
    return this.#use(place, async (access) => {
      const found = await this.#find(access, place);
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

  /**
   * Writes a whole file. One that is there keeps its mode and owner, and a link stays a link; a new one belongs to whom its folder belongs
   * to.
   */
  async write(
    place: Place,
    content: Uint8Array,
    { create, overwrite }: { readonly create: boolean; readonly overwrite: boolean },
  ): Promise<void> {
    const access = await this.#writable(place);
    const real = await realPath(access, place);
    if (inMemory(access, real)) {
      const there = await this.#entry({ ...place, path: real }).catch(orMissing);
      if (there ? !overwrite : !create) {
        throw there ? taken(place) : missing(place);
      }
      await writeWithDd(access, real, content);
      this.#changed({ type: there ? 'changed' : 'created', place });
      return;
    }
    const existing = await follow(access, place).catch(orMissing);
    if (existing ? !overwrite : !create) {
      throw existing ? taken(place) : missing(place);
    }
    if (existing && existing.stat.kind !== 'file') {
      throw notAFile(place, existing.stat.kind);
    }
    const path = existing?.path ?? real;
    const attributes = existing
      ? attributesOf((await this.#header(access, path)) ?? {})
      : { ...(await this.#ownerOf(access, posix.dirname(path))), mode: 0o644 };
    await this.#put(access, path, attributes, content).catch(async (error) => {
      // A file that is mounted by itself can not be replaced, only written into.
      if (!(error instanceof EngineError && error.kind === 'in-use' && access.running)) {
        throw error;
      }
      await writeWithDd(access, path, content);
    });
    this.#changed({ type: existing ? 'changed' : 'created', place });
  }

  async createFolder(place: Place): Promise<void> {
    const access = await this.#writable(place);
    if (await access.engine.files.stat(access.container, place.path).catch(orMissing)) {
      throw taken(place);
    }
    const path = await realPath(access, place);
    if (inMemory(access, path)) {
      await runProgram(access, ['mkdir', '--', path], `make ${path}`);
      this.#changed({ type: 'created', place });
      return;
    }
    const attributes = { ...(await this.#ownerOf(access, posix.dirname(path))), mode: 0o755 };
    await this.#put(access, path, attributes, undefined);
    this.#changed({ type: 'created', place });
  }

  async rename(from: Place, to: Place, { overwrite }: { readonly overwrite: boolean }): Promise<void> {
    if (from.kind !== to.kind || from.name !== to.name) {
      throw new EngineError('invalid', 'Files can be moved within one container only.', {
        nextStep: 'Download them, and upload them to the other.',
      });
    }
    const access = await this.#changeable(from, 'renamed');
    if (isWithin(to.path, from.path)) {
      throw new EngineError('invalid', `Could not move ${from.path}: it can not go into itself.`);
    }
    if (await this.#exists(access, to)) {
      if (!overwrite) {
        throw taken(to);
      }
      await runProgram(access, ['rm', '-rf', '--', to.path], `replace ${to.path}`);
    }
    await runProgram(access, ['mv', '--', from.path, to.path], `rename ${from.path}`);
    this.#changed({ type: 'deleted', place: from }, { type: 'created', place: to });
  }

  /** Deletes a file, a link (not what it leads to), or a folder, which must be empty unless `recursive` is set. */
  async remove(place: Place, { recursive }: { readonly recursive: boolean }): Promise<void> {
    const access = await this.#changeable(place, 'deleted');
    if (place.path === '/') {
      throw new EngineError('invalid', 'The root folder can not be deleted.');
    }
    if (!(await this.#exists(access, place))) {
      throw missing(place);
    }
    if (!recursive && (await this.#holdsFiles(access, place))) {
      throw new EngineError('in-use', `Could not delete ${place.path}: the folder is not empty.`);
    }
    await runProgram(access, ['rm', '-rf', '--', place.path], `delete ${place.path}`);
    this.#changed({ type: 'deleted', place });
  }

  /** Unpacks what `pack` gives for the owner of the folder into it. What is there under the same name is replaced. */
  async upload(folder: Place, pack: (owner: Omit<Attributes, 'mode'>) => Readable, signal: AbortSignal): Promise<void> {
    const access = await this.#writable(folder);
    const { path, stat } = await follow(access, folder);
    if (stat.kind !== 'folder') {
      throw new EngineError('invalid', `Could not upload: ${folder.path} is not a folder.`);
    }
    if (inMemory(access, `${path}/.`)) {
      throw memoryError(folder, 'up');
    }
    try {
      await access.engine.files.write(access.container, path, pack(await this.#ownerOf(access, path)), signal);
    } finally {
      this.#changed({ type: 'changed', place: folder });
    }
  }

  /** Runs a task with the archive of a file or folder, links followed, and the name that its entries begin with. */
  async download(
    place: Place,
    task: (archive: Readable, kind: 'file' | 'folder') => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#use(place, async (access) => {
      const found = await this.#find(access, place);
      if (found.memory) {
        const entry = await this.#entry(found.memory);
        if (effectiveKind(entry) !== 'file') {
          throw memoryError(place, 'down');
        }
        const content = await readWithCat(access, found.memory, largestFile);
        return task(packOne(nameOf(place), entry, content, Date.now()), 'file');
      }
      const { path, stat } = found;
      if (stat.kind !== 'file' && stat.kind !== 'folder') {
        throw notAFile(place, stat.kind);
      }
      const { kind } = stat;
      const inside = access.root + (path === '/' ? '' : path) + (kind === 'folder' ? '/.' : '');
      const archive = await access.engine.files.read(access.container, inside, signal);
      try {
        await task(archive, kind);
      } catch (error) {
        throw signal.aborted ? new EngineError('cancelled', 'Cancelled.') : error;
      }
    });
  }

  /** Removes helper containers. */
  dispose(): Promise<void> {
    this.#listings.dispose();
    return this.#holders.dispose();
  }

  #use<T>(place: Place, task: (access: Access) => Promise<T>): Promise<T> {
    this.#listings.interrupt(place);
    return this.#holders.use(place, task);
  }

  async #writable(place: Place): Promise<Access> {
    if (place.kind !== 'container') {
      throw readOnlyError(place);
    }
    return this.#use(place, async (found) => found);
  }

  /** For changes that only a program in the container can make: the engine can add files, but not take any away. */
  async #changeable(place: Place, done: string): Promise<Access> {
    if (place.kind !== 'container') {
      throw readOnlyError(place);
    }
    const access = await this.#use(place, async (found) => found);
    if (!access.running) {
      throw new EngineError(
        'refused',
        `Files can be ${done} only while the container runs, and ${place.name} does not.`,
        {
          nextStep: 'Start it, and try again. Editing and adding files is possible meanwhile.',
        },
      );
    }
    return access;
  }

  async #holdsFiles(access: Access, place: Place): Promise<boolean> {
    const found = await access.engine.files.stat(access.container, place.path).catch(orMissing);
    return found?.kind === 'folder' && (await this.#listings.list(place)).entries.length > 0;
  }

  async #exists(access: Access, place: Place): Promise<boolean> {
    const real = childOf({ ...place, path: await realPath(access, parentOf(place)) }, nameOf(place));
    return inMemory(access, real.path)
      ? (await this.#entry(real).catch(orMissing)) !== undefined
      : (await access.engine.files.stat(access.container, place.path).catch(orMissing)) !== undefined;
  }

  /** What a place leads to: by the engine's archives, or `memory`, where only programs in the container see it. */
  async #find(
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
  async #entry(place: Place): Promise<Entry> {
    const { entries } = await this.#listings.list(parentOf(place));
    const found = entries.find(({ name }) => name === nameOf(place));
    if (!found) {
      throw missing(place);
    }
    return found;
  }

  async #header({ engine, container, root }: Access, path: string) {
    const archive = await engine.files.read(container, root + path);
    return firstHeader(archive);
  }

  async #ownerOf(access: Access, folder: string): Promise<Omit<Attributes, 'mode'>> {
    const header = await this.#header(access, folder);
    const { uid, gid } = attributesOf(header ?? {});
    return { uid, gid };
  }

  async #put(access: Access, path: string, attributes: Attributes, content: Uint8Array | undefined): Promise<void> {
    const archive = packOne(posix.basename(path), attributes, content, Date.now());
    await access.engine.files.write(access.container, posix.dirname(path), archive);
  }

  #changed(...changes: readonly FileChange[]): void {
    for (const { place } of changes) {
      this.#listings.forget(parentOf(place));
    }
    this.#tell(...changes);
  }

  #tell(...changes: readonly FileChange[]): void {
    for (const listener of [...this.#listeners]) {
      listener(changes);
    }
  }
}

async function readArchive<T>(place: Place, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw toEngineError(`read ${place.path}`, error);
  }
}
