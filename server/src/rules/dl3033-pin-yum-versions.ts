import { yum } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { rpmPackages } from './rpm-packages';
import type { Rule } from './rule';

export const dl3033: Rule = {
  code: 'DL3033',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Pin versions in yum install',
  why:
    'Without a version, `yum install` takes what the mirror has on the day of the build, so the same Dockerfile makes different images. Write ' +
    '`yum install name-version`, and `name:stream` for a module. `yum --showduplicates list <package>` in a container of the base image lists what ' +
    'there is.',
  url: hadolintUrl('DL3033'),
  bad: [
    'FROM amazonlinux:2\nRUN yum install -y ⟦httpd⟧ git-2.47.1 && yum clean all\n',
    'FROM almalinux:9\nRUN yum module install -y ⟦nodejs⟧ && yum clean all\n',
  ],
  good: [
    'FROM amazonlinux:2\nRUN yum install -y httpd-2.4.62 && yum clean all\n',
    'FROM almalinux:9\nRUN yum module install -y nodejs:22 && yum clean all\n',
    'FROM almalinux:9\nARG VERSION=2.4.62\nRUN yum install -y httpd-${VERSION} /tmp/app.rpm && yum clean all\n',
  ],
  subject: { commands: yum.commands },
  fixable: true,
  check: (file) => rpmPackages(file, yum),
};
