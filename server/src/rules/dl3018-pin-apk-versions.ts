import { apk } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { callsOf, unpinned } from './installs';
import type { Rule } from './rule';

export const dl3018: Rule = {
  code: 'DL3018',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Pin versions in apk add',
  why:
    'Without a version, `apk add` takes what the mirror has on the day of the build, so the same Dockerfile makes different images. ' +
    '`package=1.2.3-r0` fixes it exactly; Alpine keeps only the newest revision of a package, so `package~=1.2` is often the better choice. ' +
    '`apk policy <package>` in a container of the base image lists what there is.',
  url: hadolintUrl('DL3018'),
  bad: ['FROM alpine:3.22\nRUN apk add --no-cache -t build gcc~=14 ⟦curl⟧ ⟦"jq"⟧\n'],
  good: [
    'FROM alpine:3.22\nRUN apk add --no-cache curl~=8.14 jq=1.8.0-r0\n',
    'FROM alpine:3.22\nRUN apk add --no-cache --virtual .build-deps $PACKAGES /tmp/local.apk\n',
  ],
  subject: { commands: apk.commands },
  fixable: true,
  check: (file) => unpinned(file, apk, callsOf(file, apk, apk.install)),
};
