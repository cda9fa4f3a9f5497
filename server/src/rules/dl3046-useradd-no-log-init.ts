import { hasOption, parseArguments, type ValueOptions } from '../shell/arguments';
import { addWord } from './command-edits';
import { hadolintUrl } from './hadolint-url';
import type { Rule } from './rule';

const options: ValueOptions = {
  short: 'bcdefgGkKpRPsuZ',
  long: [
    'base-dir',
    'comment',
    'home-dir',
    'expiredate',
    'inactive',
    'gid',
    'groups',
    'skel',
    'key',
    'password',
    'root',
    'prefix',
    'shell',
    'uid',
    'selinux-user',
  ],
};

export const dl3046: Rule = {
  code: 'DL3046',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use useradd -l for a user with a high id',
  why:
    '`useradd` writes an entry at the place of the user id in `/var/log/lastlog` and `/var/log/faillog`. With a high id these become sparse files ' +
    'of gigabytes, which an image layer may store in full. `-l` (`--no-log-init`) leaves them alone.',
  url: hadolintUrl('DL3046'),
  bad: ['FROM debian:13\nRUN ⟦useradd⟧ -u 1000200 app\n', 'FROM debian:13\nRUN ⟦useradd⟧ --uid=123456 -m app\n'],
  good: [
    'FROM debian:13\nRUN useradd -l -u 1000200 app\n',
    'FROM debian:13\nRUN useradd -u 10001 app\n',
    'FROM debian:13\nARG APP_UID\nRUN useradd -u $APP_UID app\n',
  ],
  subject: { commands: ['useradd'] },
  fixable: true,
  *check(file) {
    for (const command of file.commands('useradd')) {
      const parsed = parseArguments(command.args, options);
      const uid = parsed.options.find(({ name }) => name === 'u' || name === 'uid')?.value ?? '';
      if (!/^\d{6,}$/.test(uid) || hasOption(parsed, 'l', 'no-log-init')) continue;
      const { start, end } = command.nameWord;
      yield {
        start,
        end,
        message: 'With an id this high the login logs grow to gigabytes; add -l.',
        fixes: [{ title: 'Add -l', changes: [addWord(command, command.nameWord, '-l')], safe: true }],
      };
    }
  },
};
