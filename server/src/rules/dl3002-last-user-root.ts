import type { Dockerfile, Stage } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { hadolintUrl } from './hadolint-url';
import { resultStages } from './result-stages';
import type { Rule } from './rule';

export const dl3002: Rule = {
  code: 'DL3002',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'The last USER should not be root',
  why:
    'A process that runs as root in a container is root for the kernel too: whoever breaks out of it owns the host. Switch to root ' +
    'only for the instructions that need it, then switch back to an unprivileged user before the image ends. Build stages whose files ' +
    'are only copied from are not looked at.',
  url: hadolintUrl('DL3002'),
  bad: [
    'FROM debian:13\nUSER ⟦root⟧\nCMD ["app"]\n',
    'FROM debian:13\nUSER app\nUSER ⟦0:0⟧\n',
    'FROM debian:13 AS base\nUSER ⟦root⟧\nFROM base\nCMD ["app"]\n',
  ],
  good: [
    'FROM debian:13\nUSER root\nRUN apt-get update\nUSER app\n',
    'FROM golang:1.25 AS build\nUSER root\nFROM debian:13\nCOPY --from=build /app /app\nUSER app\n',
  ],
  subject: { keywords: ['USER'] },
  fixable: false,
  *check(file) {
    if (file.byKeyword('USER').length === 0) return;
    const reported = new Set<Instruction>();
    for (const stage of resultStages(file)) {
      const user = lastUser(file, stage);
      if (!user || reported.has(user) || !isRoot(file.expand(user.rest.text, user))) continue;
      reported.add(user);
      const { start, end } = user.rest;
      yield { start, end, message: 'The image runs as root; switch to an unprivileged user before its end.' };
    }
  },
};

function lastUser(file: Dockerfile, stage: Stage): Instruction | undefined {
  for (const { instructions } of file.ancestry(stage)) {
    const user = instructions.findLast(({ name }) => name === 'USER');
    if (user) return user;
  }
  return undefined;
}

function isRoot(user: string | undefined): boolean {
  const name = user?.split(':', 1)[0];
  return name === 'root' || name === '0';
}
