import type { Dockerfile, VariableUse } from '../model/dockerfile';
import type { Pair } from '../parser/nodes';
import { hadolintUrl } from './hadolint-url';
import type { Fix, Rule } from './rule';

export const dl3044: Rule = {
  code: 'DL3044',
  aliases: [],
  source: 'hadolint',
  severity: 'error',
  summary: 'An ENV instruction does not see the variables that it sets itself',
  why:
    'All values of one ENV instruction are expanded before any of its variables is set. `ENV A=1 B=$A` therefore leaves `B` empty (or with ' +
    'an older value of `A`). Set the variable in an ENV instruction of its own, before the one that uses it.',
  url: hadolintUrl('DL3044'),
  bad: ['FROM alpine:3.22\nENV VERSION=1.2 URL=https://example.com/⟦$VERSION⟧\n'],
  good: [
    'FROM alpine:3.22\nENV VERSION=1.2\nENV URL=https://example.com/$VERSION\n',
    'FROM alpine:3.22\nENV PATH=/opt/bin:$PATH\n',
    'FROM alpine:3.22\nARG VERSION=1\nENV VERSION=$VERSION URL=https://example.com/$VERSION\n',
  ],
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const use of file.variableUses) {
      if (use.instruction.name !== 'ENV' || use.definition || use.instruction.args.kind !== 'pairs') continue;
      const { pairs } = use.instruction.args;
      const own = pairs.findIndex(({ start, end }) => start <= use.start && use.end <= end);
      const definition = pairs.findIndex((pair, index) => index !== own && pair.name.text === use.name);
      if (own < 0 || definition < 0) continue;
      const { start, end } = use;
      yield {
        start,
        end,
        message: `$${use.name} is not set yet: an ENV instruction sees only what earlier instructions set.`,
        fixes: definition < own ? splitBefore(file, use, pairs, own) : [],
      };
    }
  },
};

/** Starts a new ENV instruction at the pair that uses the variable. */
function splitBefore(file: Dockerfile, use: VariableUse, pairs: readonly Pair[], own: number): Fix[] {
  const [before, at] = [pairs[own - 1], pairs[own]];
  if (!before || !at || use.instruction.parent || file.text.slice(before.end, at.start).includes('#')) return [];
  const newline = file.text.slice(0, before.end).includes('\r\n') ? '\r\n' : '\n';
  const text = `${newline}${use.instruction.keyword.text} `;
  return [{ title: 'Start a new ENV', changes: [{ start: before.end, end: at.start, text }], safe: true }];
}
