import { hasOption } from '../shell/arguments';
import { yum } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { callsOf, isAnswered, lacking } from './installs';
import type { Rule } from './rule';

export const dl3030: Rule = {
  code: 'DL3030',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use yum install -y',
  why: '`yum` asks before it installs anything. Nobody answers during a build, so the step fails. `-y` says yes to that question.',
  url: hadolintUrl('DL3030'),
  bad: ['FROM amazonlinux:2\nRUN ⟦yum install⟧ httpd-2.4.62 && yum clean all\n'],
  good: [
    'FROM amazonlinux:2\nRUN yum install -y httpd-2.4.62 && yum clean all\n',
    'FROM amazonlinux:2\nRUN yum -y install httpd-2.4.62 && yum clean all\n',
  ],
  subject: { commands: yum.commands },
  fixable: true,
  check: (file) =>
    lacking(
      callsOf(file, yum, [...yum.install, 'groupinstall']),
      ({ parsed, command }) =>
        hasOption(parsed, 'y', 'assumeyes', 'assumeno', 'downloadonly') || isAnswered(file, command),
      '-y',
      'yum asks a question that nobody answers in a build; add -y.',
    ),
};
