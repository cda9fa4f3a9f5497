import type { Dockerfile, Stage } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';

/** What starts a container of a stage, as far as this file says it. */
export interface StartCommand {
  readonly entrypoint: Instruction | undefined;
  readonly cmd: Instruction | undefined;
}

/** The last ENTRYPOINT and CMD that count for a stage, those of the stages that it is built on included. */
export function startCommand(file: Dockerfile, stage: Stage): StartCommand {
  let entrypoint: Instruction | undefined;
  let cmd: Instruction | undefined;
  for (const { instructions } of file.ancestry(stage)) {
    // An ENTRYPOINT resets the CMD that its stage inherits.
    if (!entrypoint) cmd ??= instructions.findLast(({ name }) => name === 'CMD');
    entrypoint ??= instructions.findLast(({ name }) => name === 'ENTRYPOINT');
  }
  return { entrypoint, cmd };
}
