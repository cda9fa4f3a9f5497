import type { Dockerfile, Stage } from '../model/dockerfile';
import { joinPath } from '../model/paths';
import type { Instruction } from '../parser/nodes';
import type { ShellCommand } from '../shell/script';
import { type DependencyInstall, dependencyInstall, installerNames } from './data/dependency-installs';
import { insertBefore, nextInStage, removeInstruction } from './instruction-edits';
import { type PathArguments, pathArguments } from './path-arguments';
import type { Fix, Rule } from './rule';

export const copyBeforeInstall: Rule = {
  code: 'CopyBeforeInstall',
  aliases: [],
  source: 'quayside',
  severity: 'info',
  summary: 'Copy the manifest and install dependencies before copying everything',
  why:
    'The build cache ends at the first instruction whose input changed. With `COPY . .` before the install, every edit of any file downloads ' +
    'and installs all dependencies again. Copy only the files that name them (`package.json` and its lock file, `requirements.txt`, `go.mod` …), ' +
    'install, and copy the rest after that: then the install is cached until the dependencies change.',
  bad: [
    'FROM node:24\nWORKDIR /app\nCOPY ⟦.⟧ .\nRUN npm ci\nCMD ["node", "."]\n',
    'FROM python:3.13\nWORKDIR /app\nCOPY ⟦.⟧ /app\nRUN pip install --no-cache-dir -r requirements.txt\n',
    'FROM golang:1.25\nCOPY ⟦./⟧ /src\nWORKDIR /src\nRUN go mod download && go build .\n',
  ],
  good: [
    'FROM node:24\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n',
    'FROM node:24\nWORKDIR /app\nCOPY . .\nRUN npm install -g serve && npm run build\n',
    'FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN pip install .\n',
    'FROM node:24\nCOPY . .\nRUN cd web && npm ci\n',
  ],
  subject: { keywords: ['COPY'], commands: installerNames },
  fixable: true,
  *check(file) {
    for (const copy of file.byKeyword('COPY')) {
      if (copy.parent || copy.flags.some(({ name }) => name === 'from')) continue;
      const paths = pathArguments(file, copy);
      const whole =
        paths?.sources.length === 1 && /^\.\/?$/.test(paths.sources[0]?.value ?? '') ? paths.sources[0] : undefined;
      if (!paths || !whole) continue;
      const found = installAfter(file, copy, paths);
      if (!found) continue;
      const { command, install } = found;
      yield {
        start: whole.start,
        end: whole.end,
        message: `Every edit makes '${textOf(command)}' run again; copy ${list(install.manifests)} and install first.`,
        fixes: moveFix(file, copy, paths, command, install),
        related: [{ start: command.start, end: command.end, message: 'The dependencies are installed here.' }],
      };
    }
  },
};

interface Found {
  readonly command: ShellCommand;
  readonly install: DependencyInstall;
}

/** The dependency installs of each stage, in order. */
function installsByStage(file: Dockerfile): ReadonlyMap<Stage | undefined, readonly Found[]> {
  const byStage = new Map<Stage | undefined, Found[]>();
  for (const command of file.commands(...installerNames)) {
    const install = dependencyInstall(command);
    if (!install) continue;
    const stage = file.stageOf(command.instruction);
    const installs = byStage.get(stage);
    if (installs) installs.push({ command, install });
    else byStage.set(stage, [{ command, install }]);
  }
  return byStage;
}

const noInstalls: readonly Found[] = [];

/** The first dependency install in the stage after a COPY; undefined when the same tool has installed before, too. */
function installAfter(file: Dockerfile, copy: Instruction, paths: PathArguments): Found | undefined {
  const stage = file.stageOf(copy);
  if (!stage) return undefined;
  for (const { command, install } of file.shared(installsByStage).get(stage) ?? noInstalls) {
    const { instruction, depth } = command;
    if (instruction.index <= copy.index || instruction.parent || depth > 0 || changesFolder(file, command)) continue;
    const manifests = copiedFrom(file, copy, paths, install.manifests);
    if (!manifests) continue;
    return isInstalledBefore(file, copy, stage, command) ? undefined : { command, install: { ...install, manifests } };
  }
  return undefined;
}

