import { chmodFlag, chownFlag, excludeFlag, linkFlag } from './copy-flags';
import type { InstructionSpec } from './instruction';

const url = 'https://docs.docker.com/reference/dockerfile/#copy';

export const copy: InstructionSpec = {
  keyword: 'COPY',
  summary: 'Copies files from the build context, another stage or another image into the image.',
  syntax: ['COPY [options] <src>... <dest>', 'COPY [options] ["<src>", ... "<dest>"]', 'COPY [options] <<EOF <dest>'],
  docs: `Sources are paths in the **build context** (the folder given to \`docker build\`), minus what \`.dockerignore\` excludes. They cannot leave it: \`../file\` does not work. With \`--from\` they are paths in another stage or image.

- A source **folder** gives its contents, not itself: \`COPY src /app/\` puts \`src/a.js\` at \`/app/a.js\`.
- A destination that ends in \`/\` is a folder and is created; without the slash one source file becomes that file. With several sources it has to be a folder. Relative destinations start from \`WORKDIR\`.
- Each source may be a pattern: \`COPY package*.json ./\`.
- A heredoc writes a small file without a file in the context.

**Order for the cache:** copy what changes seldom (the list of dependencies) and install first, and copy the rest of the source afterwards; otherwise each edit reinstalls everything.

**COPY or ADD?** COPY unless you need to download, clone or unpack.`,
  example: `FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY --chown=node:node . .
COPY <<EOF /etc/motd
Welcome
EOF`,
  url,
  flags: [
    {
      name: 'from',
      syntax: '--from=<stage|image|context>',
      type: 'string',
      summary: 'Copies from an earlier stage, an image or a named context instead of the build context.',
      docs: `The heart of multi-stage builds: build in one stage with all tools, and copy only the result into a small final one. \`--from=builder\` takes a stage by name, \`--from=0\` by number (names survive reordering), \`--from=nginx:1.29\` any image. Sources are then paths in that image. Variables are not expanded here; name a stage with \`FROM $IMAGE AS name\` first.`,
      expanded: false,
      url: 'https://docs.docker.com/reference/dockerfile/#copy---from',
    },
    chownFlag,
    chmodFlag,
    linkFlag,
    {
      name: 'parents',
      syntax: '--parents[=<boolean>]',
      type: 'bool',
      summary: 'Keeps the folders of the sources.',
      docs: `\`COPY --parents a/b/*.json /x/\` puts the files at \`/x/a/b/\`. A \`/./\` in the source marks where the kept part begins: \`./packages/./*/package.json\`. Handy to copy only the manifests of a monorepo.`,
      expanded: false,
      since: '1.20',
      url: 'https://docs.docker.com/reference/dockerfile/#copy---parents',
    },
    excludeFlag,
  ],
  signatures: [
    {
      label: 'COPY [options] <src>... <dest>',
      parameters: [
        { label: '[options]', docs: 'Flags such as `--from`, `--chown` and `--link`.' },
        { label: '<src>...', docs: 'Paths or patterns in the build context, or in the stage that `--from` names.' },
        { label: '<dest>', docs: 'Path in the image. Ends in `/` when it is a folder.' },
      ],
    },
    {
      label: 'COPY [options] ["<src>", ... "<dest>"]',
      parameters: [
        { label: '[options]', docs: 'Flags such as `--from`, `--chown` and `--link`.' },
        { label: '"<src>", ...', docs: 'Sources; this form allows blanks in paths.' },
        { label: '"<dest>"', docs: 'Path in the image.' },
      ],
    },
  ],
  snippets: [
    { label: 'COPY', insert: 'COPY ${1:source} ${2:destination}', summary: 'Copy files from the build context' },
    {
      label: 'COPY --from',
      insert: 'COPY --from=${1:stage} ${2:source} ${3:destination}',
      summary: 'Copy files from another stage or image',
    },
    { label: 'COPY <<EOF', insert: 'COPY <<EOF ${1:/path/file}\n${2:text}\nEOF', summary: 'Write a file here' },
  ],
  trigger: true,
  expansion: 'Variables are expanded in sources, destination, `--chown` and `--chmod`, but not in `--from`.',
};
