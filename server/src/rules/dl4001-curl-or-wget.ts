import type { Stage } from '../model/dockerfile';
import type { ShellCommand } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import type { Rule } from './rule';

export const dl4001: Rule = {
  code: 'DL4001',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use either curl or wget, not both',
  why:
    'curl and wget do the same job in a build. Using both means installing and updating both, with two sets of options to know. Keep the one that ' +
    'the image needs anyway.',
  url: hadolintUrl('DL4001'),
  bad: [
    'FROM debian:13\nRUN wget -q https://example.com/a\nRUN ⟦curl⟧ -O https://example.com/b\n',
    'FROM debian:13\nRUN curl -O https://example.com/a && ⟦wget⟧ -q https://example.com/b && curl -O https://example.com/c\n',
  ],
  good: [
    'FROM debian:13\nRUN curl -O https://example.com/a && curl -O https://example.com/b\n',
    'FROM debian:13 AS build\nRUN wget -q https://example.com/a\nFROM debian:13\nRUN curl -O https://example.com/b\n',
  ],
  subject: { commands: ['wget'] },
  fixable: false,
  *check(file) {
    if (file.commands('curl').length === 0 || file.commands('wget').length === 0) return;
    const first = new Map<Stage | undefined, ShellCommand>();
    const reported = new Set<Stage | undefined>();
    for (const command of file.commands('curl', 'wget')) {
      const stage = file.stageOf(command.instruction);
      const other = first.get(stage);
      if (!other) first.set(stage, command);
      else if (other.name !== command.name && !reported.has(stage)) {
        reported.add(stage);
        const { start, end } = command.nameWord;
        yield {
          start,
          end,
          message: `${other.name} is used in this stage already; use it here, too.`,
          related: [{ start: other.nameWord.start, end: other.nameWord.end, message: `First use of ${other.name}.` }],
        };
      }
    }
  },
};
