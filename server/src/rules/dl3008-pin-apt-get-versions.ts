import { apt } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { callsOf, installing, unpinned } from './installs';
import type { Rule } from './rule';

export const dl3008: Rule = {
  code: 'DL3008',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Pin versions in apt-get install',
  why:
    'Without a version, `apt-get install` takes what the mirror has on the day of the build: the same Dockerfile makes different images, and a ' +
    'cached layer hides that for weeks. `package=version` makes the build repeatable and a change visible; `package=1.2.*` keeps security ' +
    'updates. `apt-cache madison <package>` in a container of the base image lists what there is.',
  url: hadolintUrl('DL3008'),
  bad: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends ⟦curl⟧ git=1:2.47.* ⟦jq⟧ && rm -rf /var/lib/apt/lists/*\n',
    'FROM debian:13\nRUN apt-get update && sudo apt-get install -y --no-install-recommends \\\n    # for health checks\n    ⟦curl⟧ && rm -rf /var/lib/apt/lists/*\n',
  ],
  good: [
    'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl=8.14.* && rm -rf /var/lib/apt/lists/*\n',
    'FROM debian:13\nRUN apt-get install -y --no-install-recommends -t trixie-backports /tmp/app.deb $PACKAGES\n',
  ],
  subject: { commands: apt.commands },
  fixable: true,
  check: (file) => unpinned(file, apt, installing(callsOf(file, apt, apt.install))),
};
