import { buildkitUrl } from './buildkit-url';
import { casingOf, inCasing } from './keyword-casing';
import type { Rule } from './rule';

export const fromAsCasing: Rule = {
  code: 'FromAsCasing',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: "Write 'AS' in the same case as its FROM",
  why: 'Keywords may be written in any case, but a line that mixes both is harder to read. Write `FROM … AS …` or `from … as …`.',
  url: buildkitUrl('from-as-casing'),
  bad: ['FROM alpine:3.22 ⟦as⟧ build\n', 'from alpine:3.22 ⟦AS⟧ build\n', 'FROM alpine:3.22 ⟦As⟧ build\n'],
  good: ['FROM alpine:3.22 AS build\n', 'from alpine:3.22 as build\n', 'From alpine:3.22 as build\n'],
  fixable: true,
  *check(file) {
    for (const { args, keyword, parent } of file.byKeyword('FROM')) {
      const as = args.kind === 'words' && args.words.length >= 3 ? args.words[1] : undefined;
      if (!as || parent) continue;
      const wanted = inCasing(as.text, casingOf(keyword.text));
      if (wanted === as.text) continue;
      const { start, end } = as;
      yield {
        start,
        end,
        message: `'${as.text}' and '${keyword.text}' are not in the same case.`,
        fixes: [{ title: `Change to ${wanted}`, changes: [{ start, end, text: wanted }], safe: true }],
      };
    }
  },
};
