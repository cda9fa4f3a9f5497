import { readFile, stat } from 'node:fs/promises';
import { type BuildContext, type BuildSpec, hasBuildKit } from '../engine/builds';
import { type Credentials, registryOf } from '../engine/credentials';
import type { Engine } from '../engine/engine';
import { EngineError, toEngineError } from '../engine/errors';
import { number, record } from '../engine/raw';
import type { State } from '../store/state';
import { safeText } from '../terminals/log-text';
import type { Ui } from '../ui';
import { size } from '../views/format';
import { buildContext } from './build-context';
import { BuildOutput } from './build-output';
import { type InstructionText, instructionsOf, secretsAskedBy } from './dockerfile-text';
import { failingLine } from './failing-line';
import { lentTo, type SecretSource } from './lent';

/** What is built, and how. Paths are absolute. */
export interface BuildRequest extends BuildSpec {
  readonly dockerfile: string;
  readonly context: string;
  readonly secrets: readonly SecretSource[];
  /** Lends the keys of the SSH agent. */
  readonly ssh: boolean;
}

export interface BuildServices {
  readonly engine: Engine;
  state(): State;
  credentials(reference: string): Promise<Credentials | undefined>;
  readonly ui: Pick<Ui, 'showProblems'>;
  now(): number;
}

/** Milliseconds between two words on how much was sent. */
const reportEvery = 500;

/**
 * Builds an image, showing each line of what happens, and marks the line of the Dockerfile that failed. Resolves to a summary of the
 * image; rejects with an EngineError when there is none.
 */
export async function runBuild(
  services: BuildServices,
  request: BuildRequest,
  show: (line: string) => void,
  signal: AbortSignal,
): Promise<string> {
  const { engine, ui, now } = services;
  const started = now();
  const { connection, images } = services.state();
  const buildKit = connection.status === 'connected' && hasBuildKit(connection.info);
  const instructions = instructionsOf(await read(request.dockerfile));
  ui.showProblems(request.dockerfile, []);
  const lent = await lentTo(request, buildKit, (host) => services.credentials(`${host}/image`));
  for (const id of secretsAskedBy(instructions).filter((asked) => buildKit && !lent.secrets.has(asked))) {
    show(`\x1b[33mThe Dockerfile asks for the secret ${safeText(id)}, which this build is not given.\x1b[0m`);
  }
  const before = [...images.values()].find(({ tags }) => tags.some((tag) => request.tags.includes(tag)));
  const context = await contextOf(request, show, now);
  const output = new BuildOutput(show);
  const kind = buildKit ? { lent } : { credentials: await credentialsOf(services, instructions) };
  try {
    await engine.builds.build(request, context, kind, (raw) => output.add(raw), signal);
  } catch (error) {
    const failure = toEngineError('build the image', error);
    // The classic builder tells what is wrong with the text of a Dockerfile before it begins.
    mark(services, request, instructions, { step: '', message: failure.message, lastLines: [] });
    throw failure;
  }
  if (output.failure) {
    mark(services, request, instructions, output.failure);
    throw failed(output.failure.message);
  }
  const name = request.tags[0] ?? output.image;
  const after = number(record(await engine.images.inspect(output.image || name, signal))['Size']) ?? 0;
  const took = ((now() - started) / 1000).toFixed(1);
  return `${name} was built in ${took} s: ${size(after)}${compared(after, before?.size)}.`;
}

async function read(dockerfile: string): Promise<string> {
  return readFile(dockerfile, 'utf8').catch((error) => {
    throw new EngineError('not-found', `Could not read ${dockerfile}: ${error.message}.`);
  });
}

/** The context, which tells on the way how much of it was sent. */
async function contextOf(
  { context, dockerfile }: BuildRequest,
  show: (line: string) => void,
  now: () => number,
): Promise<BuildContext> {
  const isFolder = await stat(context).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    throw new EngineError('not-found', `The build context ${context} is not a folder.`);
  }
  let told = now();
  return buildContext(context, dockerfile, ({ files, bytes, done }) => {
    if (done && files > 0) {
      show(`\x1b[2mSent the build context: ${size(bytes)} in ${files} ${files === 1 ? 'file' : 'files'}\x1b[0m`);
    } else if (!done && now() - told > reportEvery) {
      told = now();
      show(`\x1b[2mSending the build context: ${size(bytes)}\x1b[0m`);
    }
  });
}

/** The classic builder is told the credentials of the registries that the base images come from. */
async function credentialsOf(
  { credentials }: BuildServices,
  instructions: readonly InstructionText[],
): Promise<readonly Credentials[]> {
  const bases = instructions
    .filter(({ keyword }) => keyword === 'FROM')
    .map(({ rest }) => rest.replace(/^(--\S+\s+)+/, '').split(/\s+/)[0] ?? '');
  const byRegistry = new Map(bases.filter(Boolean).map((base) => [registryOf(base), base]));
  const found = await Promise.all([...byRegistry.values()].map((base) => credentials(base)));
  return found.flatMap((entry) => entry ?? []);
}

function mark(
  { ui }: BuildServices,
  { dockerfile }: BuildRequest,
  instructions: readonly InstructionText[],
  failure: NonNullable<BuildOutput['failure']>,
): void {
  const line = failingLine(instructions, failure);
  if (line !== undefined) {
    const message = [`The build failed here: ${failure.message}`, ...failure.lastLines].join('\n');
    ui.showProblems(dockerfile, [{ line, message }]);
  }
}

function failed(message: string): EngineError {
  const words = `The build failed: ${message.replace(/\.$/, '')}.`;
  const needsLogin =
    /access denied|authorization failed|unauthorized|no basic auth credentials|\bfetch oauth token\b|\b40[13]\b/i.test(
      message,
    );
  return needsLogin
    ? new EngineError('refused', words, {
        nextStep: 'Log in with "docker login" in a terminal; Quayside uses the same credentials.',
      })
    : new EngineError('failed', words);
}

function compared(after: number, before: number | undefined): string {
  if (before === undefined) {
    return '';
  }
  const change = after - before;
  return change === 0 ? ', as before' : `, ${size(Math.abs(change))} ${change > 0 ? 'more' : 'less'} than before`;
}
