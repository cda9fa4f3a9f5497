import type { ShellCommand } from '../shell/script';
import type { Rule } from './rule';
import { startCommand } from './start-command';

export const severalServices: Rule = {
  code: 'SeveralServices',
  aliases: [],
  source: 'quayside',
  severity: 'info',
  summary: 'Start one service per container',
  why:
    'A container lives as long as its first process. What that process put into the background may die without anybody noticing: no restart, no ' +
    'exit code, no log of its own, and no signal when the container stops. Run each service in a container of its own, for example with ' +
    'Compose, or use a supervisor that is made for it.',
  bad: [
    'FROM debian:13\nCMD ⟦service nginx start⟧ && tail -f /var/log/nginx/access.log\n',
    'FROM debian:13\nCMD ⟦redis-server⟧ & exec app\n',
  ],
  good: [
    'FROM debian:13\nCMD ["nginx", "-g", "daemon off;"]\n',
    'FROM debian:13\nCMD app & wait\n',
    'FROM debian:13\nRUN service postgresql start && ./load-data\nCMD ["app"]\n',
  ],
  subject: { keywords: ['CMD', 'ENTRYPOINT'] },
  fixable: false,
  *check(file) {
    const stage = file.stages.at(-1);
    if (!stage) return;
    const { entrypoint, cmd } = startCommand(file, stage);
    for (const instruction of [entrypoint, cmd]) {
      const commands = (instruction && file.scriptOf(instruction)?.commands) ?? [];
      // Nothing follows a lone command.
      if (commands.length < 2) continue;
      for (const command of commands) {
        if (!goesToBackground(command, commands[command.index + 1])) continue;
        yield {
          start: command.nameWord.start,
          end: command.args.at(-1)?.end ?? command.nameWord.end,
          message: 'Nobody notices when this background service dies; run it in a container of its own.',
        };
      }
    }
  },
};

function goesToBackground(command: ShellCommand, next: ShellCommand | undefined): boolean {
  const { name, args, nameWord, depth } = command;
  if (depth > 0 || !next) return false;
  if (name === 'service') return args.some(({ text }) => text === 'start' || text === 'restart');
  if (/^\/etc\/(?:rc\.d\/)?init\.d\//.test(nameWord.text)) return args[0]?.text === 'start';
  return next.joiner === '&' && !/^(?:wait|sleep|tail|true)?$/.test(next.name) && !/^(?:sleep|tail)?$/.test(name);
}
