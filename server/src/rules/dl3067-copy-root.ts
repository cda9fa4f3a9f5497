import { hadolintUrl } from './hadolint-url';
import { pathArguments } from './path-arguments';
import type { Rule } from './rule';

export const dl3067: Rule = {
  code: 'DL3067',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Do not copy the whole file system of another stage over this one',
  why:
    '`COPY --from=stage / /` takes everything along that the stage needed to build, and mixes two distributions when the bases differ. Copy the ' +
    'folders that are needed. Into a stage that starts FROM scratch it is the known way to join all layers into one, and images that are made ' +
    'to be laid over others (`COPY --from=xx / /`) build nothing in this file; both are not reported.',
  url: hadolintUrl('DL3067'),
  bad: ['FROM golang:1.25 AS build\nRUN go build -o /app .\nFROM alpine:3.22\nCOPY --from=build ⟦/ /⟧\n'],
  good: [
    'FROM golang:1.25 AS build\nFROM alpine:3.22\nCOPY --from=build /go/bin/ /usr/local/bin/\n',
    'FROM alpine:3.22 AS build\nFROM scratch\nCOPY --from=build / /\n',
    'FROM alpine:3.22\nCOPY / /\n',
    'FROM tonistiigi/xx:1.6 AS xx\nFROM alpine:3.22\nCOPY --from=xx / /\n',
    'FROM alpine:3.22\nCOPY --from=tonistiigi/xx:1.6 / /\n',
  ],
  subject: { keywords: ['COPY', 'ADD'] },
  fixable: false,
  *check(file) {
    for (const { kind, text, stage, instruction } of file.stageUses) {
      if (kind !== 'copy-from' || file.stageOf(instruction)?.base.kind === 'scratch') continue;
      if (stage ? stage.instructions.length === 0 : /[/:@]/.test(text)) continue;
      const paths = pathArguments(file, instruction);
      const root = paths?.sources.find(({ value }) => value === '/');
      if (!paths || !root || paths.destination.value !== '/') continue;
      const message = 'This copies the whole file system of the other stage; copy the folders that are needed.';
      yield { start: root.start, end: paths.destination.end, message };
    }
  },
};
