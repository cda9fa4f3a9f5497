import type { InstructionSpec } from './instruction';

export const onbuild: InstructionSpec = {
  keyword: 'ONBUILD',
  summary: 'Stores an instruction that runs later, when another Dockerfile builds on this image.',
  syntax: ['ONBUILD <instruction> <arguments>'],
  docs: `Nothing happens in this build. When another Dockerfile says \`FROM\` this image, the stored instructions run right after that line, in that build's context. Images built on top of that one are not affected.

Useful for base images of a team (\`ONBUILD COPY . /src\`). It surprises those who do not know of it, so give such images a tag that says so, such as \`1.2-onbuild\`. \`ONBUILD\`, \`FROM\` and \`MAINTAINER\` cannot be stored.`,
  example: `FROM node:22-slim
WORKDIR /app
ONBUILD COPY package*.json ./
ONBUILD RUN npm ci`,
  url: 'https://docs.docker.com/reference/dockerfile/#onbuild',
  flags: [],
  signatures: [
    {
      label: 'ONBUILD <instruction>',
      parameters: [{ label: '<instruction>', docs: 'Any instruction except ONBUILD, FROM and MAINTAINER.' }],
    },
  ],
  snippets: [{ label: 'ONBUILD', insert: 'ONBUILD ${1:RUN} ${2:command}', summary: 'Store an instruction for later' }],
  trigger: false,
  expansion: 'Variables are expanded when the stored instruction runs.',
};
