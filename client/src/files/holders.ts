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
  /** Changes when the container is stopped, started or replaced. */
  readonly version: string;
}

type Peek = Pick<Access, 'version' | 'running'>;

/** Milliseconds for which one look at a container serves all that ask. */
const lookTime = 100;

/** File systems of the kernel's that are mounted in every running container. */
const kernelFolders = ['/proc', '/sys', '/dev'];

/** Finds the container to use for a place. */
export class Holders {
  readonly #helpers: Helpers;
  readonly #known = new Map<string, Promise<MountFacts>>();
  readonly #peeks = new Map<string, Promise<Peek>>();

  constructor(private readonly engine: () => Engine) {
    this.#helpers = new Helpers(engine);
  }

  /** Runs a task with the place's container. A volume is read in a running container that has it, otherwise in a helper. */
  async use<T>(place: Place, task: (access: Access) => Promise<T>): Promise<T> {
    const access = await this.#existing(place);
    if (access) {
      return task(access);
    }
    const engine = this.engine();
    return this.#helpers.use(place, ({ container, root }) =>
      task({ engine, container, root, running: false, inMemory: [], version: '' }),
    );
  }

  /** The version of the access that a use would have now, and whether programs can be run. */
  peek(place: Place): Promise<Peek> {
    const key = `${place.kind}/${place.name}`;
    const known = this.#peeks.get(key);
    if (known !== undefined) {
      return known;
    }
    // All open folders of a container are read again when its row is drawn again: one look is enough for them.
    const look = this.#existing(place).then((access) => access ?? { version: '', running: false });
    this.#peeks.set(key, look);
    const over = () => setTimeout(() => this.#peeks.delete(key), lookTime).unref();
    look.then(over, over);
    return look;
  }

  dispose(): Promise<void> {
    return this.#helpers.dispose();
  }

  async #existing({ kind, name }: Place): Promise<Access | undefined> {
    const engine = this.engine();
    if (kind === 'container') {
      const [container] = await engine.containers.select({ name: [`^/?${name.replaceAll('.', '\\.')}$`] });
      if (!container) {
        throw new EngineError('not-found', `There is no container ${name} any more.`);
      }
      return this.#access(engine, container, '');
    }
    if (kind === 'image') {
      return undefined;
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
    return undefined;
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
