import type { Dockerfile } from '../model/dockerfile';
import { hasOption } from '../shell/arguments';
import { dnf } from '../shell/package-managers';
import type { ShellCommand } from '../shell/script';
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
    'FROM fedora:42\nRUN ⟦microdnf install⟧ httpd-2.4.62 && microdnf clean all\n',
  ],
  good: [
    'FROM fedora:42\nRUN dnf install -y httpd-2.4.62 && dnf clean all\n',
    'FROM almalinux:9-minimal\nRUN microdnf install httpd-2.4.62 && microdnf clean all\n',
  ],
  subject: { commands: dnf.commands },
  fixable: true,
  check: (file) =>
    lacking(
      callsOf(file, dnf, [...dnf.install, 'groupinstall']),
      ({ parsed, command }) =>
        hasOption(parsed, 'y', 'assumeyes', 'assumeno', 'downloadonly') ||
        isAnswered(file, command) ||
        neverAsks(file, command),
      '-y',
      'dnf asks a question that nobody answers in a build; add -y.',
    ),
};

/** The microdnf of Red Hat's family is not dnf 5: it "always assumes yes" (microdnf 3, manual page). */
function neverAsks(file: Dockerfile, { name, instruction }: ShellCommand): boolean {
  const stage = name === 'microdnf' ? file.stageOf(instruction) : undefined;
  const base = stage && file.ancestry(stage).at(-1)?.base.raw;
  return base !== undefined && /ubi|rhel|oraclelinux|almalinux|rocky|centos/.test(base);
}
