import type { InstructionSpec } from './instruction';

export const label: InstructionSpec = {
  keyword: 'LABEL',
  summary: 'Adds metadata to the image.',
  syntax: ['LABEL <key>=<value> [<key>=<value>...]'],
  docs: `Labels change nothing in the file system. They are shown by \`docker inspect\` and can be filtered on: \`docker ps --filter label=…\`. A label with the same key replaces that of the base image.

Use the keys of the [OCI image specification](https://github.com/opencontainers/image-spec/blob/main/annotations.md) where they fit (\`org.opencontainers.image.source\` links a package on GitHub to its repository); for your own use a reverse domain name that you own. Quote values with blanks.

Labels that change on every build (commit, date) belong at the end, or they spoil the cache.`,
  example: `FROM alpine:3.22
LABEL org.opencontainers.image.title="Orders" \\
      org.opencontainers.image.source="https://github.com/example/orders"`,
  url: 'https://docs.docker.com/reference/dockerfile/#label',
  flags: [],
  signatures: [
    {
      label: 'LABEL <key>=<value>...',
      parameters: [{ label: '<key>=<value>...', docs: 'Key and value. Quote a value that has blanks.' }],
    },
  ],
  snippets: [
    { label: 'LABEL', insert: 'LABEL ${1:key}="${2:value}"', summary: 'Add metadata' },
    {
      label: 'LABEL org.opencontainers.image',
      insert:
        'LABEL org.opencontainers.image.${1|title,description,source,version,revision,licenses,authors,vendor,url,documentation,created|}="${2:value}"',
      summary: 'Add a standard OCI label',
    },
  ],
  trigger: true,
  expansion: 'Variables are expanded in keys and values.',
};
