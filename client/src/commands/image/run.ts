import type { EngineError } from '../../engine/errors';
import { openContainerTerminal } from '../../terminals/container';
import { shortId } from '../../views/format';
import { imageName } from '../../views/images';
import type { NamedImage } from '../../views/view';
import type { Context, TargetCommand } from '../command';
import { commandLine } from '../command-line';
import { askForm } from '../form';
import { runFields } from './run-fields';
import {
  exposedPorts,
  isShell,
  loggedRunLine,
  noOptions,
  preferredHostPort,
  type RunOptions,
  runLine,
  specOf,
} from './run-options';

const run = 'Run';
const copyLine = 'Copy as docker Command';

export const runImage: TargetCommand<'image'> = {
  id: 'quayside.image.run',
  title: 'Run…',
  docker: ['docker container run', 'docker run'],
  icon: 'play',
  target: 'image',
  key: { key: 'ctrl+enter', mac: 'cmd+enter' },
  menu: '1_run@1',
  inline: 1,
  single: true,
  run: async (context, [image]) => {
    if (image) {
      await runWithForm(context, image, 'run');
    }
  },
};

/** Asks how, then runs (or only creates) a container; after a failure that other values mend, asks again with what was typed. */
export async function runWithForm(context: Context, image: NamedImage, verb: 'run' | 'create'): Promise<void> {
  const inspected = await context.engine.images.inspect(image.reference);
  let options = await prefilled(context, image, inspected);
  for (;;) {
    const action = verb === 'run' ? run : 'Create';
    const answer = await askForm(
      context.ui,
      { title: `${action} ${imageName(image)}`, actions: [action, copyLine], fields: runFields(context.state()) },
      options,
    );
    if (!answer) {
      return;
    }
    options = answer.values;
    if (answer.action === copyLine) {
      await context.ui.copy(commandLine(runLine(image.reference, options, verb)));
      return;
    }
    await context.memory.set(memoryKey(image), remembered(options));
    const failure = await attempt(context, image, options, verb);
    if (!failure) {
      return;
    }
    const mended = await mend(context, options, failure);
    if (!mended) {
      return;
    }
    options = mended;
  }
}

async function prefilled(context: Context, image: NamedImage, inspected: unknown): Promise<RunOptions> {
  const last = context.memory.get(memoryKey(image));
  const ports: string[] = [];
  for (const port of exposedPorts(inspected)) {
    const [number = '', protocol = 'tcp'] = port.split('/');
    const taken = ports.map((mapping) => Number.parseInt(mapping, 10));
    const from = Math.max(preferredHostPort(Number(number)), ...taken.map((host) => host + 1));
    const host = await context.freePort(
      taken.includes(preferredHostPort(Number(number))) ? from : preferredHostPort(Number(number)),
    );
    ports.push(`${host}:${number}${protocol === 'tcp' ? '' : `/${protocol}`}`);
  }
  return {
    ...noOptions,
    interactive: isShell(inspected),
    removeOnExit: isShell(inspected),
    ...(typeof last === 'object' ? last : {}),
    ports: ports.join(' '),
  };
}

/** Names and ports are given once; the rest is likely to be wanted again. */
function remembered({ environment: _secret, name: _name, ports: _ports, ...rest }: RunOptions): Partial<RunOptions> {
  return rest;
}

function memoryKey(image: NamedImage): string {
  return `run:${image.reference}`;
}

/** Creates and starts. A container that can not start is removed again: it was made a moment ago, for this. */
async function attempt(
  context: Context,
  image: NamedImage,
  options: RunOptions,
  verb: 'run' | 'create',
): Promise<EngineError | undefined> {
  const { engine, ui } = context;
  const line = loggedRunLine(image.reference, options, verb);
  try {
    const name = options.name || imageName(image);
    await ui.progress(`${verb === 'run' ? 'Running' : 'Creating'} ${name}`, async (signal) => {
      const id = await engine.containers.create(specOf(image.reference, options), signal);
      if (verb === 'create') {
        return;
      }
      try {
        if (options.interactive) {
          await startInTerminal(context, id, name);
        } else {
          await engine.containers.start(id, signal);
        }
      } catch (error) {
        await discard(context, id, options.name || shortId(id));
        throw error;
      }
    });
    context.log(line, 'done');
    return undefined;
  } catch (error) {
    const failure = error as EngineError;
    context.log(line, failure.message);
    if (failure.kind === 'name-taken' || failure.kind === 'port-taken' || failure.kind === 'invalid') {
      return failure;
    }
    throw error;
  }
}

/** Removes what was created for nothing; when even that fails, tells that it stays. */
async function discard({ engine, ui, log }: Context, id: string, name: string): Promise<void> {
  const line = ['docker', 'container', 'rm', '--force', '--volumes', name];
  await engine.containers.remove(id, { force: true, volumes: true }).then(
    () => log(line, 'done, it did not start'),
    (error: EngineError) => {
      log(line, error.message);
      void ui.warn(`The container ${name} did not start and could not be removed: it stays as "created".`);
    },
  );
}

/** Attaches before the start, so that nothing that is printed is lost. */
async function startInTerminal({ engine, ui, hold }: Context, id: string, name: string): Promise<void> {
  const stream = await engine.containers.attach(id);
  await engine.containers.start(id).catch((error) => {
    stream.destroy();
    throw error;
  });
  openContainerTerminal(ui, engine, { id, name, stream, tty: true, owned: true }, hold());
}

/** Explains a failure and offers the way out; resolves to the values to try next, or undefined to leave it. */
async function mend(context: Context, options: RunOptions, failure: EngineError): Promise<RunOptions | undefined> {
  const change = 'Change and Try Again';
  if (failure.kind !== 'port-taken') {
    return (await context.ui.error(failure.message, change)) === change ? options : undefined;
  }
  const free = await withFreePorts(context, options.ports);
  const useFree = `Use ${free}`;
  const answer = await context.ui.error(failure.message, useFree, change);
  if (answer === undefined) {
    return undefined;
  }
  return answer === useFree ? { ...options, ports: free } : options;
}

/** The same mappings, each taken host port replaced by the next free one. */
async function withFreePorts(context: Context, ports: string): Promise<string> {
  const mappings = ports.split(/[\s,]+/).filter(Boolean);
  const free: string[] = [];
  for (const mapping of mappings) {
    const host = /(?:^|:)(\d+):\d+(?:\/\w+)?$/.exec(mapping)?.[1];
    const next = host === undefined ? undefined : await context.freePort(Number(host));
    free.push(host === undefined ? mapping : mapping.replace(`${host}:`, `${next}:`));
  }
  return free.join(' ');
}
