import { posix } from 'node:path';
import type { Engine } from '../engine/engine';
import { EngineError, toEngineError } from '../engine/errors';
import type { FileKind } from '../engine/files';
import { Limit } from '../engine/limit';
import { readEntries } from './archive';
import type { Entry } from './entry';
import { FolderIndex } from './folder-index';
import type { Access, Holders } from './holders';
import { isWithin, type Place } from './place';
import { ProgramListing } from './programs';
import { addWellKnown } from './well-known';

/** What is known of a folder's entries, in no particular order. */
export interface Listing {
  readonly entries: readonly Entry[];
  /** Settles when the rest is known too; undefined when this is all. Never rejects. */
  readonly rest: Promise<void> | undefined;
  /** Reading was given up before the end. */
  readonly cut: boolean;
}

export interface ListingLimits {
  /** Milliseconds for which what was read serves again, unless it was changed from here. */
  readonly fresh: number;
  /**
   * Milliseconds after which the reading of an archive is given up: it holds every file below, and while it is read the engine neither
   * starts nor stops the container.
   */
  readonly longest: number;
}

/** Helpers, which nobody else waits for, may be read so many times longer. */
const moreForHelpers = 6;

const defaultLimits: ListingLimits = { fresh: 60_000, longest: 10_000 };

/** Entries that are kept of everything that was read; each takes some hundred bytes. */
const mostKept = 300_000;
/** Links whose kind is asked for one by one. */
const mostLinks = 300;

interface Reading {
  readonly place: Place;
  readonly version: string;
  /** What an archive tells, which is all that is below; undefined when a program listed the one folder. */
  index: FolderIndex | undefined;
  entries: readonly Entry[];
  /** Rejects as the reading does. */
  done: Promise<void>;
  finished: number | undefined;
  cut: boolean;
  /** Ends the reading of an archive early. */
  readonly stop: AbortController;
}

/** Lists folders: cheaply with a program of a running container, otherwise from an archive, and keeps what it learnt for a while. */
export class Listings {
  readonly #readings = new Map<string, Reading[]>();
  readonly #programs = new ProgramListing();
  readonly #ended = new AbortController();

  constructor(
    private readonly holders: Holders,
    private readonly limits: ListingLimits = defaultLimits,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * A folder's entries. After `patience` milliseconds what is known by then. Rejects with an EngineError; not-found when there is no such
   * folder.
   */
  async list(place: Place, patience = Number.POSITIVE_INFINITY): Promise<Listing> {
    const { version } = await this.holders.peek(place);
    const reading = this.#known(place, version) ?? this.#start(place, version);
    const passed = () => reading.index?.passed(relativePath(reading, place)) === true;
    const whole = passed() || (await within(reading.done, patience)) || passed();
    const entries = reading.index ? reading.index.list(relativePath(reading, place)) : reading.entries;
    return {
      entries: reading.index
        ? await this.#followLinks(place, reading, reading.index, entries, reading.finished !== undefined)
        : entries,
      rest: whole ? undefined : reading.done.catch(() => {}),
      cut: whole && reading.cut && !passed(),
    };
  }

  /** Ends the reading of archives of a place's holder: the engine does nothing else with it meanwhile. What is known so far stays. */
  interrupt(place: Place): void {
    for (const reading of this.#readings.get(keyOf(place)) ?? []) {
      reading.stop.abort();
    }
  }

  /** Forgets what was read of a place's folder, of what is above and of what is below. */
  forget(place: Place): void {
    const key = keyOf(place);
    const kept = (this.#readings.get(key) ?? []).filter(
      ({ place: { path }, index }) =>
        !(path === place.path || (index && isWithin(place.path, path)) || isWithin(path, place.path)),
    );
    this.#readings.set(key, kept);
  }

  dispose(): void {
    this.#ended.abort();
    this.#readings.clear();
  }

  #known(place: Place, version: string): Reading | undefined {
    const readings = (this.#readings.get(keyOf(place)) ?? []).filter(
      (reading) =>
        reading.version === version &&
        (place.kind === 'image' || (reading.finished ?? this.now()) > this.now() - this.limits.fresh),
    );
    this.#readings.set(keyOf(place), readings);
    return readings.find(
      (reading) =>
        reading.place.path === place.path ||
        (reading.index &&
          isWithin(place.path, reading.place.path) &&
          (!reading.cut || reading.index.passed(relativePath(reading, place)))),
    );
  }

  #start(place: Place, version: string): Reading {
    const reading: Reading = {
      place,
      version,
      index: undefined,
      entries: [],
      done: Promise.resolve(),
      finished: undefined,
      cut: false,
      stop: new AbortController(),
    };
    this.#readings.get(keyOf(place))?.push(reading);
    reading.done = this.holders
      .use(place, (access) => this.#read(access, reading))
      .then(
        () => {
          reading.finished = this.now();
          this.#makeRoom();
        },
        (error) => {
          this.#drop(reading);
          throw error;
        },
      );
    // Whoever waits gets the error; nobody may be waiting any more.
    reading.done.catch(() => {});
    return reading;
  }

