import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import type { ShellCommand, ShellWord } from '../shell/script';
import { nextInStage, removeInstruction } from './instruction-edits';
import type { Fix, Rule } from './rule';

/** What may stand beside `apt-get update` without using the package lists. */
const bystanders = new Set(['rm', 'echo', 'printf', 'set', 'sed', 'cp', 'mv', 'cat', 'tee', 'true', 'mkdir', 'chmod']);
const aptNames = ['apt-get', 'apt', 'aptitude'] as const;

export const aptGetUpdateAlone: Rule = {
  code: 'AptGetUpdateAlone',
  aliases: [],
  source: 'quayside',
  severity: 'warning',
  summary: 'Update the package lists in the RUN that installs from them',
  why:
    'A RUN of its own with `apt-get update` is cached: when you later change the packages that the next RUN installs, the lists are as old as ' +
    'the cached layer, and apt asks the mirror for versions that are gone. Write `apt-get update && apt-get install …` in one RUN.',
  bad: [
    'FROM debian:13\nRUN ⟦apt-get update⟧\nRUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    'FROM debian:13\nRUN sudo ⟦apt-get -qq update⟧\nENV A=b\nRUN apt-get install -y curl && rm -rf /tmp/x\n',
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y curl\n',
    'FROM debian:13\nRUN apt-get update && ./install.sh\nRUN apt-get install -y curl\n',
    'FROM debian:13\nRUN apt-get update\n',
  ],
  subject: { commands: aptNames },
  fixable: true,
  *check(file) {
    for (const { update, word, install } of updatesAlone(file)) {
      yield {
        start: update.nameWord.start,
        end: word.end,
        message: 'This layer is cached, so a later install may use outdated lists; update in the RUN that installs.',
        fixes: mergeFix(file, update, install),
      };
    }
  },
};

/** An update of the package lists in a RUN of its own, and the first install in a later RUN that uses them. */
interface UpdateAlone {
  readonly update: ShellCommand;
  /** The word `update`. */
  readonly word: ShellWord;
  readonly install: ShellCommand;
}

/** The updates of package lists that only a later RUN makes use of, in document order. */
export function updatesAlone(file: Dockerfile): readonly UpdateAlone[] {
  return file.shared(findUpdatesAlone);
}

function findUpdatesAlone(file: Dockerfile): readonly UpdateAlone[] {
  const found: UpdateAlone[] = [];
  const commands = file.commands(...aptNames);
  if (commands.length < 2) return found;
  for (const update of commands) {
    const word = verb(update);
    if (word?.text !== 'update' || !standsAlone(file, update)) continue;
    const install = commands.find((other) => verb(other)?.text === 'install' && follows(file, update, other));
    if (install) found.push({ update, word, install });
  }
  return found;
}

function verb({ args }: ShellCommand): ShellWord | undefined {
  return args.find(({ text }) => !text.startsWith('-'));
}

function standsAlone(file: Dockerfile, { instruction }: ShellCommand): boolean {
  const commands = file.scriptOf(instruction)?.commands ?? [];
  return commands.every(
    (command) =>
      bystanders.has(command.name) ||
      (aptNames.some((name) => name === command.name) &&
        /^(?:update|clean|autoclean)$/.test(verb(command)?.text ?? '')),
  );
}

function follows(
  file: Dockerfile,
  { instruction: first }: ShellCommand,
  { instruction: later }: ShellCommand,
): boolean {
  if (first.parent || later.parent)
    return first.parent !== undefined && later.parent !== undefined && later.index > first.index;
  return later.index > first.index && file.stageOf(first) === file.stageOf(later);
}

/** Moves the update into the next RUN; only where that RUN starts with the install and nothing else is in the way. */
function mergeFix(file: Dockerfile, update: ShellCommand, install: ShellCommand): Fix[] {
  const { instruction } = update;
  const target = install.instruction;
  const plain = (one: Instruction) =>
    one.args.kind === 'text' && one.heredocs.length === 0 && one.flags.length === 0 && !one.parent;
  if (!plain(instruction) || !plain(target) || nextInStage(file, instruction) !== target || install.index !== 0)
    return [];
  if (file.scriptOf(instruction)?.commands.length !== 1) return [];
  const { start } = target.rest;
  return [
    {
      title: 'Move the update into the RUN that installs',
      changes: [
        removeInstruction(file, instruction),
        { start, end: start, text: `${instruction.rest.text.trim()} && ` },
      ],
      safe: true,
    },
  ];
}
