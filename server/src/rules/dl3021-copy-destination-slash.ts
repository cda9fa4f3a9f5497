import { posix } from 'node:path';
import { hadolintUrl } from './hadolint-url';
import { pathArguments } from './path-arguments';
import type { Rule } from './rule';

export const dl3021: Rule = {
  code: 'DL3021',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Several sources need a folder as destination, with a slash at its end',
  why:
    'When COPY has more than one source, its destination must be a folder. Without the slash at its end and without such a folder in the ' +
    'image, each source is written to the same file and only the last survives.',
  url: hadolintUrl('DL3021'),
  bad: ['FROM alpine:3.22\nCOPY a.txt b.txt ⟦/etc/app⟧\n', 'FROM alpine:3.22\nCOPY ["a", "b", ⟦"/etc/app"⟧]\n'],
  good: [
    'FROM alpine:3.22\nCOPY a.txt b.txt /etc/app/\n',
    'FROM alpine:3.22\nCOPY a.txt /etc/app\n',
    'FROM alpine:3.22\nWORKDIR /app\nCOPY a.txt b.txt .\n',
    'FROM alpine:3.22\nWORKDIR /app\nCOPY a.txt b.txt /app\n',
    'FROM alpine:3.22\nARG DIR\nCOPY a.txt b.txt $DIR\n',
  ],
  subject: { keywords: ['COPY'] },
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    for (const instruction of file.byKeyword('COPY')) {
      const paths = pathArguments(file, instruction);
      if (!paths || paths.sources.length < 2) continue;
      const { start, end, value, raw, endOfText } = paths.destination;
      const path = value ?? (raw.includes('$') ? undefined : raw);
      if (path === undefined || /(^|[\\/])\.{0,2}$/.test(path)) continue;
      const folder = file.configAfter(instruction).WorkingDir;
      if (folder !== '' && posix.resolve('/', folder, path) === posix.resolve('/', folder)) continue;
      yield {
        start,
        end,
        message: 'Several sources are copied to one path; end it with a slash, so that it is a folder.',
        fixes: [{ title: 'Add a slash', changes: [{ start: endOfText, end: endOfText, text: '/' }], safe: true }],
      };
    }
  },
};
