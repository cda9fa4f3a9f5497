import { parsePragma } from '../model/pragmas';
import { hadolintUrl } from './hadolint-url';
import { lineAt } from './line-at';
import type { Rule } from './rule';

export const dl1001: Rule = {
  code: 'DL1001',
  aliases: [],
  source: 'hadolint',
  severity: 'hint',
  enabledByDefault: false,
  summary: 'Do not ignore rules in comments',
  why:
    'A `# hadolint ignore=` comment hides a problem from everybody who reads the results. Teams that want every exception in one ' +
    'reviewed place list it under `ignored` in `.hadolint.yaml` instead. This rule is off by default; enable it together with ' +
    '`disable-ignore-pragma: true` when comments should have no effect at all.',
  url: hadolintUrl('DL1001'),
  bad: ['FROM alpine:3.22\n⟦# hadolint ignore=DL3003⟧\nRUN cd /tmp\n'],
  good: ['FROM alpine:3.22\nRUN cd /tmp\n', '# hadolint shell=powershell\nFROM alpine:3.22\n'],
  fixable: true,
  *check({ tree }) {
    for (const { text, start, end } of tree.comments) {
      const pragma = parsePragma(text);
      if (pragma?.kind !== 'ignore' || pragma.scope !== 'next' || !text.startsWith('hadolint')) continue;
      const line = lineAt(tree, start);
      const whole = { start: tree.lineStarts[line] ?? start, end: tree.lineStarts[line + 1] ?? tree.text.length };
      yield {
        start,
        end,
        message: 'This comment hides problems; mend them or list the exception in .hadolint.yaml.',
        fixes: [{ title: 'Remove the comment', changes: [{ ...whole, text: '' }], safe: false }],
      };
    }
  },
};
