import { hasOption } from '../shell/arguments';
import { dnf } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { callsOf, isAnswered, lacking } from './installs';
import type { Rule } from './rule';

export const dl3038: Rule = {
  code: 'DL3038',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use dnf install -y',
  why: '`dnf` asks before it installs anything. Nobody answers during a build, so the step fails. `-y` says yes to that question.',
  url: hadolintUrl('DL3038'),
  bad: [
    'FROM fedora:42\nRUN ⟦dnf install⟧ httpd-2.4.62 && dnf clean all\n',
    'FROM almalinux:9-minimal\nRUN ⟦microdnf install⟧ httpd-2.4.62 && microdnf clean all\n',
  ],
  good: ['FROM fedora:42\nRUN dnf install -y httpd-2.4.62 && dnf clean all\n'],
  fixable: true,
  check: (file) =>
    lacking(
      callsOf(file, dnf, [...dnf.install, 'groupinstall']),
      ({ parsed, command }) =>
        hasOption(parsed, 'y', 'assumeyes', 'assumeno', 'downloadonly') || isAnswered(file, command),
      '-y',
      'dnf asks a question that nobody answers in a build; add -y.',
    ),
};