  /** Gives up the oldest of what was read when there is too much of it. */
  #makeRoom(): void {
    const finished = [...this.#readings.values()].flat().filter((reading) => reading.finished !== undefined);
    const newestFirst = finished.sort((a, b) => (b.finished ?? 0) - (a.finished ?? 0));
    let entries = 0;
    for (const reading of newestFirst) {
      entries += sizeOf(reading);
      if (entries > mostKept && reading !== newestFirst[0]) {
        this.#drop(reading);
      }
    }
  }

  #drop(reading: Reading): void {
    const key = keyOf(reading.place);
    this.#readings.set(
      key,
      (this.#readings.get(key) ?? []).filter((other) => other !== reading),
    );
  }

  async #read(access: Access, reading: Reading): Promise<void> {
    const folder = access.root + (reading.place.path === '/' ? '' : reading.place.path);
    const listed = access.running ? await this.#programs.list(access, folder, this.#ended.signal) : undefined;
    if (listed) {
      reading.entries = listed;
    } else {
      await this.#stream(access, folder, reading);
    }
  }

  async #stream({ engine, container }: Access, folder: string, reading: Reading): Promise<void> {
    const index = new FolderIndex();
    reading.index = index;
    const clock = setTimeout(
      () => reading.stop.abort(),
      this.limits.longest * (reading.place.kind === 'container' ? 1 : moreForHelpers),
    );
    const signal = AbortSignal.any([this.#ended.signal, reading.stop.signal]);
    try {
      const archive = await engine.files.read(container, `${folder}/.`, signal);
      await readEntries(archive, (entry) => {
        reading.cut = !index.add(entry);
        return !reading.cut;
      });
      if (index.count === 0) {
        // Of what is not there Podman sends an empty archive.
        await mustBeFolder(engine, container, folder);
      }
    } catch (error) {
      if (!reading.stop.signal.aborted) {
        throw toEngineError('list the folder', error);
      }
      reading.cut = true;
      if (reading.place.path === '/' && folder === '') {
        await addWellKnown(engine, container, index);
      }
    } finally {
      clearTimeout(clock);
    }
  }

  /** Finds out which links lead to folders: from the archive, or by asking for each, which has to wait until the archive is read. */
  async #followLinks(
    place: Place,
    reading: Reading,
    index: FolderIndex,
    entries: readonly Entry[],
    ask: boolean,
  ): Promise<readonly Entry[]> {
    const kinds = new Map<string, Exclude<FileKind, 'link'>>();
    const unknown: Entry[] = [];
    for (const entry of entries.filter(({ kind }) => kind === 'link')) {
      const to = posix.resolve(place.path, entry.target ?? '');
      const found = isWithin(to, reading.place.path)
        ? index.find(relativePath(reading, { ...place, path: to }))
        : undefined;
      if (found && found.kind !== 'link') {
        kinds.set(entry.name, found.kind);
      } else {
        unknown.push(entry);
      }
    }
    // Links of a volume mean another root than the helper's.
    if (ask && unknown.length > 0 && place.kind !== 'volume') {
      const limit = new Limit(8);
      await this.holders.use(place, ({ engine, container }) =>
        Promise.all(
          unknown.slice(0, mostLinks).map((entry) =>
            limit.run(async () => {
              const path = `${place.path === '/' ? '' : place.path}/${entry.name}/.`;
              const folder = await engine.files.stat(container, path).then(
                () => true,
                () => false,
              );
              kinds.set(entry.name, folder ? 'folder' : 'file');
            }),
          ),
        ),
      );
    }
    return entries.map((entry) => {
      const follows = kinds.get(entry.name);
      return follows ? { ...entry, follows } : entry;
    });
  }
}

async function mustBeFolder(engine: Engine, container: string, folder: string): Promise<void> {
  const { kind } = await engine.files.stat(container, folder || '/');
  if (kind === 'file') {
    throw new EngineError('invalid', `Could not list the folder: ${folder} is a file.`);
  }
}

function sizeOf({ index, entries }: Reading): number {
  return index?.count ?? entries.length;
}

function keyOf({ kind, name }: Place): string {
  return `${kind}/${name}`;
}

function relativePath(reading: Reading, { path }: Place): string {
  return posix.relative(reading.place.path, path);
}

/** True when the promise settles in time; rejects as it does. */
async function within(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  if (milliseconds === Number.POSITIVE_INFINITY) {
    await promise;
    return true;
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
