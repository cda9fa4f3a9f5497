import type { Dockerfile, Stage } from '../model/dockerfile';
import { hadolintUrl } from './hadolint-url';
import { pathArguments } from './path-arguments';
import type { Rule } from './rule';

const absolute = /^["']?([/\\$]|[A-Za-z]:)/;

export const dl3045: Rule = {
  code: 'DL3045',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Set WORKDIR before copying to a relative destination',
  why:
    "A relative destination of COPY is relative to the working directory. Where no WORKDIR of this file sets it, that is the base image's, " +
    'which may change with its next version, and mostly is `/`, so that files are strewn over the root folder. Set WORKDIR first or write an ' +
    'absolute destination. In an image FROM scratch it is always `/`, and nothing is reported.',
  url: hadolintUrl('DL3045'),
  bad: [
    'FROM alpine:3.22\nCOPY app.py ⟦app.py⟧\n',
    'FROM alpine:3.22 AS a\nWORKDIR /app\nFROM alpine:3.22\nCOPY . ⟦.⟧\n',
  ],
  good: [
    'FROM alpine:3.22\nWORKDIR /app\nCOPY app.py app.py\n',
    'FROM alpine:3.22\nCOPY app.py /app.py\n',
    'FROM scratch\nCOPY app app\n',
    'FROM alpine:3.22 AS base\nWORKDIR /app\nFROM base\nCOPY app.py .\n',
    'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCOPY app.exe C:/app.exe\n',
  ],
  subject: { keywords: ['COPY'] },
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const instruction of file.byKeyword('COPY')) {
      const paths = pathArguments(file, instruction);
      if (!paths) continue;
      const { start, end, raw, value } = paths.destination;
      if (absolute.test(raw) || absolute.test(value ?? '')) continue;
      const stage = file.stageOf(instruction);
      const chain = stage ? file.ancestry(stage) : [];
      if (chain.at(-1)?.base.kind === 'scratch') continue;
      const workdirs = file.shared(firstWorkdirs);
      const isSet = (one: Stage | undefined) => (workdirs.get(one) ?? Number.POSITIVE_INFINITY) < instruction.index;
      if (stage ? chain.some(isSet) : workdirs.has(undefined)) continue;
      const quoted = /^["']/.test(file.text[start] ?? '') ? 1 : 0;
      const from = start + quoted;
      const clean = /^["']?\.?\/?/.exec(file.text.slice(start, end))?.[0].length ?? quoted;
      yield {
        start,
        end,
        message: 'This is relative to the working directory of the base image; set WORKDIR before it.',
        fixes: [
          {
            title: 'Copy to an absolute path',
            changes: [{ start: from, end: start + clean, text: '/' }],
            safe: false,
            needsInput: true,
          },
        ],
      };
    }
  },
};

/** Index of the first WORKDIR of each stage. */
function firstWorkdirs(file: Dockerfile): ReadonlyMap<Stage | undefined, number> {
  const first = new Map<Stage | undefined, number>();
  for (const workdir of file.byKeyword('WORKDIR')) {
    const stage = file.stageOf(workdir);
    if (!first.has(stage)) first.set(stage, workdir.index);
  }
  return first;
}
