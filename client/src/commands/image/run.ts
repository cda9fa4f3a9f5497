import type { EngineError } from '../../engine/errors';
import { openContainerTerminal } from '../../terminals/container';
import type { Choice } from '../../ui';
import { imageName } from '../../views/images';
import type { NamedImage } from '../../views/view';
import type { Context, TargetCommand } from '../command';
import { commandLine } from '../command-line';
import { askForm, type Field } from '../form';
import {
  exposedPorts,
  isShell,
  loggedRunLine,
  noOptions,
  openQuote,
  preferredHostPort,
  type RunOptions,
  restartPolicies,
  runLine,
  specOf,
  validateEnvironment,
  validateName,
  validatePorts,
  validateVolumes,
} from './run-options';

const run = 'Run';
const copyLine = 'Copy as docker Command';

export const runImage: TargetCommand<'image'> = {
  id: 'quayside.image.run',
  title: 'Run…',
  docker: ['docker container run', 'docker run'],
  icon: 'play',
  target: 'image',
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
      { title: `${action} ${imageName(image)}`, actions: [action, copyLine], fields: fieldsFor(context) },
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

function fieldsFor(context: Context): readonly Field<RunOptions>[] {
  return [
    {
      key: 'name',
      kind: 'text',
      label: 'Name',
      icon: 'tag',
      empty: 'chosen by the engine',
      prompt: 'Name of the container',
      validate: validateName,
    },
    {
      key: 'ports',
      kind: 'text',
      label: 'Ports',
      icon: 'plug',
      empty: 'none published',
      prompt: 'host:container, several separated by blanks',
      validate: validatePorts,
    },
    {
      key: 'environment',
      kind: 'text',
      label: 'Environment',
      icon: 'symbol-variable',
      empty: 'as the image says',
      prompt: 'NAME=value, several separated by blanks; quotes as in a shell',
      validate: validateEnvironment,
    },
    {
      key: 'volumes',
      kind: 'text',
      label: 'Volumes',
      icon: 'database',
      empty: 'none',
      prompt: 'volume:/path or /folder:/path, with :ro to read only',
      validate: validateVolumes,
    },
    {
      key: 'interactive',
      kind: 'switch',
      label: 'Interactive, in a terminal',
      icon: 'terminal',
      empty: 'no',
      prompt: '',
    },
    { key: 'removeOnExit', kind: 'switch', label: 'Remove when it ends', icon: 'trash', empty: 'no', prompt: '' },
    {
      key: 'command',
      kind: 'text',
      label: 'Command',
      icon: 'chevron-right',
      empty: 'as the image says',
      prompt: 'Replaces the CMD of the image',
      validate: openQuote,
    },
    {
      key: 'network',
      kind: 'choice',
      label: 'Network',
      icon: 'type-hierarchy',
      empty: 'bridge',
      prompt: 'The network that the container joins',
      choices: networkChoices(context),
    },
    {
      key: 'user',
      kind: 'text',
      label: 'User',
      icon: 'person',
      empty: 'as the image says',
      prompt: 'User name or id, with :group if needed',
    },
    {
      key: 'restart',
      kind: 'choice',
      label: 'Restart policy',
      icon: 'debug-restart',
      empty: 'no',
      prompt: 'When the engine starts the container again by itself',
      choices: restartPolicies.map((policy) => ({ label: policy, value: policy })),
    },
  ];
}

/** The engine's networks; Podman does not list "none" and "host", but knows them. */
function networkChoices(context: Context): readonly Choice<string>[] {
  const listed = [...context.state().networks.values()];
  const others = ['none', 'host'].filter((name) => listed.every((network) => network.name !== name));
  return [
    ...listed.map(({ name, driver }) => ({ label: name, description: driver, value: name === 'bridge' ? '' : name })),
    ...others.map((name) => ({ label: name, value: name })),
  ];
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
        await engine.containers.remove(id, { force: true, volumes: true }).catch(() => {});
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
