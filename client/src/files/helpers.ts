import { randomUUID } from 'node:crypto';
import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/errors';
import { volumeRoot } from '../engine/helpers';
import type { Place } from './place';

/** Where the files of a volume or image are read: in a container that was made for that. */
export interface Helper {
  readonly container: string;
  /** Folder of the container that stands for the root. */
  readonly root: string;
}

interface Lease {
  readonly engine: Engine;
  readonly helper: Promise<Helper>;
  users: number;
  timer: NodeJS.Timeout | undefined;
}

/** Milliseconds that a helper outlives its last use: a volume can not be removed as long as it is there. */
const idle = 5_000;
/** Helpers of windows that ended without a chance to tidy up are removed after this many milliseconds. */
const oldAge = 3_600_000;

/** Makes helper containers when they are needed, shares them, and removes each soon after its last use. */
export class Helpers {
  readonly #session = randomUUID();
  readonly #leases = new Map<string, Lease>();
  /** Ids of helpers that were made and not yet given up. */
  readonly #alive = new Set<string>();
  /** Removals that are under way. */
  readonly #leaving = new Set<Promise<void>>();
  /** One is made after the other, so that a sweep never meets one whose id is not known yet. */
  #making: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly engine: () => Engine,
    private readonly now: () => number = Date.now,
  ) {}

  /** Runs a task with the helper of a volume or image. Rejects with an EngineError, also when there is no such volume or image. */
  async use<T>(place: Place, task: (helper: Helper) => Promise<T>): Promise<T> {
    const key = `${place.kind}/${place.name}`;
    const lease = this.#lease(key, place);
    clearTimeout(lease.timer);
    lease.users++;
    try {
      return await task(await lease.helper);
    } catch (error) {
      if (mayBeGone(error)) {
        this.#forget(key, lease);
      }
      throw error;
    } finally {
      lease.users--;
      if (lease.users === 0) {
        const current = this.#leases.get(key) === lease;
        lease.timer = setTimeout(() => this.#giveUp(key, lease), current ? idle : 0);
        lease.timer.unref();
      }
    }
  }

  /** Removes all helpers at once. */
  async dispose(): Promise<void> {
    for (const [key, lease] of this.#leases) {
      this.#giveUp(key, lease);
    }
    await Promise.allSettled(this.#leaving);
  }

  #lease(key: string, place: Place): Lease {
    const engine = this.engine();
    const known = this.#leases.get(key);
    if (known?.engine === engine) {
      return known;
    }
    if (known) {
      this.#giveUp(key, known);
    }
    const helper = this.#making.then(() => this.#create(engine, place));
    this.#making = helper.catch(() => {});
    const lease: Lease = { engine, helper, users: 0, timer: undefined };
    this.#leases.set(key, lease);
    return lease;
  }

  /** The next use makes a new one. */
  #forget(key: string, lease: Lease): void {
    if (this.#leases.get(key) === lease) {
      this.#leases.delete(key);
    }
  }

  #giveUp(key: string, lease: Lease): void {
    this.#forget(key, lease);
    clearTimeout(lease.timer);
    const removal = lease.helper
      .then(async ({ container }) => {
        this.#alive.delete(container);
        // With the anonymous volumes that the image declares.
        await lease.engine.containers.remove(container, { force: true, volumes: true });
      })
      // What could not be removed is removed by the next sweep.
      .catch(() => {})
      .finally(() => this.#leaving.delete(removal));
    this.#leaving.add(removal);
  }

  async #create(engine: Engine, { kind, name }: Place): Promise<Helper> {
    await this.#sweep(engine);
    const session = this.#session;
    if (kind === 'image') {
      return this.#made(await engine.helpers.create({ image: name, session }), '');
    }
    // A mount of a volume that does not exist would create it.
    await engine.volumes.inspect(name);
    const image = await anyImage(engine);
    return this.#made(await engine.helpers.create({ image, volume: name, session }), volumeRoot);
  }

  #made(container: string, root: string): Helper {
    this.#alive.add(container);
    return { container, root };
  }

  /** Removes what is left of helpers: our own that nobody uses, and old ones of anybody. */
  async #sweep(engine: Engine): Promise<void> {
    const left = (await engine.helpers.list()).filter(({ id, session, created }) =>
      session === this.#session ? !this.#alive.has(id) : created < this.now() - oldAge,
    );
    await Promise.allSettled(left.map(({ id }) => engine.containers.remove(id, { force: true, volumes: true })));
  }
}

/** Others may have removed the helper, or its engine may have ended. */
function mayBeGone(error: unknown): boolean {
  return (
    !(error instanceof EngineError) ||
    error.kind === 'unreachable' ||
    error.kind === 'timeout' ||
    /no such container/i.test(error.message)
  );
}

/** The smallest image: any will do, as it is not run. */
async function anyImage(engine: Engine): Promise<string> {
  const [smallest] = [...(await engine.images.list())].sort((a, b) => a.size - b.size);
  if (!smallest) {
    throw new EngineError('not-found', 'Could not open the volume: there is no image on this engine.', {
      nextStep: 'Files of a volume are read through a container that is not started. Pull any image, and try again.',
    });
  }
  return smallest.id;
}
