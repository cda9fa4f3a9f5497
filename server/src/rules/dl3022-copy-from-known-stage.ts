import type { Instruction } from '../parser/nodes';
import { suggest } from '../syntax/values/suggest';
import { hadolintUrl } from './hadolint-url';
import type { Fix, Rule } from './rule';

export const dl3022: Rule = {
  code: 'DL3022',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'COPY --from should name an earlier stage or an image with its version',
  why:
    '`COPY --from=name` takes files from a stage of this file, or else from an image of that name. A mistyped stage name therefore becomes ' +
    'a pull of an unknown image from Docker Hub. If an image is meant, write its tag; if it is a build context passed with ' +
    '`--build-context`, ignore this rule for the line. A name with a slash can only be an image.',
  url: hadolintUrl('DL3022'),
  bad: [
    'FROM golang:1.25 AS build\nFROM alpine:3.22\nCOPY --from=⟦biuld⟧ /app /app\n',
    'FROM alpine:3.22\nCOPY --from=⟦nginx⟧ /etc/nginx /etc/nginx\n',
  ],
  good: [
    'FROM golang:1.25 AS build\nFROM alpine:3.22\nCOPY --from=build /app /app\n',
    'FROM golang:1.25\nFROM alpine:3.22\nCOPY --from=0 /app /app\n',
    'FROM alpine:3.22\nCOPY --from=nginx:1.29 /etc/nginx /etc/nginx\n',
    'FROM alpine:3.22\nCOPY --from=docker/compose-bin /docker-compose /usr/local/bin/\n',
    'FROM alpine:3.22\nCOPY --from=ghcr.io/owner/app@sha256:7959ed6f7e35f8b1aaa06d1d8259d4ee25aa85a086d5c125480c333183f9deeb /app /app\n',
  ],
  subject: { keywords: ['COPY', 'ADD'] },
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const { kind, stage, text, instruction, start, end } of file.stageUses) {
      if (kind !== 'copy-from' || stage || !/^[A-Za-z][\w.-]*$/.test(text)) continue;
      if (file.stages.some(({ from }) => from.index < instruction.index && isMalformed(from))) continue;
      const names = file.stages.flatMap(({ name, from }) => (name && from.index < instruction.index ? [name] : []));
      const meant = text.length > 3 ? suggest(text.toLowerCase(), names) : undefined;
      const fixes: Fix[] = meant
        ? [{ title: `Change to ${meant}`, changes: [{ start, end, text: meant }], safe: false, needsInput: true }]
        : [];
      const hint = meant ? `did you mean '${meant}'?` : 'if an image is meant, name its version.';
      yield { start, end, message: `No stage above is called '${text}'; ${hint}`, fixes };
    }
  },
};

/** True for a FROM that is reported as an error; what it was meant to call its stage is not known. */
function isMalformed({ args }: Instruction): boolean {
  return args.kind === 'words' && args.words.length !== 1 && args.words.length !== 3;
}
