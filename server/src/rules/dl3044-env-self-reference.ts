import type { ImageConfig } from '../model/image-config';
import { mayReferToItself, selfReferences } from './env-self-reference';
import { hadolintUrl } from './hadolint-url';
import type { Rule } from './rule';

export const dl3044: Rule = {
  code: 'DL3044',
  aliases: [],
  source: 'hadolint',
  severity: 'error',
  summary: 'An ENV instruction does not see the variables that it sets itself',
  why:
    'All values of one ENV instruction are expanded before any of its variables is set. `ENV A=1 B=$A` therefore leaves `B` empty (or with ' +
    'an older value of `A`). Set the variable in an ENV instruction of its own, before the one that uses it. Where the base image is known to set no such variable, UndefinedVar tells this.',
  url: hadolintUrl('DL3044'),
  bad: ['FROM node:24\nENV VERSION=1.2 URL=https://example.com/⟦$VERSION⟧\n'],
  good: [
    'FROM alpine:3.22\nENV VERSION=1.2\nENV URL=https://example.com/$VERSION\n',
    'FROM alpine:3.22\nENV PATH=/opt/bin:$PATH\n',
    'FROM alpine:3.22\nARG VERSION=1\nENV VERSION=$VERSION URL=https://example.com/$VERSION\n',
  ],
  subject: { keywords: ['ENV'] },
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const instruction of file.byKeyword('ENV')) {
      if (!mayReferToItself(instruction)) continue;
      const find = selfReferences(file, instruction);
      for (const { name, definition, start, end } of file.variableUsesIn(instruction)) {
        const found = definition ? undefined : find(name, { start, end });
        if (!found || (file.stageOf(instruction) && baseIsKnown(file.configAfter(instruction)))) continue;
        yield { start, end, message: found.message, fixes: found.fixes };
      }
    }
  },
};

/** Then UndefinedVar tells it, which is silent where the variable may come from the base image. */
function baseIsKnown({ unknown }: ImageConfig): boolean {
  return !unknown.includes('Env');
}
