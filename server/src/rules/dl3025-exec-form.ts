import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { hadolintUrl } from './hadolint-url';
import type { Rule } from './rule';

export const dl3025: Rule = {
  code: 'DL3025',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  enabledByDefault: false,
  summary: 'Use the JSON form for HEALTHCHECK, and for CMD and ENTRYPOINT after SHELL',
  why:
    'The shell form runs the command in a shell. JSONArgsRecommended tells this for CMD and ENTRYPOINT where no SHELL is chosen; this rule ' +
    'adds what hadolint also asks for: HEALTHCHECK commands, and commands after a SHELL instruction. There the shell is mostly ' +
    'meant, so the rule is off by default.',
  url: hadolintUrl('DL3025'),
  bad: [
    'FROM alpine:3.22\nHEALTHCHECK CMD ⟦wget -q http://localhost/⟧\n',
    'FROM alpine:3.22\nSHELL ["/bin/ash", "-c"]\nCMD ⟦app --serve⟧\n',
  ],
  good: [
    'FROM alpine:3.22\nHEALTHCHECK CMD ["wget", "-q", "http://localhost/"]\n',
    'FROM alpine:3.22\nHEALTHCHECK NONE\n',
    'FROM alpine:3.22\nCMD app --serve\n',
  ],
  subject: { keywords: ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'] },
  fixable: false,
  *check(file) {
    for (const { args } of file.byKeyword('HEALTHCHECK')) {
      if (args.kind !== 'healthcheck' || args.command.kind !== 'text') continue;
      const { start, end } = args.command.text;
      yield { start, end, message: 'The health check runs in a shell; the JSON form runs the program itself.' };
    }
    for (const instruction of [...file.byKeyword('CMD'), ...file.byKeyword('ENTRYPOINT')]) {
      if (instruction.args.kind !== 'text' || !shellChosen(file, instruction)) continue;
      const { start, end } = instruction.args.text;
      yield {
        start,
        end,
        message: 'This runs in a shell; the JSON form runs the program itself, which then gets signals.',
      };
    }
  },
};

function shellChosen(file: Dockerfile, instruction: Instruction): boolean {
  const stage = file.stageOf(instruction);
  const shells = file.byKeyword('SHELL');
  if (!stage || shells.length === 0) return false;
  const chain = file.ancestry(stage);
  return shells.some((shell) => {
    const owner = file.stageOf(shell);
    return owner !== undefined && chain.includes(owner) && (owner !== stage || shell.index < instruction.index);
  });
}
