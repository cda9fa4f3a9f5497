import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { type Credentials, credentialsHeader } from './credentials';
import { EngineError, toEngineError } from './errors';
import { readLines } from './events';
import { number, record, text } from './raw';
import { registryError } from './registry-errors';
import { type Caller, segment } from './transport';

/** How far a transfer is: bytes of the layers that are known so far. */
export interface TransferProgress {
  readonly done: number;
  readonly total: number;
  /** What the engine says at the moment, such as "Extracting". */
  readonly status: string;
}

export interface FoundImage {
  readonly name: string;
  readonly description: string;
  readonly stars: number;
  readonly official: boolean;
}

export type TransferCalls = ReturnType<typeof transferCalls>;

type OnProgress = (progress: TransferProgress) => void;

/** The engine's calls that move images: from and to registries and files. All reject with an EngineError. */
export function transferCalls(caller: Caller) {
  return {
    pull: async (
      name: { readonly repository: string; readonly tag: string },
      credentials: Credentials | undefined,
      onProgress: OnProgress,
      signal: AbortSignal,
    ): Promise<void> => {
      // A digest is told as a tag is.
      const query = { fromImage: name.repository, tag: name.tag };
      const what = `pull ${name.repository}${name.tag.includes(':') ? '@' : ':'}${name.tag}`;
      await withRegistry(what, async () => {
        const headers = { 'X-Registry-Auth': credentialsHeader(credentials) };
        const answer = await caller.send({ what, signal }, { method: 'POST', path: '/images/create', query, headers });
        await followTransfer(what, answer, onProgress, signal);
      });
    },
    push: async (
      name: { readonly repository: string; readonly tag: string },
      credentials: Credentials | undefined,
      onProgress: OnProgress,
      signal: AbortSignal,
    ): Promise<void> => {
      const what = `push ${name.repository}:${name.tag}`;
      await withRegistry(what, async () => {
        // Without the header a push is refused, without a tag all tags are pushed.
        const headers = { 'X-Registry-Auth': credentialsHeader(credentials) };
        const path = `/images/${name.repository.split('/').map(segment).join('/')}/push`;
        const answer = await caller.send({ what, signal }, { method: 'POST', path, query: { tag: name.tag }, headers });
        await followTransfer(what, answer, onProgress, signal);
      });
    },
    /** An archive of images with their names, as `load` takes it. Its length is not known before. */
    save: (references: readonly string[], signal: AbortSignal): Promise<IncomingMessage> =>
      caller.send(
        { what: 'save the image', signal },
        {
          method: 'GET',
          path: `/images/get?${references.map((name) => `names=${encodeURIComponent(name)}`).join('&')}`,
        },
      ),
    /** Loads an archive; returns the names, or ids, of what was in it. */
    load: async (archive: Readable, signal: AbortSignal): Promise<readonly string[]> => {
      const what = 'load the images';
      const headers = { 'Content-Type': 'application/x-tar' };
      const answer = await caller.send(
        { what, signal },
        { method: 'POST', path: '/images/load', query: { quiet: 'true' }, headers, body: archive },
      );
      const loaded: string[] = [];
      await readRecords(
        what,
        answer,
        (raw) => {
          const found = /^Loaded image(?: ID)?: (\S+)/.exec(text(raw['stream']));
          loaded.push(...(found?.[1] ? [found[1]] : []));
        },
        signal,
      );
      return loaded;
    },
    /** Asks Docker Hub, through the engine. */
    search: async (term: string, signal: AbortSignal): Promise<readonly FoundImage[]> =>
      withRegistry('search Docker Hub', async () => {
        const answer: unknown = await caller.call({ what: 'search Docker Hub', signal, deadline: 30_000 }, (docker) =>
          docker.searchImages({ term, limit: 25 }),
        );
        return (Array.isArray(answer) ? answer : []).map((item) => {
          const found = record(item);
          return {
            name: text(found['name']),
            description: text(found['description']),
            stars: number(found['star_count']) ?? 0,
            official: found['is_official'] === true,
          };
        });
      }),
  };
}

/** Reads progress records to their end. Failures come in them, after a good status. */
async function followTransfer(
  what: string,
  answer: IncomingMessage,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const progress = new LayerProgress();
  await readRecords(what, answer, (raw) => onProgress(progress.add(raw)), signal);
}

async function readRecords(
  what: string,
  answer: IncomingMessage,
  onRecord: (raw: Readonly<Record<string, unknown>>) => void,
  signal: AbortSignal,
): Promise<void> {
  let failure: string | undefined;
  try {
    await readLines(answer, (line) => {
      const raw = record(parse(line));
      failure ??= text(record(raw['errorDetail'])['message']) || text(raw['error']) || undefined;
      onRecord(raw);
    });
  } catch (error) {
    throw signal.aborted ? new EngineError('cancelled', 'Cancelled.') : toEngineError(what, error);
  }
  if (failure !== undefined) {
    throw registryError(what, failure);
  }
  if (!answer.complete) {
    throw new EngineError('unreachable', `Could not ${what}: the connection was lost.`);
  }
}

/** Adds up the layers of a transfer, which are told one by one. */
export class LayerProgress {
  readonly #layers = new Map<string, { done: number; total: number }>();

  add(raw: Readonly<Record<string, unknown>>): TransferProgress {
    const id = text(raw['id']);
    const status = text(raw['status']);
    const { current, total } = record(raw['progressDetail']);
    const known = this.#layers.get(id);
    if (/^(Downloading|Pushing)/.test(status) && number(total)) {
      this.#layers.set(id, { done: Math.min(number(current) ?? 0, number(total) ?? 0), total: number(total) ?? 0 });
    } else if (known && /^(Download complete|Verifying|Extracting|Pull complete|Pushed)/.test(status)) {
      known.done = known.total;
    }
    let done = 0;
    let all = 0;
    for (const layer of this.#layers.values()) {
      done += layer.done;
      all += layer.total;
    }
    return { done, total: all, status };
  }
}

async function withRegistry<T>(what: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const failure = toEngineError(what, error);
    // An engine answers with the registry's refusal as with one of its own.
    throw failure.kind === 'cancelled' || failure.details.status === undefined
      ? failure
      : registryError(what, failure.message.replace(`Could not ${what}: `, ''));
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
