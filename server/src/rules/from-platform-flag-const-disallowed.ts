import { parsePlatform } from '../syntax/values/platform';
import { buildkitUrl } from './buildkit-url';
import { platformFlags, removeFlag } from './platform-flags';
import type { Rule } from './rule';

export const fromPlatformFlagConstDisallowed: Rule = {
  code: 'FromPlatformFlagConstDisallowed',
  aliases: ['DL3029'],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Do not fix the platform of a FROM',
  why:
    'With a constant `--platform` the image is for that platform only, and on other machines it is built and run under emulation without anybody ' +
    'noticing. Choose the platform when building (`docker build --platform`), or use `$BUILDPLATFORM`. A stage whose name holds the platform ' +
    '(`AS build-amd64`) shows that it is meant, and is not reported.',
  url: buildkitUrl('from-platform-flag-const-disallowed'),
  bad: ['FROM --platform=⟦linux/amd64⟧ alpine:3.22\n', 'FROM --platform=⟦linux/arm64⟧ alpine:3.22 AS build\n'],
  good: [
    'FROM --platform=$BUILDPLATFORM alpine:3.22\n',
    'FROM --platform=linux/amd64 alpine:3.22 AS build-amd64\n',
    'FROM --platform=linux/x86_64 alpine:3.22 AS build-amd64\n',
    'FROM alpine:3.22\n',
  ],
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const { expansion, flag, word, stage } of platformFlags(file)) {
      if (expansion.references.length > 0) continue;
      const platform = parsePlatform(expansion.text);
      if (!platform.ok) continue;
      const { os = 'linux', architecture = 'amd64' } = platform.value;
      if (stage.name?.includes(os) || stage.name?.includes(architecture)) continue;
      yield {
        start: word.start,
        end: word.end,
        message: `FROM --platform should not use the constant "${expansion.text}".`,
        fixes: [removeFlag(flag, file.text, false)],
      };
    }
  },
};
