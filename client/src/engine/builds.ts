import type { Readable } from 'node:stream';
import { type BuildSession, type Lent, type LentFiles, openBuildSession } from './build-session';
import type { EngineInfo } from './connection';
import { type Credentials, registriesHeader } from './credentials';
import { EngineError, toEngineError } from './errors';
import { readLines } from './events';
import { fileSync, type Sent, type SharedFolder } from './file-sync';
import type { GrpcMethod } from './grpc';
import { type Raw, record, text } from './raw';
import type { Caller } from './transport';

/** How to build an image, in the words of the Engine API (ImageBuild). */
export interface BuildSpec {
  readonly tags: readonly string[];
  readonly target: string;
  readonly platform: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  readonly pull: boolean;
}

/** A build context as one archive. */
export interface ContextArchive {
  /** A tar archive, packed while it is read. Errors are EngineErrors. */
  readonly stream: Readable;
  /** What the engine is told the Dockerfile's path in the archive is. */
  readonly dockerfile: string;
}

/** The files of a build. BuildKit asks for those that it needs and does not have; the classic builder is sent all in an archive. */
export interface BuildContext {
  /** By the names that BuildKit has for them: "context" and "dockerfile". */
  readonly folders: ReadonlyMap<string, SharedFolder>;
  /** Name of the Dockerfile in its folder. */
  readonly dockerfile: string;
  readonly key: string;
  onSent(sent: Sent): void;
  pack(): Promise<ContextArchive>;
}

/** By BuildKit, which asks for what it needs, or by the classic builder, which is told before. */
export type BuildKind = { readonly lent: Lent } | { readonly credentials: readonly Credentials[] };

export type BuildCalls = ReturnType<typeof buildCalls>;

/** BuildKit where Docker has it; the builder for Windows containers is the classic one, and Podman has only its own. */
export function hasBuildKit({ product, os }: EngineInfo): boolean {
  return product === 'Docker' && os !== 'windows';
}

const what = 'build the image';

/** What BuildKit says when it can not ask for files (moby/buildkit, session/filesync and source/local). */
const cannotAsk = /no local sources enabled|local source \S+ not enabled|could not access local files/i;

/** The engine's calls about builds. All reject with an EngineError. */
export function buildCalls(caller: Caller) {
  return {
    /**
     * Hands on what the engine tells of a build, record by record; a failed build tells so in its records. Cancelling ends the build on the
     * engine, too. BuildKit asks for files and for what is lent; the classic builder is sent an archive, and told the credentials of the
     * registries that base images come from.
     */
    build: async (
      spec: BuildSpec,
      context: BuildContext,
      kind: BuildKind,
      onRecord: (raw: Raw) => void,
      signal: AbortSignal,
    ): Promise<void> => {
      const build = new Build(caller, spec, context, onRecord, signal);
      if ('lent' in kind) {
        await build.byBuildKit(kind.lent);
      } else {
        await build.withArchive({ 'X-Registry-Config': registriesHeader(kind.credentials) }, {});
      }
    },
  };
}

class Build {
  /** Why files could not be read. An engine tells that in words of its own, or only that it was cut off. */
  #unreadable: EngineError | undefined;
  #wasAsked = false;

  constructor(
    readonly caller: Caller,
    readonly spec: BuildSpec,
    readonly context: BuildContext,
    readonly onRecord: (raw: Raw) => void,
    readonly signal: AbortSignal,
  ) {}

  async byBuildKit(lent: Lent): Promise<void> {
    const session = await sessionFor(this.caller, lent, { sync: this.#sync(), key: this.context.key }, this.signal);
    try {
      if (!session || !(await this.#withSync(session))) {
        await this.withArchive({}, { version: '2', ...(session ? { session: session.id } : {}) });
      }
    } finally {
      session?.close();
    }
  }

  async withArchive(headers: Readonly<Record<string, string>>, more: Readonly<Record<string, string>>): Promise<void> {
    const { stream, dockerfile } = await this.context.pack();
    stream.once('error', (error) => this.#failedToRead(error));
    try {
      await this.#run({ ...more, dockerfile }, headers, this.onRecord, stream);
    } finally {
      stream.destroy();
    }
  }

  /** False when the engine can not ask for files. */
  async #withSync(session: BuildSession): Promise<boolean> {
    let refusal = '';
    const onRecord = (raw: Raw) => {
      const said = text(record(raw['errorDetail'])['message']) || text(raw['error']);
      if (!this.#wasAsked && cannotAsk.test(said)) {
        refusal = said;
      } else {
        this.onRecord(raw);
      }
    };
    const query = { version: '2', session: session.id, remote: 'client-session', dockerfile: this.context.dockerfile };
    try {
      await this.#run(query, {}, onRecord);
    } catch (error) {
      if (this.#wasAsked || !(error instanceof EngineError && cannotAsk.test(error.message))) {
        throw error;
      }
      return false;
    }
    return refusal === '';
  }

  #sync(): GrpcMethod {
    const sync = fileSync(this.context.folders, (sent) => this.context.onSent(sent));
    return async (...call) => {
      this.#wasAsked = true;
      await sync(...call).catch((error) => {
        this.#failedToRead(error);
        throw error;
      });
    };
  }

  #failedToRead(error: unknown): void {
    this.#unreadable ??= error instanceof EngineError ? error : undefined;
  }

  async #run(
    query: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>>,
    onRecord: (raw: Raw) => void,
    body?: Readable,
  ): Promise<void> {
    const { caller, spec, signal } = this;
    try {
      const answer = await caller.send(
        { what, signal },
        {
          method: 'POST',
          path: `/build?${queryOf(spec, query)}`,
          headers: { 'Content-Type': 'application/x-tar', ...headers },
          ...(body ? { body } : {}),
        },
      );
      await readLines(answer, (line) => onRecord(record(parse(line))));
      if (!answer.complete) {
        throw new Error('the connection was lost');
      }
    } catch (error) {
      if (signal.aborted) {
        throw new EngineError('cancelled', 'Cancelled.');
      }
      throw this.#unreadable ?? toEngineError(what, error);
    }
    if (this.#unreadable) {
      throw this.#unreadable;
    }
  }
}

async function sessionFor(
  caller: Caller,
  lent: Lent,
  files: LentFiles,
  signal: AbortSignal,
): Promise<BuildSession | undefined> {
  const session = await openBuildSession(caller, lent, files, signal);
  if (!session && (lent.secrets.size > 0 || lent.sshAgent !== undefined)) {
    throw new EngineError('refused', 'This engine takes neither secrets nor SSH keys for builds.');
  }
  return session;
}

function queryOf(spec: BuildSpec, more: Readonly<Record<string, string>>): URLSearchParams {
  const query = new URLSearchParams({
    ...more,
    buildargs: JSON.stringify(spec.buildArgs),
    rm: '1',
    forcerm: '1',
    ...(spec.target ? { target: spec.target } : {}),
    ...(spec.platform ? { platform: spec.platform } : {}),
    ...(spec.noCache ? { nocache: '1' } : {}),
    ...(spec.pull ? { pull: '1' } : {}),
  });
  for (const tag of spec.tags) {
    query.append('t', tag);
  }
  return query;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
