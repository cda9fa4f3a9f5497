import { hadolintUrl } from './hadolint-url';
import { resultStages } from './result-stages';
import type { Rule } from './rule';

export const dl3057: Rule = {
  code: 'DL3057',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  enabledByDefault: false,
  summary: 'Set a HEALTHCHECK',
  why:
    'With a HEALTHCHECK the engine knows whether the service in a container works, not only whether its process runs. Command line images need ' +
    'none, and Kubernetes ignores it in favour of its own probes, so the rule is off by default. `HEALTHCHECK NONE` says that none is wanted.',
  url: hadolintUrl('DL3057'),
  bad: ['⟦FROM⟧ alpine:3.22\nCMD ["app"]\n'],
  good: [
    'FROM alpine:3.22\nHEALTHCHECK CMD ["wget", "-q", "http://localhost/"]\n',
    'FROM alpine:3.22\nHEALTHCHECK NONE\n',
    'FROM alpine:3.22 AS base\nHEALTHCHECK NONE\nFROM base\n',
  ],
  fixable: false,
  *check(file) {
    const checked = new Set(file.byKeyword('HEALTHCHECK').map((instruction) => file.stageOf(instruction)));
    for (const stage of resultStages(file)) {
      if (file.ancestry(stage).some((ancestor) => checked.has(ancestor))) continue;
      const { start, end } = stage.from.keyword;
      yield { start, end, message: 'The image has no HEALTHCHECK; set one, or HEALTHCHECK NONE when none is wanted.' };
    }
  },
};
