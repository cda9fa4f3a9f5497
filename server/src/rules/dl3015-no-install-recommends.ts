import { hasOption } from '../shell/arguments';
import { apt } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { callsOf, installing, lacking, mentions } from './installs';
import type { Rule } from './rule';

export const dl3015: Rule = {
  code: 'DL3015',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  summary: 'Use apt-get install --no-install-recommends',
  why:
    'By default apt also installs what a package only recommends: documentation, tools for the desktop, often hundreds of megabytes. ' +
    '`--no-install-recommends` installs what is needed. When something then is missing, name it: the list tells what the image really needs.',
  url: hadolintUrl('DL3015'),
  bad: ['FROM debian:13\nRUN ⟦apt-get install⟧ -y curl=8.14.*\n'],
  good: [
    'FROM debian:13\nRUN apt-get install -y --no-install-recommends curl=8.14.*\n',
    'FROM debian:13\nRUN apt-get install -y -o APT::Install-Recommends=false curl=8.14.*\n',
    'FROM debian:13\nRUN echo \'APT::Install-Recommends "0";\' > /etc/apt/apt.conf.d/99lean\nRUN apt-get install -y curl=8.14.*\n',
    'FROM debian:13\nRUN apt-get install -s curl\n',
  ],
  subject: { commands: apt.commands },
  fixable: true,
  check: (file) => {
    const isConfigured = mentions(file, /APT::Install-Recommends(?!=(?:true|1|yes))/i);
    return lacking(
      installing(callsOf(file, apt, apt.install)),
      ({ parsed, packages }) =>
        packages.length === 0 || hasOption(parsed, 'no-install-recommends', 'download-only', 'd') || isConfigured(),
      '--no-install-recommends',
      'Recommended packages are installed, too; add --no-install-recommends.',
    );
  },
};
