import { buildkitUrl } from './buildkit-url';
import type { Rule } from './rule';

const reserved: ReadonlySet<string> = new Set(['scratch', 'context']);

export const reservedStageName: Rule = {
  code: 'ReservedStageName',
  aliases: ['DL3063'],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Do not name a stage scratch or context',
  why:
    '`scratch` is the empty base image and `context` the build context. A stage of that name hides them or is hidden by them, so a reader ' +
    'cannot tell which one is meant.',
  url: buildkitUrl('reserved-stage-name'),
  bad: ['FROM alpine:3.22 AS ⟦scratch⟧\n', 'FROM alpine:3.22 AS ⟦Context⟧\n'],
  good: ['FROM scratch AS empty\n', 'FROM alpine:3.22\n'],
  fixable: false,
  *check(file) {
    for (const { name, nameSpan } of file.stages) {
      if (name === undefined || !nameSpan || !reserved.has(name)) continue;
      yield { ...nameSpan, message: `"${name}" is reserved and should not be the name of a stage.` };
    }
  },
};
