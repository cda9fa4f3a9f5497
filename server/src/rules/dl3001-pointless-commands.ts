import type { ShellCommand } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import { quote } from './installs';
import type { Rule } from './rule';

/** Commands that act on a running system, which a build step is not. */
const pointless = ['free', 'mount', 'ps', 'shutdown', 'ssh', 'top', 'vim', 'kill', 'service'] as const;

export const dl3001: Rule = {
  code: 'DL3001',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  summary: 'Some commands make no sense in a build step',
  why:
    'A RUN step has no terminal, no system services and no processes that outlive it: the container it runs in is thrown away and only its ' +
    'files are kept. So `top`, `vim` or `ps` show nothing to anybody, and a service started as the last thing of a RUN is gone before the next ' +
    'line. Start programs with CMD or ENTRYPOINT instead. A service that the rest of the same RUN uses, and one command that stops another ' +
    'of the same RUN, are fine.',
  url: hadolintUrl('DL3001'),
  bad: [
    'FROM debian:13\nRUN ⟦top⟧\n',
    'FROM debian:13\nRUN apt-get update && ⟦service⟧ nginx start\n',
    'FROM debian:13\nRUN make && ⟦ps⟧ aux\n',
  ],
  good: [
    'FROM debian:13\nCMD ["nginx", "-g", "daemon off;"]\n',
    'FROM debian:13\nRUN service postgresql start && su postgres -c "createdb app"\n',
    'FROM debian:13\nRUN vim +PluginInstall +qall\n',
    'FROM debian:13\nRUN --mount=type=ssh ssh -T git@github.com\n',
  ],
  subject: { commands: pointless },
  fixable: false,
  *check(file) {
    for (const command of file.commands(...pointless)) {
      const { instruction, nameWord } = command;
      const commands = file.scriptOf(instruction)?.commands ?? [];
      if (makesSense(command, commands)) continue;
      const { start, end } = nameWord;
      yield { start, end, message: `${quote(command.name)} does nothing useful in a build step.` };
    }
  },
};

function makesSense(command: ShellCommand, commands: readonly ShellCommand[]): boolean {
  const { name, args, substituted, instruction, index } = command;
  const next = commands[index + 1];
  switch (name) {
    case 'service':
      return next !== undefined || !args.some(({ text }) => text === 'start' || text === 'restart');
    case 'kill':
      return commands.length > 1;
    case 'vim':
      return args.some(({ text }) => /^(?:\+|-[a-zA-Z]*[csSEe]|--cmd|--version)/.test(text));
    case 'ssh':
      return args.some(({ text }) => text === '-V') || instruction.flags.some(({ text }) => text.includes('type=ssh'));
    case 'mount':
      return substituted || args.length === 0 || instruction.flags.some((flag) => flag.name === 'security');
    case 'ps':
    case 'free':
      // What a program reads makes sense.
      return substituted || next?.joiner === '|';
    default:
      return false;
  }
}
