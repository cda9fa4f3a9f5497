import type { InstructionSpec } from './instruction';

export const env: InstructionSpec = {
  keyword: 'ENV',
  summary: 'Sets environment variables for the following instructions and for the running container.',
  syntax: ['ENV <key>=<value> [<key>=<value>...]'],
  docs: `The variables stay in the image: containers see them, stages built on this one inherit them, and \`docker run -e KEY=value\` replaces them.

- Quote values with blanks: \`ENV GREETING="Hello there"\`.
- All values of one instruction see the state before it: in \`ENV A=1 B=$A\`, \`B\` gets the **old** \`A\`.
- \`unset\` in a later \`RUN\` does not remove a variable. Needed for one command only? \`RUN KEY=value command\`. Needed for the build only? Use \`ARG\`.
- **Not for secrets:** everybody who has the image can read them. Use \`RUN --mount=type=secret\` in the build, and \`docker run -e\` or a mounted file at run time.

The old form \`ENV key value\` sets a single variable and is deprecated, since it is easily misread.`,
  example: `FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 \\
    PATH="/opt/app/bin:$PATH"`,
  url: 'https://docs.docker.com/reference/dockerfile/#env',
  flags: [],
  signatures: [
    {
      label: 'ENV <key>=<value>...',
      parameters: [{ label: '<key>=<value>...', docs: 'Name and value. Quote a value that has blanks.' }],
    },
  ],
  snippets: [{ label: 'ENV', insert: 'ENV ${1:KEY}=${2:value}', summary: 'Set an environment variable' }],
  trigger: true,
  expansion: 'Variables are expanded in names and values.',
};
