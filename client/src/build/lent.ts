import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Lent } from '../engine/build-session';
import { EngineError } from '../engine/errors';
import type { BuildRequest } from './run-build';

/** Where a secret comes from: its value is read when the build begins, and kept no longer than that. */
export type SecretSource = { readonly id: string } & ({ readonly file: string } | { readonly variable: string });

/** The longest secret that BuildKit takes, in bytes (session/secrets). */
const longest = 500 * 1024;

/** OpenSSH for Windows listens there. */
const windowsAgent = '\\\\.\\pipe\\openssh-ssh-agent';

/**
 * Reads what `docker build --secret` takes: `id=npm,src=file`, `id=token,env=NAME`, `id=TOKEN` for a variable or else a file of that
 * name. Files are relative to `folder`; `~/` is the home folder. Undefined when it is something else.
 */
export function secretSource(
  word: string,
  folder: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): SecretSource | undefined {
  const options = new Map<string, string>();
  for (const part of word.split(',')) {
    const [, key = '', value = ''] = /^([a-z]+)=(.+)$/i.exec(part) ?? [];
    if (!['id', 'src', 'source', 'env', 'type'].includes(key.toLowerCase())) {
      return undefined;
    }
    options.set(key.toLowerCase(), value);
  }
  const id = options.get('id');
  const type = options.get('type');
  if (id === undefined || (type !== undefined && type !== 'file' && type !== 'env')) {
    return undefined;
  }
  const source = options.get('src') ?? options.get('source');
  const variable = options.get('env') ?? (type === 'env' ? (source ?? id) : undefined);
  if (variable !== undefined) {
    return { id, variable };
  }
  return source === undefined && type === undefined && env[id] !== undefined
    ? { id, variable: id }
    : { id, file: resolve(folder, (source ?? id).replace(/^~(?=[\\/])/, homedir())) };
}

/** A secret as `docker build --secret` takes it; without its value. */
export function secretWord(secret: SecretSource): string {
  return `id=${secret.id},${'file' in secret ? `src=${secret.file}` : `env=${secret.variable}`}`;
}

/**
 * What the build may ask for. Rejects with an EngineError when a secret can not be read, when there is no SSH agent to lend, and when the
 * builder could not use them.
 */
export async function lentTo(
  { secrets, ssh }: Pick<BuildRequest, 'secrets' | 'ssh'>,
  buildKit: boolean,
  credentials: Lent['credentials'],
): Promise<Lent> {
  if (!buildKit && (secrets.length > 0 || ssh)) {
    throw new EngineError(
      'refused',
      'Secrets and SSH keys are lent to BuildKit only, which this engine does not have.',
    );
  }
  const values = await Promise.all(secrets.map(async (secret) => [secret.id, await readSecret(secret)] as const));
  return { credentials, secrets: new Map(values), sshAgent: ssh ? agentSocket() : undefined };
}

async function readSecret(secret: SecretSource): Promise<Buffer> {
  if ('variable' in secret) {
    const value = process.env[secret.variable];
    if (value === undefined) {
      throw new EngineError(
        'not-found',
        `The environment variable ${secret.variable} of the secret ${secret.id} is not set.`,
        { nextStep: 'Set it where the editor is started, or give a file: id=name,src=file.' },
      );
    }
    return Buffer.from(value);
  }
  const value = await readFile(secret.file).catch((error) => {
    throw new EngineError('not-found', `Could not read the file of the secret ${secret.id}: ${error.message}.`);
  });
  if (value.length > longest) {
    throw new EngineError('invalid', `${secret.file} is too long for a secret: BuildKit takes 500 KB.`);
  }
  return value;
}

function agentSocket(): string {
  const socket = process.env['SSH_AUTH_SOCK'] || (process.platform === 'win32' ? windowsAgent : '');
  if (!socket) {
    throw new EngineError(
      'not-found',
      'There is no SSH agent: SSH_AUTH_SOCK is not set where the editor was started.',
      {
        nextStep: 'Start one with "ssh-agent", add the key with "ssh-add", and start the editor from there.',
      },
    );
  }
  return socket;
}
