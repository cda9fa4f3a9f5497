import type { InstructionSpec } from './instruction';

export const workdir: InstructionSpec = {
  keyword: 'WORKDIR',
  summary: 'Sets the folder in which the following instructions and the container work, and creates it.',
  syntax: ['WORKDIR <path>'],
  docs: `It counts for \`RUN\`, \`CMD\`, \`ENTRYPOINT\`, \`COPY\` and \`ADD\` after it, and for the running container. Use it instead of \`RUN cd …\`, which lasts for one line only.

Write an absolute path. A relative one starts from the WORKDIR before it, or from that of the base image, which may change. The folder is created as root, whatever \`USER\` says.`,
  example: `FROM node:22-slim
WORKDIR /app
COPY . .`,
  url: 'https://docs.docker.com/reference/dockerfile/#workdir',
  flags: [],
  signatures: [{ label: 'WORKDIR <path>', parameters: [{ label: '<path>', docs: 'An absolute path in the image.' }] }],
  snippets: [{ label: 'WORKDIR', insert: 'WORKDIR ${1:/app}', summary: 'Set the working folder' }],
  trigger: true,
  expansion: 'Variables set in this Dockerfile are expanded.',
};
