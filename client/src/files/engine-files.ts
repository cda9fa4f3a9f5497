import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/errors';
import { type Attributes, attributesOf, firstHeader, packOne } from './archive';
import { effectiveKind } from './entry';
import { FileReader } from './file-reader';
import { follow, orMissing, realPath } from './follow';
import { type Access, readOnlyError } from './holders';
import type { ListingLimits } from './listings';
import { inMemory, isMemoryFolder, unpackWithTar } from './memory';
import { childOf, isWithin, nameOf, type Place, parentOf, uriOf } from './place';
import { runProgram, writeWithDd } from './programs';
import { missing, notAFile, taken } from './words';

/** What changed through this window. */
export interface FileChange {
  readonly type: 'created' | 'changed' | 'deleted';
  readonly place: Place;
}

/** The files of containers, volumes and images, to read and to change. All calls reject with an EngineError. */
export class EngineFiles extends FileReader {
  readonly #listeners = new Set<(changes: readonly FileChange[]) => void>();

  /** `engine` is the one in use, `key` what it is called in addresses. */
  constructor(
    engine: () => Engine,
    readonly key: () => string,
    limits?: ListingLimits,
  ) {
    super(engine, limits);
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

  /** Reads a folder again the next time. */
  refresh(place: Place): void {
    this.listings.forget(place);
    this.#tell({ type: 'changed', place });
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
      const there = await this.entry({ ...place, path: real }).catch(orMissing);
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
    const path = await this.#folderPath(access, folder);
    try {
      if (isMemoryFolder(access, path)) {
        const inside = { ...folder, path };
        await unpackWithTar(access, inside, pack(await this.entry(inside)), signal);
      } else {
        await access.engine.files.write(access.container, path, pack(await this.#ownerOf(access, path)), signal);
      }
    } finally {
      this.#changed({ type: 'changed', place: folder });
    }
  }

  /** What a folder's path leads to. */
  async #folderPath(access: Access, folder: Place): Promise<string> {
    const found = await this.find(access, folder);
    const isFolder = found.memory
      ? effectiveKind(await this.entry(found.memory)) === 'folder'
      : found.stat.kind === 'folder';
    if (!isFolder) {
      throw new EngineError('invalid', `Could not upload: ${folder.path} is not a folder.`);
    }
    return found.memory ? found.memory.path : found.path;
  }

  async #writable(place: Place): Promise<Access> {
    if (place.kind !== 'container') {
      throw readOnlyError(place);
    }
    return this.use(place, async (found) => found);
  }

  /** For changes that only a program in the container can make: the engine can add files, but not take any away. */
  async #changeable(place: Place, done: string): Promise<Access> {
    if (place.kind !== 'container') {
      throw readOnlyError(place);
    }
    const access = await this.use(place, async (found) => found);
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
    return found?.kind === 'folder' && (await this.listings.list(place)).entries.length > 0;
  }

  async #exists(access: Access, place: Place): Promise<boolean> {
    const real = childOf({ ...place, path: await realPath(access, parentOf(place)) }, nameOf(place));
    return inMemory(access, real.path)
      ? (await this.entry(real).catch(orMissing)) !== undefined
      : (await access.engine.files.stat(access.container, place.path).catch(orMissing)) !== undefined;
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
      this.listings.forget(parentOf(place));
    }
    this.#tell(...changes);
  }

  #tell(...changes: readonly FileChange[]): void {
    for (const listener of [...this.#listeners]) {
      listener(changes);
    }
  }
}
