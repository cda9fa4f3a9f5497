import { zypper } from '../shell/package-managers';
import type { ShellCommand } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import { callsOf, uncleaned } from './installs';
import type { Rule } from './rule';

export const dl3036: Rule = {
  code: 'DL3036',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Run zypper clean after installing',
  why:
    'zypper keeps metadata and packages that it downloads in `/var/cache/zypp`. They stay in the layer unless the same RUN removes them: end it ' +
    'with `zypper clean`, or put a cache mount on that folder. Build stages that are only copied from are not looked at.',
  url: hadolintUrl('DL3036'),
  bad: ['FROM opensuse/leap:15.6\nRUN ⟦zypper -n install⟧ httpd=2.4.62\n'],
  good: [
    'FROM opensuse/leap:15.6\nRUN zypper install -y httpd=2.4.62 && zypper clean\n',
    'FROM opensuse/leap:15.6\nRUN --mount=type=cache,target=/var/cache/zypp zypper -n in httpd=2.4.62\n',
  ],
  subject: { commands: zypper.commands },
  fixable: true,
  check: (file) =>
    uncleaned(file, callsOf(file, zypper, zypper.downloads), {
      caches: zypper.caches,
      cleans: isClean,
      command: 'zypper clean',
      message: 'What zypper downloads stays in the layer; end this RUN with "zypper clean".',
    }),
};

function isClean({ name, args }: ShellCommand): boolean {
  return name === 'zypper' && args.some(({ text }) => text === 'clean' || text === 'cc');
}
