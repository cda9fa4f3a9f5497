import type { Dockerfile } from '../model/dockerfile';
import type { ShellCommand, ShellWord } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import type { Fix, Rule } from './rule';

export const dl4005: Rule = {
  code: 'DL4005',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use SHELL to change the shell',
  why:
    'Replacing `/bin/sh` by a link changes the shell of every script in the image, those of the distribution included, which are written for the ' +
    'shell that it ships. `SHELL ["/bin/bash", "-c"]` changes only what runs the shell form of the instructions that follow.',
  url: hadolintUrl('DL4005'),
  bad: [
    'FROM debian:13\nRUN ⟦ln -sf /bin/bash /bin/sh⟧\n',
    'FROM debian:13\nRUN rm /bin/sh && ⟦ln -s /bin/bash /bin/sh⟧ && echo\n',
  ],
  good: [
    'FROM debian:13\nSHELL ["/bin/bash", "-c"]\n',
    'FROM debian:13\nRUN ln -s /bin/sh /usr/local/bin/shell\n',
    'FROM scratch\nCOPY busybox /\nRUN ["/busybox", "ln", "-s", "/busybox", "/bin/sh"]\n',
  ],
  subject: { commands: ['ln'] },
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const command of file.commands('ln')) {
      const operands = command.args.filter(({ text }) => !text.startsWith('-'));
      const target = operands.at(-1);
      if (operands.length < 2 || !target || !/^(?:\/usr)?\/bin\/sh$/.test(target.text)) continue;
      if (startsEmpty(file, command)) continue;
      const only = file.scriptOf(command.instruction)?.commands.length === 1;
      yield {
        start: command.nameWord.start,
        end: target.end,
        message: 'Change the shell of later instructions with SHELL; leave /bin/sh as the distribution made it.',
        fixes: only && command.instruction.args.kind === 'text' ? shellFix(command, operands[0]) : [],
      };
    }
  },
};

/** True in a stage that began FROM scratch: no distribution made a shell there. */
function startsEmpty(file: Dockerfile, { instruction }: ShellCommand): boolean {
  const stage = file.stageOf(instruction);
  return stage !== undefined && file.ancestry(stage).at(-1)?.base.kind === 'scratch';
}

function shellFix({ instruction: { start, end } }: ShellCommand, shell: ShellWord | undefined): Fix[] {
  if (!shell?.literal) return [];
  const path = shell.text.startsWith('/') ? shell.text : `/bin/${shell.text}`;
  const text = `SHELL [${JSON.stringify(path)}, "-c"]`;
  return [{ title: `Use ${text}`, changes: [{ start, end, text }], safe: false }];
}
