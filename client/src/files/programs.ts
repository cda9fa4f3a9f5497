import { EngineError } from '../engine/errors';
import type { Access } from './holders';
import type { Place } from './place';

/** The engine's archives hold what is beneath a file system in memory. */
export async function readWithCat({ engine, container, root }: Access, place: Place, limit: number): Promise<Buffer> {
  const command = ['cat', '--', root + place.path];
  const { exitCode, stdout, stderr } = await engine.exec.capture(container, { command, user: '0' }, limit);
  if (exitCode !== 0) {
    throw programError(`read ${place.path}`, 'cat', exitCode, stderr || stdout.toString('utf8'));
  }
  return stdout;
}

/** Runs a program of the container as root, to its end. */
export async function runProgram(
  { engine, container }: Access,
  command: readonly string[],
  what: string,
): Promise<void> {
  const { exitCode, output } = await engine.exec.run(container, { command, user: '0' });
  if (exitCode !== 0) {
    throw programError(what, command[0] ?? '', exitCode, output);
  }
}

function programError(what: string, program: string, exitCode: number | undefined, said: string): EngineError {
  if (exitCode === 126 || exitCode === 127) {
    return new EngineError('refused', `Could not ${what}: the image has no program "${program}".`, {
      nextStep: 'Files of such a container can be read, edited and added only.',
    });
  }
  const reason = said.trim().split('\n')[0] ?? '';
  const kind = /no such file/i.test(reason)
    ? 'not-found'
    : /read-only|not permitted|denied/i.test(reason)
      ? 'refused'
      : 'failed';
  return new EngineError(kind, `Could not ${what}: ${reason || `${program} failed`}.`);
}
