import { EngineError } from '../engine/errors';
import type { FileKind } from '../engine/files';
import { size as sizeWords } from '../views/format';
import type { Place } from './place';

/** Errors about files, in words for people. */
export function missing({ path, name }: Place): EngineError {
  return new EngineError('not-found', `There is no ${path} in ${name}.`);
}

export function taken({ path, name }: Place): EngineError {
  return new EngineError('name-taken', `There is already a ${path} in ${name}.`);
}

export function notAFile({ path }: Place, kind: FileKind): EngineError {
  return new EngineError('invalid', `${path} is ${kind === 'folder' ? 'a folder' : 'no regular file'}.`);
}

export function tooLarge({ path }: Place, size: number, limit: number): EngineError {
  return new EngineError('refused', `${path} is too large to be opened: it has ${sizeWords(size)}.`, {
    nextStep: `Files of up to ${sizeWords(limit)} can be opened. Download it instead.`,
  });
}
