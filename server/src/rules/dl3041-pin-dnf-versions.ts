import { dnf } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { rpmPackages } from './rpm-packages';
import type { Rule } from './rule';

export const dl3041: Rule = {
  code: 'DL3041',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Pin versions in dnf install',
  why:
    'Without a version, `dnf install` takes what the mirror has on the day of the build, so the same Dockerfile makes different images. Write ' +
    '`dnf install name-version`, and `name:stream` for a module. `dnf list --showduplicates <package>` in a container of the base image lists what ' +
    'there is.',
  url: hadolintUrl('DL3041'),
  bad: [
    'FROM fedora:42\nRUN dnf install -y ⟦httpd⟧ git-2.47.1 && dnf clean all\n',
    'FROM almalinux:9\nRUN dnf -y module install ⟦nodejs⟧ && dnf clean all\n',
  ],
  good: [
    'FROM fedora:42\nRUN dnf install -y httpd-2.4.62 @development-tools && dnf clean all\n',
    'FROM fedora:42\nRUN dnf group install -y "Development Tools" && dnf clean all\n',
    'FROM fedora:42\nRUN dnf install -y https://example.com/app.rpm && dnf clean all\n',
  ],
  subject: { commands: dnf.commands },
  fixable: true,
  check: (file) => rpmPackages(file, dnf),
};
