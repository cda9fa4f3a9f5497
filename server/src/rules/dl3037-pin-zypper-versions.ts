import { zypper } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { type Call, callsOf, unpinned } from './installs';
import type { Rule } from './rule';

export const dl3037: Rule = {
  code: 'DL3037',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Pin versions in zypper install',
  why:
    'Without a version, `zypper install` takes what the mirror has on the day of the build, so the same Dockerfile makes different images. Write ' +
    '`zypper install name=version`. `zypper search -s <package>` in a container of the base image lists what there is.',
  url: hadolintUrl('DL3037'),
  bad: ['FROM opensuse/leap:15.6\nRUN zypper install -y ⟦httpd⟧ git=2.47.1 && zypper clean\n'],
  good: [
    'FROM opensuse/leap:15.6\nRUN zypper install -y httpd=2.4.62 "git>=2.47" && zypper clean\n',
    'FROM opensuse/leap:15.6\nRUN zypper install -y -t pattern devel_basis && zypper clean\n',
  ],
  subject: { commands: zypper.commands },
  fixable: true,
  check: (file) => unpinned(file, zypper, packageInstalls(callsOf(file, zypper, zypper.install))),
};

/** Patterns, products and patches have no version to pin. */
function* packageInstalls(calls: Iterable<Call>): Iterable<Call> {
  for (const call of calls) {
    const type = call.parsed.options.find(({ name }) => name === 't' || name === 'type')?.value;
    if (type === undefined || type === 'package') yield call;
  }
}
