import { buildkitUrl } from './buildkit-url';
import { platformFlags, removeFlag } from './platform-flags';
import type { Rule } from './rule';

export const redundantTargetPlatform: Rule = {
  code: 'RedundantTargetPlatform',
  aliases: ['DL3065'],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Leave out --platform=$TARGETPLATFORM',
  why:
    'A stage is built for the target platform anyway, so `--platform=$TARGETPLATFORM` changes nothing. Use `--platform=$BUILDPLATFORM` for stages ' +
    'that should run on the machine that builds, such as cross compilers.',
  url: buildkitUrl('redundant-target-platform'),
  bad: [
    'FROM ⟦--platform=$TARGETPLATFORM⟧ alpine:3.22\n',
    'FROM ⟦--platform=${TARGETPLATFORM:-linux/amd64}⟧ alpine:3.22\n',
  ],
  good: ['FROM --platform=$BUILDPLATFORM alpine:3.22\n', 'FROM --platform=$TARGETOS/$TARGETARCH alpine:3.22\n'],
  fixable: true,
  *check(file) {
    for (const { expansion, flag, word, stage } of platformFlags(file)) {
      const { references, text } = expansion;
      if (references.length === 0 || !references.every(({ name }) => name === 'TARGETPLATFORM')) continue;
      if (text !== file.variableAt('TARGETPLATFORM', stage.from).value) continue;
      yield {
        start: flag.start,
        end: flag.end,
        message: `Setting the platform to ${word.raw} is redundant: this is the default.`,
        tags: ['unnecessary'],
        fixes: [removeFlag(flag, file.text, true)],
      };
    }
  },
};
