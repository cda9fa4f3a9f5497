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
  /** Changes when the container is started, stopped or replaced. */
  readonly version: string;
}

/** File systems of the kernel's that are mounted in every running container. */
const kernelFolders = ['/proc', '/sys', '/dev'];

/** Finds the container to use for a place. */
export class Holders {
  readonly #helpers: Helpers;

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
  async peek(place: Place): Promise<Pick<Access, 'version' | 'running'>> {
    return (await this.#existing(place)) ?? { version: '', running: false };
  }

  dispose(): Promise<void> {
    return this.#helpers.dispose();
  }

  async #existing({ kind, name }: Place): Promise<Access | undefined> {
    const engine = this.engine();
    if (kind === 'container') {
      return accessOf(engine, await engine.containers.inspect(name), '');
    }
    if (kind === 'image') {
      return undefined;
    }
    for (const { id, state, mounts } of await engine.containers.list()) {
      const mount = mounts.find((found) => found.type === 'volume' && found.name === name);
      const covered = mounts.some(
        ({ destination }) => mount && destination !== mount.destination && isWithin(destination, mount.destination),
      );
      if (state === 'running' && mount && !covered) {
        const details = await engine.containers.inspect(id);
        if (!showsPart(details, mount.destination)) {
          return accessOf(engine, details, mount.destination);
        }
      }
    }
    return undefined;
  }
}

function accessOf(engine: Engine, details: unknown, root: string): Access {
  const raw = record(details);
  const state = record(raw['State']);
  const running = state['Status'] === 'running';
  const tmpfs = Object.keys(record(record(raw['HostConfig'])['Tmpfs']));
  const mounts = list(raw['Mounts']).map(record);
  const container = text(raw['Id']);
  return {
    engine,
    container,
    root,
    running,
    inMemory: running
      ? [
          ...kernelFolders,
          ...tmpfs,
          ...mounts.filter((mount) => mount['Type'] === 'tmpfs').map((mount) => text(mount['Destination'])),
        ]
      : [],
    version: `${container} ${text(state['Status'])} ${text(state['StartedAt'])}`,
  };
}

/** True when only a folder of the volume is mounted. */
function showsPart(details: unknown, destination: string): boolean {
  return list(record(record(details)['HostConfig'])['Mounts']).some((item) => {
    const mount = record(item);
    return mount['Target'] === destination && text(record(mount['VolumeOptions'])['Subpath']) !== '';
  });
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
