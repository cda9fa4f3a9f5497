import { basename, dirname, resolve } from 'node:path';
import { commandLine, splitWords } from '../commands/command-line';
import type { Field } from '../commands/form';
import { validateReference } from '../commands/image/tag';
import { type BuildArg, buildArgsOf, type InstructionText, secretsAskedBy, stagesOf } from './dockerfile-text';
import { secretSource, secretWord } from './lent';
import type { BuildRequest } from './run-build';

/** What the form asks for. */
export type BuildOptions = Readonly<
  Record<'tag' | 'target' | 'buildArgs' | 'secrets' | 'context' | 'platform', string>
> &
  Readonly<Record<'ssh' | 'noCache' | 'pull', boolean>>;

/** What is filled in at first: the folder's name as tag, and the defaults of the Dockerfile's ARGs. */
export function initialOptions(dockerfile: string, instructions: readonly InstructionText[]): BuildOptions {
  return {
    tag: tagFor(basename(dirname(dockerfile))),
    target: '',
    buildArgs: commandLine(buildArgsOf(instructions).map(({ name, value }) => `${name}=${value}`)),
    secrets: '',
    context: '.',
    platform: '',
    ssh: false,
    noCache: false,
    pull: false,
  };
}

/** A repository's name made of a folder's (distribution/reference, regexp.go). */
export function tagFor(folder: string): string {
  const name = folder
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return `${name || 'app'}:latest`;
}

export function buildFields(instructions: readonly InstructionText[]): readonly Field<BuildOptions>[] {
  const stages = stagesOf(instructions);
  const asked = secretsAskedBy(instructions);
  return [
    {
      key: 'tag',
      kind: 'text',
      label: 'Tag',
      icon: 'tag',
      empty: 'none',
      prompt: 'repository:tag, such as shop/web:1.2',
      validate: (value) => (value === '' ? undefined : validateReference(value)),
    },
    {
      key: 'target',
      kind: 'choice',
      label: 'Target stage',
      icon: 'layers',
      empty: 'the last one',
      prompt: 'The stage that is built, with those that it needs',
      choices: [{ label: 'the last one', value: '' }, ...stages.map((stage) => ({ label: stage, value: stage }))],
    },
    {
      key: 'buildArgs',
      kind: 'text',
      label: 'Build arguments',
      icon: 'symbol-variable',
      empty: 'none',
      prompt: 'NAME=value, several separated by blanks; they stay readable in the image',
      validate: validateBuildArgs,
    },
    {
      key: 'secrets',
      kind: 'text',
      label: 'Secrets',
      icon: 'lock',
      empty: asked.length > 0 ? `none; the Dockerfile asks for ${asked.join(', ')}` : 'none',
      prompt: 'id=npm,src=~/.npmrc or id=token,env=TOKEN, several separated by blanks; they do not stay in the image',
      validate: validateSecrets,
    },
    {
      key: 'ssh',
      kind: 'switch',
      label: 'Lend the keys of the SSH agent',
      icon: 'key',
      empty: 'no',
      prompt: '',
    },
    {
      key: 'context',
      kind: 'text',
      label: 'Context',
      icon: 'folder',
      empty: '.',
      prompt: 'Folder whose files the build may copy, relative to that of the Dockerfile',
    },
    {
      key: 'platform',
      kind: 'text',
      label: 'Platform',
      icon: 'chip',
      empty: "the engine's own",
      prompt: 'Such as linux/arm64',
    },
    { key: 'noCache', kind: 'switch', label: 'Without cache', icon: 'sync-ignored', empty: 'no', prompt: '' },
    { key: 'pull', kind: 'switch', label: 'Pull newer base images', icon: 'cloud-download', empty: 'no', prompt: '' },
  ];
}

function validateBuildArgs(value: string): string | undefined {
  const words = splitWords(value);
  const wrong = words?.find((word) => !/^[a-z_]\w*=/i.test(word));
  return words === undefined
    ? 'A quote is not closed.'
    : wrong === undefined
      ? undefined
      : `"${wrong}" is not NAME=value.`;
}

function validateSecrets(value: string): string | undefined {
  const words = splitWords(value);
  const wrong = words?.find((word) => secretSource(word, '') === undefined);
  return words === undefined
    ? 'A quote is not closed.'
    : wrong === undefined
      ? undefined
      : `"${wrong}" is not id=name,src=file or id=name,env=NAME.`;
}

/** The build to run. Arguments that say what the Dockerfile says anyway are left out. */
export function requestOf(
  dockerfile: string,
  instructions: readonly InstructionText[],
  options: BuildOptions,
): BuildRequest {
  const { tag, target, platform, ssh, noCache, pull } = options;
  const folder = dirname(dockerfile);
  const defaults = buildArgsOf(instructions);
  const isDefault = ([name, value]: readonly [string, string]) =>
    defaults.some((arg: BuildArg) => arg.name === name && arg.value === value);
  const given = (splitWords(options.buildArgs) ?? []).map((word) => {
    const equals = word.indexOf('=');
    return [word.slice(0, equals), word.slice(equals + 1)] as const;
  });
  return {
    dockerfile,
    context: resolve(folder, options.context || '.'),
    tags: tag ? [tag] : [],
    target,
    platform,
    ssh,
    noCache,
    pull,
    secrets: (splitWords(options.secrets) ?? []).flatMap((word) => secretSource(word, folder) ?? []),
    buildArgs: Object.fromEntries(given.filter((arg) => !isDefault(arg))),
  };
}

/** docker's command line for a build; values of arguments are left out, for they may be secret. */
export function buildLine(request: BuildRequest): readonly string[] {
  return [
    'docker',
    'build',
    ...request.tags.flatMap((tag) => ['--tag', tag]),
    '--file',
    request.dockerfile,
    ...(request.target ? ['--target', request.target] : []),
    ...(request.platform ? ['--platform', request.platform] : []),
    ...Object.keys(request.buildArgs).flatMap((name) => ['--build-arg', `${name}=***`]),
    ...request.secrets.flatMap((secret) => ['--secret', secretWord(secret)]),
    ...(request.ssh ? ['--ssh', 'default'] : []),
    ...(request.noCache ? ['--no-cache'] : []),
    ...(request.pull ? ['--pull'] : []),
    request.context,
  ];
}
