import type { Readable } from 'node:stream';
import { type BuildSession, type Lent, openBuildSession } from './build-session';
import type { EngineInfo } from './connection';
import { type Credentials, registriesHeader } from './credentials';
import { EngineError, toEngineError } from './errors';
import { readLines } from './events';
import { type Raw, record } from './raw';
import type { Caller } from './transport';

/** How to build an image, in the words of the Engine API (ImageBuild). */
export interface BuildSpec {
  /** Path of the Dockerfile in the context. */
  readonly dockerfile: string;
  readonly tags: readonly string[];
  readonly target: string;
  readonly platform: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  readonly pull: boolean;
}

/** By BuildKit, which asks for what it needs, or by the classic builder, which is told before. */
export type BuildKind = { readonly lent: Lent } | { readonly credentials: readonly Credentials[] };

export type BuildCalls = ReturnType<typeof buildCalls>;

/** BuildKit where Docker has it; the builder for Windows containers is the classic one, and Podman has only its own. */
export function hasBuildKit({ product, os }: EngineInfo): boolean {
  return product === 'Docker' && os !== 'windows';
}

/** The engine's calls about builds. All reject with an EngineError. */
export function buildCalls(caller: Caller) {
  return {
    /**
     * Sends a context and hands on what the engine tells of the build, record by record; a failed build tells so in its records. Cancelling
     * ends the build on the engine, too. BuildKit asks for what is lent; the classic builder is told the credentials of the registries
     * that base images come from.
     */
    build: async (
      spec: BuildSpec,
      context: Readable,
      kind: BuildKind,
      onRecord: (raw: Raw) => void,
      signal: AbortSignal,
    ): Promise<void> => {
      const what = 'build the image';
      let unreadable: unknown;
      context.once('error', (error) => {
        unreadable = error;
      });
      let session: BuildSession | undefined;
      try {
        session = 'lent' in kind ? await sessionFor(caller, kind.lent, signal) : undefined;
        const known = 'credentials' in kind ? kind.credentials : [];
        const answer = await caller.send(
          { what, signal },
          {
            method: 'POST',
            path: `/build?${queryOf(spec, 'lent' in kind, session)}`,
            headers: { 'Content-Type': 'application/x-tar', 'X-Registry-Config': registriesHeader(known) },
            body: context,
          },
        );
        await readLines(answer, (line) => onRecord(record(parse(line))));
        if (!answer.complete) {
          throw new Error('the connection was lost');
        }
      } catch (error) {
        context.destroy();
        if (signal.aborted) {
          throw new EngineError('cancelled', 'Cancelled.');
        }
        // A file that can't be read cuts the connection: that is the reason, not the cut.
        throw toEngineError(what, unreadable instanceof EngineError ? unreadable : error);
      } finally {
        session?.close();
      }
    },
  };
}

async function sessionFor(caller: Caller, lent: Lent, signal: AbortSignal): Promise<BuildSession | undefined> {
  const session = await openBuildSession(caller, lent, signal);
  if (!session && (lent.secrets.size > 0 || lent.sshAgent !== undefined)) {
    throw new EngineError('refused', 'This engine takes neither secrets nor SSH keys for builds.');
  }
  return session;
}

function queryOf(spec: BuildSpec, buildKit: boolean, session: BuildSession | undefined): URLSearchParams {
  const query = new URLSearchParams({
    dockerfile: spec.dockerfile,
    buildargs: JSON.stringify(spec.buildArgs),
    rm: '1',
    forcerm: '1',
    ...(buildKit ? { version: '2' } : {}),
    ...(session ? { session: session.id } : {}),
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
