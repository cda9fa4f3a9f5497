import { EngineError } from '../engine/errors';
import type { Entry } from './entry';
import type { Access } from './holders';
import { type Lister, listers } from './listing';
import type { Place } from './place';

/** The longest list that a program may print, in bytes: a million names. */
const longestList = 1 << 26;

/** Lists folders with the programs of running containers, and remembers which of them work where. */
export class ProgramListing {
  /** By container; undefined when none works there. */
  readonly #known = new Map<string, Lister | undefined>();

  /** Undefined when the container has no program for it. Rejects with an EngineError. */
  async list(access: Access, folder: string, signal: AbortSignal): Promise<readonly Entry[] | undefined> {
    const { engine, container } = access;
    const isKnown = this.#known.has(container);
    for (const lister of isKnown ? [this.#known.get(container)] : listers) {
      if (lister === undefined) {
        return undefined;
      }
      const command = lister.command(folder);
      const { exitCode, stdout, stderr } = await engine.exec
        // As root, who may look everywhere.
        .capture(container, { command, user: '0' }, longestList, signal)
        .catch(unlessMissing);
      if (exitCode === 0 || (stdout.length > 0 && exitCode === 1)) {
        this.#known.set(container, lister);
        return lister.parse(stdout, folder);
      }
      if (stderr.includes(`${folder}/.`) && /no such file|not a directory/i.test(stderr)) {
        throw new EngineError('not-found', `Could not list the folder: there is no folder ${folder || '/'}.`);
      }
    }
    if (!isKnown) {
      this.#known.set(container, undefined);
    }
    return undefined;
  }
}

/** An engine may refuse to start a program that is not there instead of telling an exit code. */
function unlessMissing(error: unknown): { exitCode: number; stdout: Buffer; stderr: string } {
  if (error instanceof EngineError && error.kind === 'invalid') {
    return { exitCode: 127, stdout: Buffer.alloc(0), stderr: '' };
  }
  throw error;
}

/** The engine's archives hold what is beneath a file system in memory. */
export async function readWithCat({ engine, container, root }: Access, place: Place, limit: number): Promise<Buffer> {
  const command = ['cat', '--', root + place.path];
  const { exitCode, stdout, stderr } = await engine.exec.capture(container, { command, user: '0' }, limit);
  if (exitCode !== 0) {
    throw programError(`read ${place.path}`, 'cat', exitCode, stderr || stdout.toString('utf8'));
  }
  return stdout;
}

/**
 * Writes into a file as programs do: it stays the same file, so that one that is mounted can be written, and one in memory. A new file
 * belongs to root.
 */
export async function writeWithDd(access: Access, path: string, content: Uint8Array): Promise<void> {
  await runProgram(access, ['dd', `of=${path}`], `write ${path}`, content);
}

/** Runs a program of the container as root, to its end. */
export async function runProgram(
  { engine, container }: Access,
  command: readonly string[],
  what: string,
  input?: Uint8Array,
): Promise<void> {
  const { exitCode, output } = await engine.exec.run(container, { command, user: '0' }, undefined, input);
  if (exitCode !== 0) {
    throw programError(what, command[0] ?? '', exitCode, output);
  }
}

/** Why a program failed, in words for people. `nextStep` is for images that do not have it. */
export function programError(
  what: string,
  program: string,
  exitCode: number | undefined,
  said: string,
  nextStep = 'Files of such a container can be read, edited and added only.',
): EngineError {
  if (exitCode === 126 || exitCode === 127) {
    return new EngineError('refused', `Could not ${what}: the image has no program "${program}".`, { nextStep });
  }
  const reason = said.trim().split('\n')[0] ?? '';
  const kind = /no such file/i.test(reason)
    ? 'not-found'
    : /read-only|not permitted|denied/i.test(reason)
      ? 'refused'
      : 'failed';
  return new EngineError(kind, `Could not ${what}: ${reason || `${program} failed`}.`);
}
