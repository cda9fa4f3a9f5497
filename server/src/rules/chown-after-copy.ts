import type { Dockerfile } from '../model/dockerfile';
import { isAbsolutePath, joinPath } from '../model/paths';
import type { Instruction } from '../parser/nodes';
import type { ShellCommand, ShellWord } from '../shell/script';
import { nextInStage, removeInstruction } from './instruction-edits';
import { reachesImage } from './layers';
import { pathArguments } from './path-arguments';
import type { Fix, Rule } from './rule';

export const chownAfterCopy: Rule = {
  code: 'ChownAfterCopy',
  aliases: [],
  source: 'quayside',
  severity: 'info',
  summary: 'Set owner and mode in COPY instead of a later chown or chmod',
  why:
    'A layer holds whole files: a RUN that changes owner or mode of what an earlier COPY brought stores all of it once more. `COPY --chown=…` and ' +
    '`COPY --chmod=…` (BuildKit) do it while copying. Build stages that do not become part of the image are not looked at.',
  bad: [
    'FROM node:24\nCOPY . /app\nRUN ⟦chown -R node:node /app⟧\n',
    'FROM alpine:3.22\nWORKDIR /srv\nCOPY start.sh .\nRUN ⟦chmod 755 start.sh⟧ && ⟦chmod +x /srv/start.sh⟧\n',
  ],
  good: [
    'FROM node:24\nCOPY --chown=node:node . /app\n',
    'FROM node:24\nCOPY . /app\nRUN mkdir /data && chown node:node /data\n',
    'FROM debian:13\nCOPY . /app\nRUN useradd -r app && chown -R app /app\n',
    'FROM alpine:3.22\nCOPY app.tgz /tmp/\nRUN tar -xf /tmp/app.tgz && chown -R app /srv\n',
    'FROM alpine:3.22 AS build\nCOPY . /src\nRUN chmod +x /src/configure\nFROM alpine:3.22\nCOPY --from=build /src/app /app\n',
  ],
  subject: { keywords: ['COPY'], commands: ['chown', 'chmod'] },
  fixable: true,
  *check(file) {
    const copies = file.byKeyword('COPY');
    if (copies.length === 0) return;
    for (const command of file.commands('chown', 'chmod')) {
      const { instruction } = command;
      if (command.depth > 0 || instruction.parent) continue;
      const [setting, ...paths] = command.args.filter(({ text }) => !/^-[A-Za-z-]/.test(text));
      if (!setting?.literal || paths.length === 0) continue;
      if (isRemoved(file, command, paths) || createsOwner(file, command, setting.text)) continue;
      const sources = paths.map((path) => copiedTo(file, copies, command, path));
      const copy = sources[0];
      if (!copy || sources.some((one) => one !== copy) || !reachesImage(file, instruction)) continue;
      const flag = command.name === 'chown' ? 'chown' : 'chmod';
      yield {
        start: command.nameWord.start,
        end: command.args.at(-1)?.end ?? command.nameWord.end,
        message: `This stores the copied files a second time; use COPY --${flag} instead.`,
        fixes: flagFix(file, copy, command, flag, setting.text),
        related: [{ start: copy.start, end: copy.end, message: 'The files are copied here.' }],
      };
    }
  },
};

/** The COPY of the same stage, without the flag, that brought what stands at a path; undefined when none clearly did. */
function copiedTo(
  file: Dockerfile,
  copies: readonly Instruction[],
  { instruction: run, name }: ShellCommand,
  path: ShellWord,
): Instruction | undefined {
  if (!path.literal) return undefined;
  const stage = file.stageOf(run);
  const last = path.text.slice(path.text.replace(/\/$/, '').lastIndexOf('/') + 1).replace(/\/$/, '');
  // A COPY that names neither the path nor the working folder cannot have made it.
  const candidates = copies.filter(
    (copy) => copy.index < run.index && !copy.parent && mayName(copy, last) && file.stageOf(copy) === stage,
  );
  if (candidates.length === 0) return undefined;
  const wanted = absolutePath(file, run, path.text);
  const copy = candidates.findLast((one) => targetsOf(file, one).includes(wanted));
  return copy?.flags.some((flag) => flag.name === name) ? undefined : copy;
}

function absolutePath(file: Dockerfile, instruction: Instruction, path: string): string {
  return joinPath(isAbsolutePath(path) ? '/' : file.configAfter(instruction).WorkingDir || '/', path);
}

function mayName({ rest, args }: Instruction, name: string): boolean {
  return rest.text.includes(name) || rest.text.includes('$') || args.kind === 'exec' || /\s\.\/?$/.test(rest.text);
}

/** True when the same RUN deletes the files, so that its layer does not hold them. */
function isRemoved(file: Dockerfile, { instruction, index }: ShellCommand, paths: readonly ShellWord[]): boolean {
  const later = file.scriptOf(instruction)?.commands.slice(index + 1) ?? [];
  return paths.every((path) =>
    later.some(({ name, args }) => name === 'rm' && args.some(({ text }) => text === path.text)),
  );
}

const userTools = /^(?:user|group)add$|^add(?:user|group)$/;

/** True when the same RUN makes the user or group first: COPY cannot name it yet. */
function createsOwner(file: Dockerfile, { instruction, index, name }: ShellCommand, owner: string): boolean {
  if (name !== 'chown') return false;
  const names = owner.split(/[:.]/);
  const earlier = file.scriptOf(instruction)?.commands.slice(0, index) ?? [];
  return earlier.some(
    (command) => userTools.test(command.name) && command.args.some(({ text }) => text !== '' && names.includes(text)),
  );
}

/** The absolute paths that a COPY certainly makes: files by their names in a folder, or the destination itself. */
function targetsOf(file: Dockerfile, copy: Instruction): string[] {
  const paths = pathArguments(file, copy);
  const written = paths?.destination.value;
  if (!paths || written === undefined) return [];
  const destination = absolutePath(file, copy, written);
  // The root and the working folder hold other files, too.
  const own = destination === '/' ? [] : [destination];
  if (!/(?:^|\/)\.?$/.test(written)) return own;
  const inside = paths.sources.flatMap(({ value }) => {
    const name = value?.replace(/\/$/, '').split('/').at(-1) ?? '';
    return /^[\w.-]*\w[\w.-]*$/.test(name) ? [joinPath(destination, name)] : [];
  });
  return [...own, ...inside];
}

/** Adds the flag and drops the RUN when it does nothing else. */
function flagFix(file: Dockerfile, copy: Instruction, command: ShellCommand, flag: string, setting: string): Fix[] {
  const { instruction } = command;
  const script = file.scriptOf(instruction);
  if (script?.commands.length !== 1 || script.errors.length > 0 || instruction.heredocs.length > 0) return [];
  if (nextInStage(file, copy) !== instruction) return [];
  const value = flag === 'chmod' && /^(?:a|ugo)?\+r?x$/.test(setting) ? '755' : setting;
  if (flag === 'chmod' && !/^[0-7]{3,4}$/.test(value)) return [];
  const at = copy.keyword.end;
  return [
    {
      title: `Use COPY --${flag}=${value}`,
      changes: [{ start: at, end: at, text: ` --${flag}=${value}` }, removeInstruction(file, instruction)],
      safe: false,
    },
  ];
}
