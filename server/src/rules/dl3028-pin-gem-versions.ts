import { hasOption } from '../shell/arguments';
import { gem } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { type Call, callsOf, unpinned } from './installs';
import type { Rule } from './rule';

export const dl3028: Rule = {
  code: 'DL3028',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Pin versions in gem install',
  why:
    'Without a version, `gem install` takes the newest release on the day of the build, so the same Dockerfile makes different images. Write ' +
    '`gem install name:version`, or install from a Gemfile.lock with Bundler.',
  url: hadolintUrl('DL3028'),
  bad: ['FROM ruby:3.4\nRUN gem install ⟦bundler⟧ rake:13.3.0\n'],
  good: [
    'FROM ruby:3.4\nRUN gem install bundler:2.7.1\n',
    'FROM ruby:3.4\nRUN gem install bundler -v 2.7.1\n',
    'FROM ruby:3.4\nRUN gem install nokogiri:1.18.9 -- --use-system-libraries\n',
  ],
  subject: { commands: gem.commands },
  fixable: true,
  check: (file) => unpinned(file, gem, withoutVersion(callsOf(file, gem, gem.install))),
};

/** `-v` counts for all gems of a call; what follows `--` are flags of the extension's own build. */
function* withoutVersion(calls: Iterable<Call>): Iterable<Call> {
  for (const call of calls) {
    if (hasOption(call.parsed, 'v', 'version')) continue;
    const end = call.command.args.find(({ text }) => text === '--')?.start ?? Number.POSITIVE_INFINITY;
    yield { ...call, packages: call.packages.filter(({ start }) => start < end) };
  }
}
