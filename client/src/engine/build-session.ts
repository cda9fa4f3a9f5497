import { randomBytes } from 'node:crypto';
import type { Credentials } from './credentials';
import { EngineError } from './errors';
import { GrpcError, type GrpcMethod, grpcStatus, serveGrpc, unary } from './grpc';
import { bytesOf, encodeField, fieldsOf, textOf } from './protobuf';
import { passToAgent } from './ssh-agent';
import type { Caller } from './transport';

/** What a build may ask for while it runs. */
export interface Lent {
  /** For a registry that the build pulls from. */
  credentials(host: string): Promise<Credentials | undefined>;
  /** By id, as `RUN --mount=type=secret` asks for them. */
  readonly secrets: ReadonlyMap<string, Buffer>;
  /** Socket of the SSH agent for `RUN --mount=type=ssh`; undefined when it is not lent. */
  readonly sshAgent: string | undefined;
}

/** How the engine reads the files of a build. */
export interface LentFiles {
  readonly sync: GrpcMethod;
  /** Tells the engine which files it may have from a build before; the same for the same folder of the same machine. */
  readonly key: string;
}

export interface BuildSession {
  /** What `/build` is told. */
  readonly id: string;
  close(): void;
}

/** Docker Hub, as BuildKit calls it. */
const hubHosts = ['registry-1.docker.io', 'docker.io'];

/**
 * Opens the connection over which BuildKit asks for what is lent to a build (moby/buildkit, session/). Undefined when the engine has no
 * such connections; rejects with an EngineError otherwise.
 */
export async function openBuildSession(
  caller: Caller,
  lent: Lent,
  files: LentFiles,
  signal: AbortSignal,
): Promise<BuildSession | undefined> {
  const id = randomBytes(12).toString('hex');
  const methods = methodsFor(lent).set('/moby.filesync.v1.FileSync/DiffCopy', files.sync);
  try {
    const connection = await caller.hijack({ what: 'open a build session', signal }, '/session', undefined, {
      Upgrade: 'h2c',
      'X-Docker-Expose-Session-Uuid': id,
      'X-Docker-Expose-Session-Name': 'quayside',
      'X-Docker-Expose-Session-Sharedkey': files.key,
      'X-Docker-Expose-Session-Grpc-Method': [...methods.keys()],
    });
    serveGrpc(connection, methods);
    return { id, close: () => connection.destroy() };
  } catch (error) {
    if (error instanceof EngineError && [404, 410, 501].includes(error.details.status ?? 0)) {
      return undefined;
    }
    throw error;
  }
}

function methodsFor({ credentials, secrets, sshAgent }: Lent): Map<string, GrpcMethod> {
  const methods = new Map<string, GrpcMethod>([
    // A session that does not answer is closed by the engine. 1: SERVING.
    ['/grpc.health.v1.Health/Check', unary(() => Buffer.from([1 << 3, 1]))],
    [
      '/moby.filesync.v1.Auth/Credentials',
      unary(async (request) => {
        const host = textOf(fieldsOf(request), 1);
        return credentialsMessage(await credentials(hubHosts.includes(host) ? 'docker.io' : host));
      }),
    ],
    [
      '/moby.buildkit.secrets.v1.Secrets/GetSecret',
      unary((request) => {
        const id = textOf(fieldsOf(request), 1);
        const secret = secrets.get(id);
        if (secret === undefined) {
          throw new GrpcError(grpcStatus.notFound, `secret ${id} was not given`);
        }
        return encodeField(1, secret);
      }),
    ],
  ]);
  if (sshAgent !== undefined) {
    methods.set(
      '/moby.sshforward.v1.SSH/CheckAgent',
      unary(() => Buffer.alloc(0)),
    );
    methods.set('/moby.sshforward.v1.SSH/ForwardAgent', (requests, send) =>
      passToAgent(sshAgent, dataOf(requests), (answer) => send(encodeField(1, answer))),
    );
  }
  return methods;
}

/** A token goes without a name (docker/cli, authprovider). */
function credentialsMessage(found: Credentials | undefined): Buffer {
  if (!found) {
    return Buffer.alloc(0);
  }
  return 'identitytoken' in found
    ? encodeField(2, found.identitytoken)
    : Buffer.concat([encodeField(1, found.username), encodeField(2, found.password)]);
}

async function* dataOf(messages: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const message of messages) {
    yield bytesOf(fieldsOf(message), 1);
  }
}
