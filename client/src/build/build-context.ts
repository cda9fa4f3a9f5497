import { createHash } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import { basename, dirname } from 'node:path';
import type { BuildContext } from '../engine/builds';
import type { Asked, Sent } from '../engine/file-sync';
import { packContext } from './context-archive';
import { contextFolder, dockerfileFolder } from './shared-folders';

/** The files of a build from a folder and a Dockerfile, which may lie outside of it. Paths are absolute. */
export function buildContext(
  context: string,
  dockerfile: string,
  onSent: (sent: Pick<Sent, 'files' | 'bytes' | 'done'>) => void = () => {},
): BuildContext {
  const name = basename(dockerfile);
  return {
    folders: new Map([
      ['context', contextFolder(context)],
      ['dockerfile', dockerfileFolder(dirname(dockerfile), name)],
    ]),
    dockerfile: name,
    // The user's home tells machines apart that share a name.
    key: createHash('sha256').update([hostname(), homedir(), context].join('\0')).digest('hex'),
    onSent: (sent) => {
      if (sent.folder === 'context' && !isForIgnoreFile(sent.asked)) {
        onSent(sent);
      }
    },
    pack: () => packContext(context, dockerfile, (bytes) => onSent({ files: 0, bytes, done: false })),
  };
}

/** BuildKit asks for that file alone, before it asks for the others. */
function isForIgnoreFile({ include, follow }: Asked): boolean {
  return [...include, ...follow].join() === '.dockerignore';
}
