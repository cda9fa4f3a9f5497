import { hasOption } from '../shell/arguments';
import { apt } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { type Call, callsOf, installing, isAnswered, lacking, mentions } from './installs';
import type { Rule } from './rule';

export const dl3014: Rule = {
  code: 'DL3014',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use apt-get install -y',
  why:
    '`apt-get install` asks before it installs more than it was told to. Nobody answers during a build, so the step fails. `-y` says yes to ' +
    'that question.',
  url: hadolintUrl('DL3014'),
  bad: ['FROM debian:13\nRUN ⟦apt-get install⟧ --no-install-recommends curl=8.14.*\n'],
  good: [
    'FROM debian:13\nRUN apt-get install -y --no-install-recommends curl=8.14.*\n',
    'FROM debian:13\nRUN apt-get -qq install --no-install-recommends curl=8.14.*\n',
    'FROM debian:13\nRUN yes | apt-get install --no-install-recommends curl=8.14.*\n',
  ],
  subject: { commands: apt.commands },
  fixable: true,
  check: (file) => {
    const isConfigured = mentions(file, /APT::Get::Assume-Yes/);
    return lacking(
      installing(callsOf(file, apt, apt.install)),
      (call) => saysYes(call) || isAnswered(file, call.command) || isConfigured(),
      '-y',
      'apt-get install asks a question that nobody answers in a build; add -y.',
    );
  },
};

function saysYes({ parsed }: Call): boolean {
  if (hasOption(parsed, 'y', 'yes', 'assume-yes', 'd', 'download-only')) return true;
  const quiet = parsed.options.filter(({ name }) => name === 'q' || name === 'quiet');
  return quiet.length > 1 || quiet.some(({ value }) => value !== undefined && Number(value) > 1);
}
