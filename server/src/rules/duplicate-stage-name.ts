import type { Stage } from '../model/dockerfile';
import { buildkitUrl } from './buildkit-url';
import type { Rule } from './rule';

export const duplicateStageName: Rule = {
  code: 'DuplicateStageName',
  aliases: ['DL3024'],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Give every stage a name of its own',
  why:
    'When two stages have the same name, `--from` and `--target` mean the last one and a `FROM` the last one above it, so it is easy to build ' +
    'on the wrong stage. Names are compared in lower case.',
  url: buildkitUrl('duplicate-stage-name'),
  bad: ['FROM alpine:3.22 AS base\nFROM debian:13 AS ⟦base⟧\n', 'FROM alpine:3.22 AS base\nFROM debian:13 AS ⟦Base⟧\n'],
  good: ['FROM alpine:3.22 AS build\nFROM debian:13 AS run\n'],
  fixable: false,
  *check(file) {
    const first = new Map<string, Stage>();
    for (const stage of file.stages) {
      if (stage.name === undefined || !stage.nameSpan) continue;
      const earlier = first.get(stage.name);
      if (!earlier) first.set(stage.name, stage);
      else {
        yield {
          ...stage.nameSpan,
          message: `The stage name "${stage.name}" is taken already; names should be unique.`,
          related: earlier.nameSpan ? [{ ...earlier.nameSpan, message: `The first stage "${stage.name}".` }] : [],
        };
      }
    }
  },
};
