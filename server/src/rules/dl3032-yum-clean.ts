import { yum } from '../shell/package-managers';
import type { ShellCommand } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import { callsOf, uncleaned } from './installs';
import type { Rule } from './rule';

export const dl3032: Rule = {
  code: 'DL3032',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Run yum clean all after installing',
  why:
    'yum keeps metadata and packages that it downloads in `/var/cache/yum`, often more than a hundred megabytes. They stay in the layer unless the ' +
    'same RUN removes them: end it with `yum clean all`, or put a cache mount on that folder. Build stages that are only copied from are not ' +
    'looked at.',
  url: hadolintUrl('DL3032'),
  bad: [
    'FROM amazonlinux:2\nRUN ⟦yum install⟧ -y httpd-2.4.62\n',
    'FROM amazonlinux:2\nRUN yum clean all && ⟦yum -y install⟧ httpd-2.4.62\n',
  ],
  good: [
    'FROM amazonlinux:2\nRUN yum install -y httpd-2.4.62 && yum clean all\n',
    'FROM amazonlinux:2\nRUN yum install -y httpd-2.4.62 && rm -rf /var/cache/yum\n',
    'FROM amazonlinux:2\nRUN --mount=type=cache,target=/var/cache/yum yum install -y httpd-2.4.62\n',
  ],
  subject: { commands: yum.commands },
  fixable: true,
  check: (file) =>
    uncleaned(file, callsOf(file, yum, yum.downloads), {
      caches: yum.caches,
      cleans: isClean,
      command: 'yum clean all',
      message: 'What yum downloads stays in the layer; end this RUN with "yum clean all".',
    }),
};

function isClean({ name, args }: ShellCommand): boolean {
  return (name === 'yum' || name === 'dnf') && args.some(({ text }) => text === 'clean');
}
