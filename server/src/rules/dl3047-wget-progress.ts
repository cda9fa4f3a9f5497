import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { hasOption, parseArguments, type ValueOptions } from '../shell/arguments';
import { addWord } from './command-edits';
import { hadolintUrl } from './hadolint-url';
import type { Rule } from './rule';

const options: ValueOptions = {
  short: 'oaOeiBtTwPQlADRIXU',
  long: [
    'output-file',
    'append-output',
    'output-document',
    'execute',
    'input-file',
    'base',
    'tries',
    'timeout',
    'wait',
    'directory-prefix',
    'quota',
    'level',
    'accept',
    'reject',
    'domains',
    'user-agent',
    'header',
    'user',
    'password',
    'post-data',
    'body-data',
    'method',
  ],
};

/** Options with which wget shows no progress bar, or none where the build log sees it. */
const quiet = [
  ...['progress', 'q', 'quiet', 'nv', 'no-verbose', 'o', 'output-file', 'a', 'append-output'],
  ...['b', 'background', 'spider', 'V', 'version', 'h', 'help'],
];

export const dl3047: Rule = {
  code: 'DL3047',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  summary: 'Keep the progress of wget out of the build log',
  why:
    'Without a terminal `wget` writes a line of dots per 50 KB, which fills the build log with thousands of lines for a large file. ' +
    '`--progress=dot:giga` writes a line per 32 MB, `-nv` one per file, `-q` none. The wget of BusyBox (Alpine) knows only `-q`.',
  url: hadolintUrl('DL3047'),
  bad: [
    'FROM debian:13\nRUN ⟦wget⟧ https://example.com/app.tar.gz\n',
    'FROM alpine:3.22\nRUN ⟦wget⟧ -O /app https://example.com/app\n',
  ],
  good: [
    'FROM debian:13\nRUN wget --progress=dot:giga https://example.com/app.tar.gz\n',
    'FROM debian:13\nRUN wget -qO /app https://example.com/app\n',
    'FROM debian:13\nRUN wget -nv https://example.com/app\n',
  ],
  subject: { commands: ['wget'] },
  fixable: true,
  *check(file) {
    const isBusyBox = busyBox(file);
    for (const command of file.commands('wget')) {
      const parsed = parseArguments(command.args, options);
      if (hasOption(parsed, ...quiet) || command.args.some(({ text }) => text === '-nv')) continue;
      const word = isBusyBox(command.instruction) ? '-q' : '--progress=dot:giga';
      const { start, end } = command.nameWord;
      yield {
        start,
        end,
        message: `wget fills the build log with its progress; add ${word}.`,
        fixes: [{ title: `Add ${word}`, changes: [addWord(command, command.nameWord, word)], safe: true }],
      };
    }
  },
};

/** A test whether the wget of an instruction is BusyBox's: on Alpine and BusyBox, unless GNU wget is installed there. */
function busyBox(file: Dockerfile): (instruction: Instruction) => boolean {
  let isInstalled: boolean | undefined;
  return (instruction) => {
    const stage = file.stageOf(instruction);
    const base = stage && file.ancestry(stage).at(-1)?.base.raw;
    if (!base || !/alpine|busybox/i.test(base)) return false;
    isInstalled ??= file.commands('apk').some(({ args }) => args.some(({ text }) => /^wget(?:[=~<>]|$)/.test(text)));
    return !isInstalled;
  };
}
