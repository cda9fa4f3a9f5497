import { request } from 'node:http';
import { pack } from 'tar-stream';
import type { PrivateEngine } from '../../support/engine';

/** The engine's own builder, or the BuildKit that is part of it. */
export type Builder = 'classic' | 'buildkit';

export interface BuildOptions {
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly tag?: string;
}

/** What came of a build: its image, or what the engine said. */
export type BuildResult = { readonly image: string } | { readonly error: string };

const versions: Readonly<Record<Builder, string>> = { classic: '1', buildkit: '2' };
const files: Readonly<Record<string, string>> = { a: 'a', b: 'b', 'd/c': 'c' };

/** Builds a Dockerfile with the files `a`, `b` and `d/c` beside it. */
export async function build(
  engine: PrivateEngine,
  builder: Builder,
  dockerfile: string,
  { buildArgs = {}, target, tag }: BuildOptions = {},
): Promise<BuildResult> {
  const query = new URLSearchParams({ version: versions[builder], buildargs: JSON.stringify(buildArgs), rm: '1' });
  if (target !== undefined) query.set('target', target);
  if (tag !== undefined) query.set('t', tag);
  const answer = await post(engine.socket, `/build?${query}`, dockerfile);
  let image = '';
  for (const line of answer.split('\n')) {
    if (!line.startsWith('{')) continue;
    const { error, message, aux } = JSON.parse(line);
    if (error ?? message) return { error: error ?? message };
    if (typeof aux === 'object') image = aux.ID;
  }
  return { image };
}

function post(socketPath: string, path: string, dockerfile: string): Promise<string> {
  const context = pack();
  context.entry({ name: 'Dockerfile' }, dockerfile);
  for (const [name, text] of Object.entries(files)) context.entry({ name }, text);
  context.finalize();
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/x-tar' };
    const call = request({ socketPath, path, method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve(text));
      response.on('error', ({ message }) => resolve(`${text}\n${JSON.stringify({ error: `broken off: ${message}` })}`));
    });
    call.on('error', reject);
    context.pipe(call);
  });
}

/** Runs `work` for every item, a few at a time, and gives the results in order. */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item, index);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return results;
}