/** The manifests by their names in the build context; undefined when one lies elsewhere than where the COPY put it. */
function copiedFrom(
  file: Dockerfile,
  copy: Instruction,
  { destination }: PathArguments,
  manifests: readonly string[],
): readonly string[] | undefined {
  if (!manifests.some((path) => path.startsWith('/'))) return manifests;
  const folder = joinPath(file.configAfter(copy).WorkingDir || '/', destination.value ?? '$');
  const prefix = folder === '/' ? folder : `${folder}/`;
  if (!manifests.every((path) => path.startsWith(prefix))) return undefined;
  return manifests.map((path) => path.slice(prefix.length));
}

/** True when the tool has installed before the COPY, in this stage or in one that it is built on. */
function isInstalledBefore(file: Dockerfile, copy: Instruction, stage: Stage, { name }: ShellCommand): boolean {
  const installs = file.shared(installsByStage);
  return file
    .ancestry(stage)
    .some((one) =>
      (installs.get(one) ?? noInstalls).some(
        ({ command }) => command.name === name && command.instruction.index < copy.index,
      ),
    );
}

function changesFolder(file: Dockerfile, { instruction, index }: ShellCommand): boolean {
  const before = file.scriptOf(instruction)?.commands.slice(0, index) ?? [];
  return before.some(({ name }) => name === 'cd' || name === 'pushd');
}

/** Copies the manifests and moves the RUN before the COPY, when it directly follows and does nothing but install. */
function moveFix(
  file: Dockerfile,
  copy: Instruction,
  paths: PathArguments,
  command: ShellCommand,
  install: DependencyInstall,
): Fix[] {
  const { instruction: run } = command;
  const target = paths.destination.value;
  if (!install.movable || target === undefined || nextInStage(file, copy) !== run || run.heredocs.length > 0) return [];
  const workdir = file.configAfter(copy).WorkingDir || '/';
  if (joinPath(workdir, target) !== joinPath('/', workdir)) return [];
  if (
    !(file.scriptOf(run)?.commands ?? []).every(
      (one) => dependencyInstall(one) || (/^(?:npm|yarn|pip3?)$/.test(one.name) && one.args[0]?.text === 'cache'),
    )
  )
    return [];
  const manifests = existing(file, install.manifests);
  const flags = copy.flags.map((flag) => `${file.text.slice(flag.start, flag.end)} `).join('');
  const first = file.stageOf(copy)?.from.index ?? -1;
  const isCopied = file
    .byKeyword('COPY')
    .some((one) => one.index > first && one.index < copy.index && names(one, manifests));
  const copyLine = isCopied ? [] : [`COPY ${flags}${manifests.join(' ')} ./`];
  return [
    {
      title: isCopied ? 'Install before copying the rest' : `Copy ${list(manifests)} and install first`,
      changes: [
        insertBefore(file, copy, [...copyLine, file.text.slice(run.start, run.end)]),
        removeInstruction(file, run),
      ],
      safe: false,
    },
  ];
}

function names({ rest }: Instruction, files: readonly string[]): boolean {
  const words = rest.text.split(/\s+/);
  return files.every((file) => words.includes(file) || words.includes(`./${file}`));
}

/** The manifests that are in the build context, when that is known; a name with a wildcard may match nothing. */
function existing(file: Dockerfile, manifests: readonly string[]): readonly string[] {
  const { context } = file.options;
  const found = manifests.filter((name) => name.includes('*') || (context?.exists(name) ?? true));
  return found.length > 0 ? found : manifests;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function textOf({ name, args }: ShellCommand): string {
  const verb = args.find(({ text }) => !text.startsWith('-'))?.text;
  return verb === undefined ? name : `${name} ${verb}`;
}
