import type { Dockerfile } from '../model/dockerfile';
import type { ShellCommand, ShellScript } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import type { Fix, Rule } from './rule';

export const dl3003: Rule = {
  code: 'DL3003',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use WORKDIR to change the folder',
  why:
    'Each RUN starts in the folder that WORKDIR sets, so a `cd` is forgotten at its end. A RUN that begins with `cd` reads better, and the next ' +
    'lines are safe from the wrong folder, when WORKDIR stands before it; WORKDIR also creates the folder. A `cd` in the middle of a RUN, in a ' +
    'subshell, or into a temporary folder is not reported: there it is the right tool.',
  url: hadolintUrl('DL3003'),
  bad: [
    'FROM node:22\nRUN ⟦cd /app⟧ && npm ci\n',
    'FROM node:22\nRUN ⟦cd /app⟧\nRUN npm ci\n',
    'FROM node:22\nRUN npm ci && ⟦cd /app⟧\n',
  ],
  good: [
    'FROM node:22\nWORKDIR /app\nRUN npm ci\n',
    'FROM node:22\nRUN (cd /app && npm ci) && npm prune\n',
    'FROM debian:13\nRUN git clone https://example.com/x.git && cd x && make && cd .. && rm -r x\n',
    'FROM debian:13\nRUN cd /tmp && ./install.sh\n',
  ],
  subject: { commands: ['cd'] },
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const command of file.commands('cd')) {
      const { instruction, args, depth, index } = command;
      const folder = args[0];
      if (depth > 0 || !folder || args.length > 1 || instruction.parent || instruction.name !== 'RUN') continue;
      const script = file.scriptOf(instruction);
      const last = index === (script?.commands.length ?? 0) - 1;
      if ((index > 0 && !last) || (index === 0 && !last && isTemporary(folder.text))) continue;
      const span = { start: command.nameWord.start, end: folder.end };
      const message =
        last && index > 0
          ? 'The folder is forgotten at the end of the RUN; WORKDIR keeps it.'
          : 'WORKDIR sets the folder for this RUN and all that follows.';
      yield { ...span, message, fixes: script ? fixes(file, script, command) : [] };
    }
  },
};

function isTemporary(folder: string): boolean {
  return /^(?:\/var)?\/tmp(?:\/|$)|^-$|^\$\(mktemp/.test(folder);
}

/** WORKDIR on a line before the RUN, in place of the `cd`. */
function fixes(file: Dockerfile, { instruction, span, commands }: ShellScript, cd: ShellCommand): Fix[] {
  const folder = cd.args[0];
  const next = commands[1];
  if (!folder || cd.index > 0 || !/^[\w./${}-]+$/.test(folder.text) || instruction.heredocs.length > 0) return [];
  const workdir = `WORKDIR ${folder.text}`;
  const title = `Use ${workdir}`;
  if (!next) {
    return [{ title, changes: [{ start: instruction.start, end: instruction.end, text: workdir }], safe: false }];
  }
  if (next.joiner !== '&&' || next.depth > 0 || cd.start !== span.start) return [];
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const changes = [
    { start: instruction.start, end: instruction.start, text: workdir + newline },
    { start: cd.start, end: next.start, text: '' },
  ];
  return [{ title, changes, safe: false }];
}
