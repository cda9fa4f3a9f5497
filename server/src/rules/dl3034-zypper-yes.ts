import { hasOption } from '../shell/arguments';
import { zypper } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { callsOf, isAnswered, lacking } from './installs';
import type { Rule } from './rule';

const asking = ['install', 'in', 'remove', 'rm', 'source-install', 'si', 'patch'];

export const dl3034: Rule = {
  code: 'DL3034',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use zypper with -y',
  why: '`zypper` asks before it changes anything. Nobody answers during a build, so the step fails. `-y` says yes; `zypper -n` asks nothing at all.',
  url: hadolintUrl('DL3034'),
  bad: ['FROM opensuse/leap:15.6\nRUN ⟦zypper install⟧ httpd=2.4.62 && zypper clean\n'],
  good: [
    'FROM opensuse/leap:15.6\nRUN zypper install -y httpd=2.4.62 && zypper clean\n',
    'FROM opensuse/leap:15.6\nRUN zypper -n in httpd=2.4.62 && zypper clean\n',
  ],
  subject: { commands: zypper.commands },
  fixable: true,
  check: (file) =>
    lacking(
      callsOf(file, zypper, asking),
      ({ parsed, command }) =>
        hasOption(parsed, 'n', 'non-interactive', 'y', 'no-confirm', 'D', 'dry-run') || isAnswered(file, command),
      '-y',
      'zypper asks a question that nobody answers in a build; add -y.',
    ),
};
