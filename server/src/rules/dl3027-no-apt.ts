import { apt } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { callOf } from './installs';
import type { Fix, Rule } from './rule';

/** What does the same for scripts, by verb of `apt`. */
const replacements: ReadonlyMap<string, string> = new Map([
  ...[
    'update',
    'install',
    'reinstall',
    'remove',
    'purge',
    'autoremove',
    'upgrade',
    'dist-upgrade',
    'clean',
    'autoclean',
    'build-dep',
    'source',
    'download',
  ].map((verb) => [verb, 'apt-get'] as const),
  ...['search', 'show', 'policy'].map((verb) => [verb, 'apt-cache'] as const),
]);

export const dl3027: Rule = {
  code: 'DL3027',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use apt-get or apt-cache instead of apt',
  why:
    '`apt` is made for people at a terminal: its options and output may change from version to version, and it warns about that whenever it runs ' +
    'in a script. `apt-get` and `apt-cache` do the same and stay stable.',
  url: hadolintUrl('DL3027'),
  bad: ['FROM debian:13\nRUN ⟦apt⟧ install -y --no-install-recommends curl=8.14.*\n'],
  good: [
    'FROM debian:13\nRUN apt-get install -y --no-install-recommends curl=8.14.*\n',
    'FROM debian:13\nRUN rm -rf /var/lib/apt/lists/*\n',
  ],
  subject: { commands: ['apt'] },
  fixable: true,
  *check(file) {
    for (const command of file.commands('apt')) {
      const { start, end } = command.nameWord;
      const name = replacements.get(callOf(command, apt)?.verb.text ?? '');
      const plain = name !== undefined && file.text.slice(start, end) === 'apt';
      const fixes: Fix[] = plain ? [{ title: `Use ${name}`, changes: [{ start, end, text: name }], safe: true }] : [];
      yield { start, end, message: `apt is not made for scripts; use ${name ?? 'apt-get'}.`, fixes };
    }
  },
};
