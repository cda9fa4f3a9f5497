import type { InstructionSpec } from './instruction';

export const maintainer: InstructionSpec = {
  keyword: 'MAINTAINER',
  summary: 'Names the author of the image. Deprecated: use a label.',
  syntax: ['MAINTAINER <name>'],
  docs: `Sets the \`Author\` field of the image. Write \`LABEL org.opencontainers.image.authors="…"\` instead: labels can be listed, filtered and replaced.`,
  example: `FROM alpine:3.22
MAINTAINER Ada Lovelace <ada@example.com>`,
  url: 'https://docs.docker.com/reference/dockerfile/#maintainer-deprecated',
  flags: [],
  signatures: [
    { label: 'MAINTAINER <name>', parameters: [{ label: '<name>', docs: 'Name and address of the author.' }] },
  ],
  snippets: [],
  deprecated: 'Use `LABEL org.opencontainers.image.authors="…"` instead.',
  trigger: false,
};
