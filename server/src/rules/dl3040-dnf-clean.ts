import { dnf } from '../shell/package-managers';
import type { ShellCommand } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import { callsOf, uncleaned } from './installs';
import type { Rule } from './rule';

export const dl3040: Rule = {
  code: 'DL3040',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Run dnf clean all after installing',
  why:
    'dnf keeps metadata and packages that it downloads in `/var/cache/dnf` or `/var/cache/libdnf5`, often more than a hundred megabytes. They stay ' +
    'in the layer unless the same RUN removes them: end it with `dnf clean all`, or put a cache mount on that folder. Build stages that are only ' +
    'copied from are not looked at.',
  url: hadolintUrl('DL3040'),
  bad: [
    'FROM fedora:42\nRUN ⟦dnf install⟧ -y httpd-2.4.62\n',
    'FROM almalinux:9-minimal\nRUN ⟦microdnf -y update⟧\n',
    'FROM fedora:42\nRUN dnf clean all && ⟦dnf install⟧ -y httpd-2.4.62\n',
  ],
  good: [
    'FROM fedora:42\nRUN dnf install -y httpd-2.4.62 && dnf clean all\n',
    'FROM fedora:42\nRUN dnf install -y httpd-2.4.62 && rm -rf /var/cache/{dnf,libdnf5}\n',
    'FROM fedora:42\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y httpd-2.4.62\n',
  ],
  subject: { commands: dnf.commands },
  fixable: true,
  *check(file) {
    for (const tool of dnf.commands) {
      const command = `${tool} clean all`;
      const calls = callsOf(file, dnf, dnf.downloads).filter((call) => call.command.name === tool);
      yield* uncleaned(file, calls, {
        caches: dnf.caches,
        cleans: tool === 'microdnf' ? cleansMicrodnf : cleansDnf,
        command,
        message: `What ${tool} downloads stays in the layer; end this RUN with "${command}".`,
      });
    }
  },
};

function cleansDnf({ name, args }: ShellCommand): boolean {
  return (name === 'dnf' || name === 'dnf5' || name === 'yum') && args.some(({ text }) => text === 'clean');
}

function cleansMicrodnf({ name, args }: ShellCommand): boolean {
  return name === 'microdnf' && args.some(({ text }) => text === 'clean');
}
