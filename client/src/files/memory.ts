import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Demultiplexer } from '../engine/demultiplexer';
import { EngineError } from '../engine/errors';
import type { Access } from './holders';
import { isWithin, type Place } from './place';
import { programError } from './programs';

/** What the kernel shows as files: `/proc/kcore` is as long as all addresses there are. */
const kernelFolders = ['/proc', '/sys', '/dev'];
/** The one of them that programs keep files in. */
const sharedMemory = '/dev/shm';

/** True for what is in a folder that only programs in the container see. */
export function inMemory({ inMemory: folders, root }: Access, path: string): boolean {
  return folders.some((folder) => isWithin(root + path, folder) && root + path !== folder);
}

/** True for a folder whose files only programs in the container see. */
export function isMemoryFolder(access: Access, path: string): boolean {
  return inMemory(access, path === '/' ? '/.' : `${path}/.`);
}

/** Folders below a path that its archive does not show, but for the kernel's. */
export function memoryBelow({ inMemory: folders, root }: Access, path: string): readonly string[] {
  return folders
    .filter((folder) => isWithin(folder, root + path) && folder !== root + path && !isOfKernel(folder))
    .map((folder) => folder.slice(root.length))
    .sort();
}

/**
 * The archive of a folder that only programs see, made by the container's own tar: the engine's archives hold what is beneath. Names of
 * entries count from the folder.
 */
export function packWithTar(access: Access, place: Place, signal: AbortSignal): Readable {
  const { root } = access;
  if (isOfKernel(root + place.path)) {
    throw new EngineError('refused', `${place.path} is made by the kernel, and can not be downloaded as a whole.`, {
      nextStep: oneByOne,
    });
  }
  const command = ['tar', '-c', '-f', '-', '-C', root + place.path, '.'];
  return Readable.from(output(access, command, undefined, `download ${place.path}`, signal), { objectMode: false });
}

/** Unpacks an archive into such a folder. */
export async function unpackWithTar(
  access: Access,
  place: Place,
  archive: Readable,
  signal: AbortSignal,
): Promise<void> {
  const command = ['tar', '-x', '-f', '-', '-C', access.root + place.path];
  for await (const _ of output(access, command, archive, `upload to ${place.path}`, signal)) {
    // It prints nothing.
  }
}

const oneByOne = 'Its files can be opened and saved one by one.';

function isOfKernel(path: string): boolean {
  return kernelFolders.some((folder) => isWithin(path, folder)) && !isWithin(path, sharedMemory);
}

/** What a program of the container, run as root, prints to stdout. Throws an EngineError when it fails. */
async function* output(
  { engine, container }: Access,
  command: readonly string[],
  input: Readable | undefined,
  what: string,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const id = await engine.exec.create(container, { command, user: '0', tty: false }, signal);
  const stream = await engine.exec.start(id, false, signal);
  const stop = () => stream.destroy();
  signal.addEventListener('abort', stop, { once: true });
  let printed: Buffer[] = [];
  let said = '';
  const frames = new Demultiplexer(({ stream: from, data }) => {
    if (from === 'stdout') {
      printed.push(data);
    } else if (said.length < longestWords) {
      said += data.toString('utf8');
    }
  });
  // A program that ends early tells why; that its input can not be sent is no news then.
  const sent = input ? pipeline(input, stream).catch(() => {}) : void stream.end();
  try {
    for await (const chunk of stream) {
      frames.write(chunk);
      yield* printed;
      printed = [];
    }
    await sent;
  } catch (error) {
    throw signal.aborted ? new EngineError('cancelled', 'Cancelled.') : error;
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
  }
  const { exitCode } = await engine.exec.look(id, signal);
  if (exitCode !== 0) {
    throw programError(what, command[0] ?? '', exitCode, said, oneByOne);
  }
}

const longestWords = 4_096;
