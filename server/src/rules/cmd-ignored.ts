import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { resultStages } from './result-stages';
import type { Rule } from './rule';
import { startCommand } from './start-command';

export const cmdIgnored: Rule = {
  code: 'CmdIgnored',
  aliases: [],
  source: 'quayside',
  severity: 'warning',
  summary: 'A shell-form ENTRYPOINT ignores CMD',
  why:
    'An ENTRYPOINT in shell form runs `/bin/sh -c "…"`. The words of CMD, and those that people type after the image in `docker run`, are ' +
    'given to that shell, which does nothing with them. The program does not get signals either, so that `docker stop` waits ten ' +
    'seconds and kills it. Write ENTRYPOINT as a JSON array.',
  bad: [
    'FROM alpine:3.22\nENTRYPOINT exec app\nCMD ⟦["--port", "80"]⟧\n',
    'FROM alpine:3.22\nENTRYPOINT ["/bin/sh", "-c", "app"]\nCMD ⟦start⟧\n',
  ],
  good: [
    'FROM alpine:3.22\nENTRYPOINT ["app"]\nCMD ["--port", "80"]\n',
    'FROM alpine:3.22\nENTRYPOINT exec app "$0" "$@"\nCMD ["--port", "80"]\n',
    'FROM alpine:3.22\nCMD app\n',
    'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nENTRYPOINT C:\\\\tools\\\\setup.bat &&\nCMD ["powershell"]\n',
    'FROM alpine:3.22 AS base\nCMD ["x"]\nFROM base\nENTRYPOINT exec app\n',
  ],
  subject: { keywords: ['ENTRYPOINT'] },
  fixable: false,
  *check(file) {
    if (file.byKeyword('ENTRYPOINT').length === 0 || file.byKeyword('CMD').length === 0) return;
    for (const stage of resultStages(file)) {
      const { entrypoint, cmd } = startCommand(file, stage);
      if (!entrypoint || !cmd || cmd.args.kind === 'none' || !ignoresArguments(file, entrypoint)) continue;
      const { start, end } = cmd.rest;
      yield {
        start,
        end,
        message: 'This CMD has no effect: the ENTRYPOINT is a shell command that takes no arguments.',
        related: [{ start: entrypoint.rest.start, end: entrypoint.rest.end, message: 'The ENTRYPOINT in shell form.' }],
      };
    }
  },
};

/**
 * True when the words after the ENTRYPOINT go to a shell whose script does not look at them. In Windows images they end up
 * on the command line of cmd or PowerShell.
 */
function ignoresArguments(file: Dockerfile, entrypoint: Instruction): boolean {
  const { args } = entrypoint;
  if (args.kind === 'text') return file.scriptOf(entrypoint) !== undefined && !usesArguments(args.text.text);
  if (args.kind !== 'exec' || args.items.length !== 3) return false;
  const [shell, option, script] = args.items.map(({ value }) => value);
  return (
    /(?:^|\/)(?:ba|da|a|z|k)?sh$/.test(shell ?? '') && /^-\w*c$/.test(option ?? '') && !usesArguments(script ?? '')
  );
}

function usesArguments(script: string): boolean {
  return /\$(?:\{?[@*\d#])/.test(script);
}
