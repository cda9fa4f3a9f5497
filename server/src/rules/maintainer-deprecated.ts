import type { Instruction } from '../parser/nodes';
import { buildkitUrl } from './buildkit-url';
import { casingOf, inCasing } from './keyword-casing';
import type { Fix, Rule } from './rule';

export const maintainerDeprecated: Rule = {
  code: 'MaintainerDeprecated',
  aliases: ['DL4000'],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Use a label instead of MAINTAINER',
  why:
    'MAINTAINER is deprecated. The label `org.opencontainers.image.authors` says the same in the form that registries and other tools read, and ' +
    'it is inherited and shown like every other label.',
  url: buildkitUrl('maintainer-deprecated'),
  bad: ['FROM alpine:3.22\n⟦MAINTAINER Ada Lovelace <ada@example.org>⟧\n'],
  good: ['FROM alpine:3.22\nLABEL org.opencontainers.image.authors="Ada Lovelace <ada@example.org>"\n'],
  subject: { keywords: ['MAINTAINER'] },
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const instruction of file.byKeyword('MAINTAINER')) {
      const { start, end } = instruction;
      // That is an error by itself.
      if (instruction.parent) continue;
      yield {
        start,
        end,
        message: 'MAINTAINER is deprecated; use the label org.opencontainers.image.authors.',
        tags: ['deprecated'],
        fixes: toLabel(instruction, file.tree.escape),
      };
    }
  },
};

function toLabel({ args, keyword, start, end }: Instruction, token: string): Fix[] {
  if (args.kind !== 'text') return [];
  const label = inCasing('LABEL', casingOf(keyword.text));
  const special = (character: string) => character === '"' || character === '$' || character === token;
  const value = [...args.text.text].map((character) => (special(character) ? token + character : character)).join('');
  const text = `${label} org.opencontainers.image.authors="${value}"`;
  return [{ title: 'Use a label', changes: [{ start, end, text }], safe: true }];
}
