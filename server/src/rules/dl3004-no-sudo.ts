import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import type { ShellCommand } from '../shell/script';
import { rootImages } from './data/root-images';
import { hadolintUrl } from './hadolint-url';
import type { Fix, Rule } from './rule';

export const dl3004: Rule = {
  code: 'DL3004',
  aliases: [],
  source: 'hadolint',
  severity: 'error',
  summary: 'Do not use sudo',
  why:
    'A RUN step runs as the user that USER sets, root by default, so `sudo` is either needless or missing from the image. It also changes how ' +
    'signals and the environment reach the program. Switch with USER between steps; to step down inside a script, use `gosu` or `setpriv`.',
  url: hadolintUrl('DL3004'),
  bad: [
    'FROM debian:13\nRUN ⟦sudo⟧ apt-get update\n',
    'FROM debian:13\nRUN apt-get update && ⟦sudo⟧ -E make install\n',
    'FROM debian:13\nRUN [⟦"sudo"⟧, "make"]\n',
  ],
  good: ['FROM debian:13\nUSER root\nRUN apt-get update\n', 'FROM debian:13\nRUN apt-get install -y sudo\n'],
  subject: { commands: ['sudo'] },
  fixable: true,
  *check(file) {
    for (const command of file.commands('sudo')) {
      const at = command.wrappers.findIndex(({ name }) => name === 'sudo');
      const word = command.wrappers[at]?.span ?? (command.name === 'sudo' ? command.nameWord : undefined);
      if (!word) continue;
      const inner = command.wrappers[at + 1]?.span.start ?? command.nameWord.start;
      const between = textBetween(file, command, word.end, inner);
      const safe = isRoot(file, command.instruction);
      const fixes: Fix[] =
        at >= 0 && between?.trim() === ''
          ? [{ title: 'Remove sudo', changes: [{ start: word.start, end: inner, text: '' }], safe, needsInput: !safe }]
          : [];
      yield { start: word.start, end: word.end, message: 'Switch the user with USER instead of sudo.', fixes };
    }
  },
};

/** True when a step certainly runs as root, so that sudo does nothing for it. */
function isRoot(file: Dockerfile, instruction: Instruction): boolean {
  const stage = file.stageOf(instruction);
  if (!stage || instruction.parent) return false;
  const chain = file.ancestry(stage);
  const users = chain.flatMap(({ instructions }) => instructions.filter(({ name }) => name === 'USER'));
  if (users.length === 0) return rootImages.has(chain.at(-1)?.base.image?.familiarName ?? '');
  const { User, unknown } = file.configAfter(instruction);
  // A build argument may name any user.
  const isKnown = !unknown.includes('User') && users.every(({ rest }) => !rest.text.includes('$'));
  return isKnown && /^(?:root|0)?(?::|$)/.test(User);
}

/** What the shell reads between two offsets; undefined where a comment stands there, which a fix would delete. */
function textBetween(file: Dockerfile, command: ShellCommand, start: number, end: number): string | undefined {
  const script = file.scriptOf(command.instruction);
  if (!script || file.text.slice(start, end).includes('#')) return undefined;
  return script.text.slice(start - script.span.start, end - script.span.start);
}
