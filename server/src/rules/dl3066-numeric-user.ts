import type { Dockerfile } from '../model/dockerfile';
import { hadolintUrl } from './hadolint-url';
import type { Rule } from './rule';

export const dl3066: Rule = {
  code: 'DL3066',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  enabledByDefault: false,
  summary: 'Give USER by number',
  why:
    "Kubernetes' `runAsNonRoot` can only verify a numeric user: it does not read the `/etc/passwd` of an image. Where images run there, write " +
    'the user id, or an ARG that holds it. Elsewhere a name reads better, so the rule is off by default.',
  url: hadolintUrl('DL3066'),
  bad: ['FROM node:24\nUSER ⟦node⟧\n', 'FROM node:24\nUSER ⟦node:1000⟧\n'],
  good: ['FROM node:24\nUSER 1000\n', 'FROM node:24\nUSER 1000:node\n', 'FROM node:24\nARG UID\nUSER ${UID}\n'],
  subject: { keywords: ['USER'] },
  fixable: false,
  *check(file) {
    for (const instruction of file.byKeyword('USER')) {
      const { start, end, text } = instruction.rest;
      const user = text.replaceAll(/["']/g, '').split(/:(?![-+?])/, 1)[0] ?? '';
      if (/^\d*$/.test(user) || namesVariable(file, user)) continue;
      yield { start, end, message: `'${user}' is no number; Kubernetes can verify only a numeric user.` };
    }
  },
};

/** True for a variable that this file declares; it may hold a number. */
function namesVariable(file: Dockerfile, user: string): boolean {
  const name = /\$\{?(\w+)/.exec(user)?.[1];
  return name !== undefined && file.variableDefinitions.some((definition) => definition.name === name);
}
