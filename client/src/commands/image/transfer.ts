import type { TransferProgress } from '../../engine/transfers';
import { size } from '../../views/format';
import type { Context } from '../command';
import { splitReference, validateReference } from './tag';

/** A name and a tag, or a digest in its place. */
export interface RemoteName {
  readonly repository: string;
  readonly tag: string;
}

/** Splits what docker pull takes: `repository`, `repository:tag`, `repository@digest`. */
export function remoteName(value: string): RemoteName {
  const [repository = '', digest] = value.trim().split('@');
  return digest === undefined
    ? splitReference(repository)
    : { repository: splitReference(repository).repository, tag: digest };
}

export function fullName({ repository, tag }: RemoteName): string {
  return `${repository}${tag.includes(':') ? '@' : ':'}${tag}`;
}

export function validateRemoteName(value: string): string | undefined {
  const [name = '', digest] = value.trim().split('@');
  return digest === undefined || /^sha256:[0-9a-f]{64}$/.test(digest)
    ? validateReference(name)
    : 'A digest is sha256: and 64 hexadecimal digits.';
}

/** "12 MB of 80 MB", or what the engine says while sizes are unknown. */
export function progressWords({ done, total, status }: TransferProgress): string {
  return total > 0 ? `${size(done)} of ${size(total)}` : status;
}

/** Pulls with progress; the image appears in the side bar by itself. */
export async function pull(context: Context, name: RemoteName): Promise<void> {
  const full = fullName(name);
  const line = ['docker', 'image', 'pull', full];
  try {
    await context.ui.progress(`Pulling ${full}`, async (signal, report) => {
      const credentials = await context.credentials(name.repository);
      await context.engine.transfers.pull(name, credentials, (progress) => report(progressWords(progress)), signal);
    });
  } catch (error) {
    context.log(line, error instanceof Error ? error.message : String(error));
    throw error;
  }
  context.log(line, 'done');
  context.ui.info(`${full} was pulled.`);
}
