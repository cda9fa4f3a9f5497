import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { hasOption } from '../shell/arguments';
import { pip } from '../shell/package-managers';
import type { ShellCommand } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import { lacking } from './installs';
import { cleanedLater, isMounted, reachesImage } from './layers';
import { pipInstalls, pipNames } from './pip';
import type { Rule } from './rule';

const variable = 'PIP_NO_CACHE_DIR';

export const dl3042: Rule = {
  code: 'DL3042',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use pip install --no-cache-dir',
  why:
    'pip keeps what it downloads and builds in its cache, where a second build never finds it: it only makes the layer larger. ' +
    '`--no-cache-dir` or `ENV PIP_NO_CACHE_DIR=1` keeps nothing; `RUN --mount=type=cache,target=/root/.cache/pip` keeps the cache between builds ' +
    'and out of the image. Build stages that are only copied from are not looked at.',
  url: hadolintUrl('DL3042'),
  bad: [
    'FROM python:3.13\nRUN ⟦pip install⟧ flask==3.1.1\n',
    'FROM python:3.13\nRUN ⟦python3 -m pip install⟧ -r requirements.txt\n',
    'FROM python:3.13\nENV PIP_NO_CACHE_DIR=0\nRUN ⟦pip3 install⟧ flask==3.1.1\n',
  ],
  good: [
    'FROM python:3.13\nRUN pip install --no-cache-dir flask==3.1.1\n',
    'FROM python:3.13\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask==3.1.1\n',
    'FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.1.1\n',
    'FROM python:3.13\nRUN pip install flask==3.1.1 && rm -rf /root/.cache\n',
    'FROM python:3.13\nRUN pip install flask==3.1.1 && pip cache purge\n',
  ],
  subject: { commands: pipNames },
  fixable: true,
  check: (file) => {
    const keepsNothing = cacheless(file);
    return lacking(
      pipInstalls(file, false),
      ({ parsed, command }) => hasOption(parsed, 'no-cache-dir') || keepsNothing(command),
      '--no-cache-dir',
      "pip's cache stays in the layer; add --no-cache-dir.",
    );
  },
};

/** A test: does a pip command leave no cache behind, or one that does not matter? */
function cacheless(file: Dockerfile): (command: ShellCommand) => boolean {
  const isCleaned = cleanedLater(file, pip.caches, purges);
  const isExported = exportedBefore(file);
  let isConfigured: boolean | undefined;
  return (command) => {
    const { instruction, assignments } = command;
    isConfigured ??= file.text.includes('global.no-cache-dir');
    return (
      isConfigured ||
      pip.caches.some((folder) => isMounted(instruction, folder)) ||
      isTrue(file.environmentBefore(instruction).get(variable)?.value) ||
      assignments.some(({ name, value }) => name === variable && isTrue(value)) ||
      isExported(command) ||
      isCleaned(command) ||
      !reachesImage(file, instruction)
    );
  };
}

/** A test: does an `export` of the same script, before the command, set the variable? */
function exportedBefore(file: Dockerfile): (command: ShellCommand) => boolean {
  const firstOf = new Map<Instruction, number>();
  for (const command of file.commands('export')) {
    if (!firstOf.has(command.instruction) && exportsVariable(command)) firstOf.set(command.instruction, command.index);
  }
  return ({ instruction, index }) => (firstOf.get(instruction) ?? index) < index;
}

function isTrue(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|true|on|yes)$/i.test(value);
}

function exportsVariable({ name, args }: ShellCommand): boolean {
  const prefix = `${variable}=`;
  return name === 'export' && args.some(({ text }) => text.startsWith(prefix) && isTrue(text.slice(prefix.length)));
}

function purges({ args }: ShellCommand): boolean {
  return args.some(({ text }, i) => text === 'purge' && args[i - 1]?.text === 'cache');
}
