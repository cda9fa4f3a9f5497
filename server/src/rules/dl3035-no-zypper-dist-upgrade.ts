import { zypper } from '../shell/package-managers';
import { hadolintUrl } from './hadolint-url';
import { callSpan, callsOf } from './installs';
import type { Rule } from './rule';

export const dl3035: Rule = {
  code: 'DL3035',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Do not run zypper dist-upgrade',
  why:
    'A distribution upgrade inside an image replaces nearly all files of its base: the image holds both copies, and what it is then no longer ' +
    'matches the tag in FROM. Take a newer base image, and `zypper update` for single fixes.',
  url: hadolintUrl('DL3035'),
  bad: ['FROM opensuse/leap:15.6\nRUN ⟦zypper dup⟧\n', 'FROM opensuse/leap:15.6\nRUN ⟦zypper -n dist-upgrade⟧\n'],
  good: ['FROM opensuse/leap:15.6\nRUN zypper -n update && zypper clean\n'],
  subject: { commands: zypper.commands },
  fixable: false,
  *check(file) {
    for (const call of callsOf(file, zypper, ['dist-upgrade', 'dup'])) {
      yield { ...callSpan(call), message: 'Take a newer base image instead of upgrading the distribution inside it.' };
    }
  },
};
