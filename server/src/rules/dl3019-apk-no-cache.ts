import { hasOption } from '../shell/arguments';
import { apk } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { callsOf, lacking } from './installs';
import { cleanedLater, isMounted, reachesImage } from './layers';
import type { Rule } from './rule';

export const dl3019: Rule = {
  code: 'DL3019',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  summary: 'Use apk add --no-cache',
  why:
    '`apk add` keeps the package index that it downloads in `/var/cache/apk`, where it stays in the layer. `--no-cache` fetches a fresh index ' +
    'and keeps none, so no `apk update` before and no `rm` after it is needed. A cache mount on that folder does as well. Build stages that are ' +
    'only copied from are not looked at.',
  url: hadolintUrl('DL3019'),
  bad: ['FROM alpine:3.22\nRUN ⟦apk add⟧ curl~=8.14\n', 'FROM alpine:3.22\nRUN apk update && ⟦apk add⟧ curl~=8.14\n'],
  good: [
    'FROM alpine:3.22\nRUN apk add --no-cache curl~=8.14\n',
    'FROM alpine:3.22\nRUN --mount=type=cache,target=/var/cache/apk apk add curl~=8.14\n',
    'FROM alpine:3.22\nRUN apk add -U curl~=8.14 && rm -rf /var/cache/apk/*\n',
  ],
  subject: { commands: apk.commands },
  fixable: true,
  check: (file) => {
    const isCleaned = cleanedLater(file, apk.caches, () => false);
    return lacking(
      callsOf(file, apk, apk.install),
      ({ parsed, command }) =>
        hasOption(parsed, 'no-cache', 'no-network') ||
        apk.caches.some((folder) => isMounted(command.instruction, folder)) ||
        isCleaned(command) ||
        !reachesImage(file, command.instruction),
      '--no-cache',
      'The package index stays in the layer; add --no-cache.',
    );
  },
};
