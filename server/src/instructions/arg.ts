import type { InstructionSpec } from './instruction';

export const arg: InstructionSpec = {
  keyword: 'ARG',
  summary: 'Declares a variable that exists only while the image is built.',
  syntax: ['ARG <name>[=<default>] [<name>[=<default>]...]'],
  docs: `The default can be replaced with \`docker build --build-arg name=value\`.

**ARG or ENV?** An \`ARG\` is gone when the build ends; an \`ENV\` stays in the image and is there when the container runs. To pass a build argument on: \`ARG VERSION\` and then \`ENV VERSION=$VERSION\`.

**Scope:**
- Before the first \`FROM\` it can be used in \`FROM\` lines only. Repeat \`ARG name\` (without a value) inside a stage to see the value there.
- Inside a stage it counts from its line on, and also in stages built on that stage.

\`TARGETPLATFORM\`, \`TARGETOS\`, \`TARGETARCH\`, \`BUILDPLATFORM\` and their kin have values of their own; a stage sees them after \`ARG TARGETARCH\`. The proxy variables (\`HTTP_PROXY\` and so on) need no \`ARG\` at all.

**Not for secrets:** values show up in \`docker history\`. Use \`RUN --mount=type=secret\`. A changed value also invalidates the cache of every \`RUN\` after the \`ARG\`, so declare it as late as possible.`,
  example: `ARG NODE_VERSION=22
FROM node:\${NODE_VERSION}-slim
ARG TARGETARCH
ARG COMMIT
LABEL org.opencontainers.image.revision=$COMMIT`,
  url: 'https://docs.docker.com/reference/dockerfile/#arg',
  flags: [],
  signatures: [
    {
      label: 'ARG <name>[=<default>]...',
      parameters: [
        {
          label: '<name>[=<default>]...',
          docs: 'Name of the variable, and the value that it has without `--build-arg`.',
        },
      ],
    },
  ],
  snippets: [{ label: 'ARG', insert: 'ARG ${1:NAME}=${2:default}', summary: 'Declare a build-time variable' }],
  trigger: true,
  expansion: 'Variables are expanded in the default.',
};
