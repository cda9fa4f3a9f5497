import { isWindowsImage } from '../model/base-images';
import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import { pathArguments } from './path-arguments';
import type { Rule } from './rule';

/** Programs that check a download by hand. */
const verifiers = [
  'sha256sum',
  'sha512sum',
  'sha1sum',
  'md5sum',
  'shasum',
  'gpg',
  'gpgv',
  'cosign',
  'rpm',
  'apt-key',
] as const;

export const addUrlWithoutChecksum: Rule = {
  code: 'AddUrlWithoutChecksum',
  aliases: [],
  source: 'quayside',
  severity: 'info',
  summary: 'Check what ADD downloads with --checksum',
  why:
    'ADD takes whatever the server sends: a file that was replaced, by its author or by somebody else, ends up in the image unseen. With ' +
    '`ADD --checksum=sha256:… URL` the build stops when the content is another one, and the cache works without asking the server. Files that a ' +
    'later RUN of the stage verifies by hand (`sha256sum -c`, `gpg --verify`) are not reported.',
  bad: ['FROM alpine:3.22\nADD ⟦https://example.com/tool-1.2⟧ /usr/local/bin/tool\n'],
  good: [
    'FROM alpine:3.22\nADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool-1.2 /tool\n',
    'FROM alpine:3.22\nADD https://github.com/owner/name.git#v1.0 /src\n',
    'FROM alpine:3.22\nADD https://example.com/tool.tgz /tmp/\nRUN echo "24454f83  /tmp/tool.tgz" | sha256sum -c\n',
  ],
  subject: { keywords: ['ADD'] },
  fixable: false,
  *check(file) {
    for (const instruction of file.byKeyword('ADD')) {
      if (!instruction.rest.text.includes('://') || instruction.flags.some(({ name }) => name === 'checksum')) continue;
      for (const { start, end, raw, value } of pathArguments(file, instruction)?.sources ?? []) {
        const url = value ?? raw;
        if (!/^https?:\/\//.test(url) || /\.git(?:[#/?]|$)/.test(url)) continue;
        if (isVerified(file, instruction) || onWindows(file, instruction)) break;
        yield { start, end, message: 'Nothing checks what this downloads; add --checksum=sha256:<digest>.' };
      }
    }
  },
};

function isVerified(file: Dockerfile, add: Instruction): boolean {
  const stage = file.stageOf(add);
  return file.commands(...verifiers).some(({ instruction }) => file.stageOf(instruction) === stage);
}

/** Images of Windows are built without BuildKit, which is what reads --checksum. */
function onWindows(file: Dockerfile, add: Instruction): boolean {
  const stage = file.stageOf(add);
  const image = stage && file.ancestry(stage).at(-1)?.base.image;
  return image !== undefined && isWindowsImage(image);
}
