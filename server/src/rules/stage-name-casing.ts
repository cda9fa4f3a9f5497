import { buildkitUrl } from './buildkit-url';
import type { Rule } from './rule';

export const stageNameCasing: Rule = {
  code: 'StageNameCasing',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Write stage names in lower case',
  why:
    'BuildKit stores stage names in lower case and finds them in any case in `--from`, but `FROM` compares exactly: `FROM Build` does not find ' +
    'a stage named `Build`. With lower-case names every reference works.',
  url: buildkitUrl('stage-name-casing'),
  bad: ['FROM alpine:3.22 AS ⟦BuildBase⟧\n', 'from scratch as ⟦Out⟧\n'],
  good: ['FROM alpine:3.22 AS build-base\n', 'FROM alpine:3.22\n'],
  fixable: true,
  *check(file) {
    for (const { args, parent } of file.byKeyword('FROM')) {
      const name = args.kind === 'words' && args.words.length === 3 ? args.words[2] : undefined;
      const lower = name?.text.toLowerCase();
      if (!name || parent || lower === undefined || name.text === lower) continue;
      const { start, end } = name;
      yield {
        start,
        end,
        message: `The stage name '${name.text}' should be lower case.`,
        fixes: [{ title: `Change to ${lower}`, changes: [{ start, end, text: lower }], safe: true }],
      };
    }
  },
};
