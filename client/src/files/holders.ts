import type { Container } from '../engine/containers';
import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/errors';
import { list, record, text } from '../engine/raw';
import { Helpers } from './helpers';
import { isWithin, type Place } from './place';

/** The container in which the files of a place are read. */
export interface Access {
  readonly engine: Engine;
  /** Its id. */
  readonly container: string;
  /** The folder of the container that is the place's root: empty, or that of a volume. */
  readonly root: string;
  /** Programs can be run in it. */
  readonly running: boolean;
  /** Folders that only programs in it see: the engine's archives show what is beneath. */
  readonly inMemory: readonly string[];
  /** Changes when the container is stopped, started or replaced, and with the image. */
  readonly version: string;
}

type Peek = Pick<Access, 'version'>;

/** A volume or image that is read in a helper. */
interface Helped extends Peek {
  /** What the helper is made for. */
  readonly helped: Place;
}

/** Milliseconds for which one look at a container serves all that ask. */
const lookTime = 100;

/** File systems of the kernel's that are mounted in every running container. */
const kernelFolders = ['/proc', '/sys', '/dev'];

/** Finds the container to use for a place. */
export class Holders {
  readonly #helpers: Helpers;
  readonly #known = new Map<string, Promise<MountFacts>>();
  readonly #peeks = new Map<string, Promise<Peek>>();
  readonly #engines = new WeakMap<Engine, string>();
  #count = 0;

  constructor(private readonly engine: () => Engine) {
    this.#helpers = new Helpers(engine);
  }

  /** Runs a task with the place's container. A volume is read in a running container that has it, otherwise in a helper. */
  async use<T>(place: Place, task: (access: Access) => Promise<T>): Promise<T> {
    const engine = this.engine();
    const found = await this.#find(engine, place);
    if (!('helped' in found)) {
      return task(found);
    }
    const { helped, version } = found;
    return this.#helpers.use(helped, ({ container, root }) =>
      task({ engine, container, root, running: false, inMemory: [], version }),
    );
  }

  /** The version of the access that a use would have now. */
  peek(place: Place): Promise<Peek> {
    const key = `${place.kind}/${place.name}`;
    const known = this.#peeks.get(key);
    if (known !== undefined) {
      return known;
    }
    // All open folders of a container are read again when its row is drawn again: one look is enough for them.
    const look = this.#find(this.engine(), place);
    this.#peeks.set(key, look);
    const over = () => setTimeout(() => this.#peeks.delete(key), lookTime).unref();
    look.then(over, over);
    return look;
  }

  dispose(): Promise<void> {
    return this.#helpers.dispose();
  }

  async #find(engine: Engine, place: Place): Promise<Access | Helped> {
    const { kind, name } = place;
    if (kind === 'container') {
      const [container] = await engine.containers.select({ name: [`^/?${name.replaceAll('.', '\\.')}$`] });
      if (!container) {
        throw new EngineError('not-found', `There is no container ${name} any more.`);
      }
      return this.#access(engine, container, '');
    }
    if (kind === 'image') {
      // A name may move to another image.
      const id = text(record(await engine.images.inspect(name))['Id']);
      return { helped: { ...place, name: id }, version: id };
    }
    for (const container of await engine.containers.select({ volume: [name], status: ['running'] })) {
      const { mounts } = container;
      const mount = mounts.find((found) => found.type === 'volume' && found.name === name);
      const covered = mounts.some(
        ({ destination }) => mount && destination !== mount.destination && isWithin(destination, mount.destination),
      );
      if (mount && !covered && !(await this.#facts(engine, container.id)).parts.includes(mount.destination)) {
        return this.#access(engine, container, mount.destination);
      }
    }
    return { helped: place, version: this.#numberOf(engine) };
  }

  /** Volumes of different engines may have the same name. */
  #numberOf(engine: Engine): string {
    const number = this.#engines.get(engine) ?? String(++this.#count);
    this.#engines.set(engine, number);
    return number;
  }

  async #access(engine: Engine, { id, state }: Container, root: string): Promise<Access> {
    const running = state === 'running';
    const inMemory = running ? (await this.#facts(engine, id)).inMemory : [];
    return { engine, container: id, root, running, inMemory, version: `${id} ${state}` };
  }

  /** These never change in a container's life; and engines do not answer an inspection while an archive is read. */
  #facts(engine: Engine, id: string): Promise<MountFacts> {
    const known = this.#known.get(id) ?? engine.containers.inspect(id).then(mountFacts);
    this.#known.set(id, known);
    known.catch(() => this.#known.delete(id));
    return known;
  }
}

interface MountFacts {
  readonly inMemory: readonly string[];
  /** Where only a folder of a volume is mounted. */
  readonly parts: readonly string[];
}

function mountFacts(details: unknown): MountFacts {
  const raw = record(details);
  const host = record(raw['HostConfig']);
  const asked = list(host['Mounts']).map(record);
  const mounts = list(raw['Mounts']).map(record);
  return {
    inMemory: [
      ...kernelFolders,
      ...Object.keys(record(host['Tmpfs'])),
      ...mounts.filter((mount) => mount['Type'] === 'tmpfs').map((mount) => text(mount['Destination'])),
    ],
    parts: asked
      .filter((mount) => text(record(mount['VolumeOptions'])['Subpath']) !== '')
      .map((mount) => text(mount['Target'])),
  };
}

/** Why a change is refused, for what can only be read. */
export function readOnlyError({ kind, name }: Place): EngineError {
  return new EngineError('refused', `The files of ${kind === 'image' ? 'image' : 'volume'} ${name} can only be read.`, {
    nextStep:
      kind === 'image'
        ? 'Run a container of it to change files there.'
        : 'Change them in a container that has the volume.',
  });
}
