import { hadolintUrl } from './hadolint-url';
import type { PathArgument } from './path-arguments';
import { pathArguments } from './path-arguments';
import type { Rule } from './rule';

/** Suffixes of what ADD unpacks. */
const archive = /\.(tar|Z|bz2|gz|lz|lzma|tZ|tb2|tbz|tbz2|tgz|tlz|tpz|txz|xz|zst|tzst)$/;
const remote = /^(https?|git|ssh):\/\/|^[\w.-]+@[\w.-]+:/;
const addOnlyFlags = new Set(['checksum', 'keep-git-dir', 'unpack']);

export const dl3020: Rule = {
  code: 'DL3020',
  aliases: [],
  source: 'hadolint',
  severity: 'warning',
  summary: 'Use COPY for plain files and folders',
  why:
    'ADD does more than copy: it unpacks local archives and downloads URLs and git repositories. Where none of that is meant, COPY says ' +
    'so, and a file that happens to be an archive later is not unpacked by surprise.',
  url: hadolintUrl('DL3020'),
  bad: ['FROM alpine:3.22\n⟦ADD⟧ app.py /app/\n', 'FROM alpine:3.22\n⟦ADD⟧ ["my file", "/app/"]\n'],
  good: [
    'FROM alpine:3.22\nCOPY app.py /app/\n',
    'FROM alpine:3.22\nADD rootfs.tar.xz /\n',
    'FROM alpine:3.22\nADD https://example.com/file /file\n',
    'FROM alpine:3.22\nADD --keep-git-dir=true https://github.com/moby/buildkit.git /src\n',
    'FROM alpine:3.22\nARG SOURCE\nADD $SOURCE /src\n',
  ],
  subject: { keywords: ['ADD'] },
  fixable: true,
  *check(file) {
    for (const instruction of file.byKeyword('ADD')) {
      const paths = pathArguments(file, instruction);
      if (!paths || instruction.flags.some(({ name }) => addOnlyFlags.has(name))) continue;
      if (!paths.sources.every(isPlain)) continue;
      const { start, end, text } = instruction.keyword;
      yield {
        start,
        end,
        message: 'COPY does this without the surprises of ADD, which also unpacks archives and downloads.',
        fixes: [
          {
            title: 'Use COPY',
            changes: [{ start, end, text: text === text.toLowerCase() ? 'copy' : 'COPY' }],
            safe: true,
          },
        ],
      };
    }
  },
};

function isPlain({ raw, value }: PathArgument): boolean {
  const path = value ?? (raw.includes('$') ? undefined : raw);
  return path !== undefined && !archive.test(path) && !remote.test(path);
}
