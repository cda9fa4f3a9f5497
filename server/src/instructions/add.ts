import { chmodFlag, chownFlag, excludeFlag, linkFlag } from './copy-flags';
import type { InstructionSpec } from './instruction';

const url = 'https://docs.docker.com/reference/dockerfile/#add';

export const add: InstructionSpec = {
  keyword: 'ADD',
  summary: 'Adds files to the image: local ones, downloads, Git repositories, or the contents of local tar archives.',
  syntax: ['ADD [options] <src>... <dest>', 'ADD [options] ["<src>", ... "<dest>"]'],
  docs: `Does what \`COPY\` does, and three things more:

- a local tar archive (also gzip, bzip2, xz) is **unpacked** into \`<dest>\`;
- an \`https://…\` source is **downloaded** (and not unpacked);
- a Git address (\`https://….git#v1.2:folder\` or \`git@host:repo\`) is **cloned**.

**ADD or COPY?** Use \`COPY\` for plain files: it says what happens, and an archive stays an archive. Take \`ADD\` for downloads that should be cached by content, with \`--checksum\` so that nobody can swap the file, and for archives to unpack.

A \`<dest>\` that ends in \`/\` is a folder; with several sources it has to be one. Relative destinations start from \`WORKDIR\`. Sources are looked up in the build context and cannot leave it: \`../file\` does not work.`,
  example: `FROM alpine:3.22
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool.tar.gz /tmp/
ADD rootfs.tar.xz /`,
  url,
  flags: [
    {
      name: 'checksum',
      syntax: '--checksum=<algorithm>:<hex>',
      type: 'string',
      summary: 'Fails the build when the download does not have this digest.',
      docs: `For \`https://\` sources a digest such as \`sha256:24454f83…\`; for Git sources a commit id. Works with one source only. Get the digest with \`sha256sum <file>\` from a copy that you trust.`,
      values: [{ value: 'sha256:', summary: 'Before the 64 digits that sha256sum prints' }],
      expanded: true,
      since: '1.6',
      url: 'https://docs.docker.com/reference/dockerfile/#add---checksum',
    },
    chownFlag,
    chmodFlag,
    linkFlag,
    excludeFlag,
    {
      name: 'keep-git-dir',
      syntax: '--keep-git-dir[=<boolean>]',
      type: 'bool',
      summary: 'Keeps the .git folder of a repository that is cloned.',
      docs: `Without it only the checked-out files arrive. Keep the folder when the build asks Git for a version (\`git describe\`).`,
      expanded: false,
      since: '1.1',
      url: 'https://docs.docker.com/reference/dockerfile/#add---keep-git-dir',
    },
    {
      name: 'unpack',
      syntax: '--unpack[=<boolean>]',
      type: 'bool',
      summary: 'Decides whether tar archives are unpacked.',
      docs: `By default local archives are unpacked and downloaded ones are not. \`--unpack\` unpacks a download as well, \`--unpack=false\` keeps a local archive as a file.`,
      expanded: false,
      since: '1.17',
      url: 'https://docs.docker.com/reference/dockerfile/#add---unpack',
    },
  ],
  signatures: [
    {
      label: 'ADD [options] <src>... <dest>',
      parameters: [
        { label: '[options]', docs: 'Flags such as `--chown` and `--checksum`.' },
        {
          label: '<src>...',
          docs: 'Paths or patterns in the build context, `https://` addresses, or Git repositories.',
        },
        { label: '<dest>', docs: 'Path in the image. Ends in `/` when it is a folder.' },
      ],
    },
    {
      label: 'ADD [options] ["<src>", ... "<dest>"]',
      parameters: [
        { label: '[options]', docs: 'Flags such as `--chown` and `--checksum`.' },
        { label: '"<src>", ...', docs: 'Sources; this form allows blanks in paths.' },
        { label: '"<dest>"', docs: 'Path in the image.' },
      ],
    },
  ],
  snippets: [
    { label: 'ADD', insert: 'ADD ${1:source} ${2:destination}', summary: 'Add files, unpack archives' },
    {
      label: 'ADD --checksum',
      insert:
        'ADD --checksum=sha256:${1:0000000000000000000000000000000000000000000000000000000000000000} ${2:https://example.com/file.tar.gz} ${3:/tmp/}',
      summary: 'Download a file and verify it',
    },
  ],
  trigger: true,
  expansion: 'Variables are expanded in sources, destination, `--chown`, `--chmod` and `--checksum`.',
};
