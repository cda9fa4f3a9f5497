import type { InstructionSpec } from './instruction';

export const cmd: InstructionSpec = {
  keyword: 'CMD',
  summary: 'Sets what the container runs when it starts, unless the user says otherwise.',
  syntax: ['CMD ["executable", "arg", ...]', 'CMD ["arg", ...]  (arguments for ENTRYPOINT)', 'CMD command arg ...'],
  docs: `Nothing runs during the build: \`RUN\` runs then, CMD when a container **starts**. Only the last CMD of a stage counts. What is typed after the image in \`docker run image …\` replaces it.

**With ENTRYPOINT:** ENTRYPOINT is the program, CMD its default arguments.

| | no ENTRYPOINT | \`ENTRYPOINT ["app"]\` | \`ENTRYPOINT app\` |
|---|---|---|---|
| no CMD | nothing to run | \`app\` | \`sh -c app\` |
| \`CMD ["-v"]\` | \`-v\` | \`app -v\` | \`sh -c app\` |
| \`CMD run -v\` | \`sh -c "run -v"\` | \`app sh -c "run -v"\` | \`sh -c app\` |

**Exec form or shell form?** \`CMD ["node", "app.js"]\` (exec form, JSON with double quotes) starts the program itself as process 1, so that it gets the signal of \`docker stop\`. \`CMD node app.js\` (shell form) starts \`/bin/sh -c\` around it, which expands variables but usually does not pass the signal on: stopping then takes ten seconds and ends in a kill.

Setting ENTRYPOINT in a stage drops a CMD that came from the base image.`,
  example: `FROM node:22-slim
WORKDIR /app
COPY . .
ENTRYPOINT ["node"]
CMD ["server.js", "--port=80"]`,
  url: 'https://docs.docker.com/reference/dockerfile/#cmd',
  flags: [],
  signatures: [
    {
      label: 'CMD ["executable", "arg", ...]',
      parameters: [
        { label: '"executable"', docs: 'The program, or the first argument when the image has an ENTRYPOINT.' },
        { label: '"arg", ...', docs: 'Arguments, as they are: no variables, no globbing.' },
      ],
    },
    {
      label: 'CMD command',
      parameters: [{ label: 'command', docs: 'A line for the shell (`/bin/sh -c` unless `SHELL` says otherwise).' }],
    },
  ],
  snippets: [
    { label: 'CMD', insert: 'CMD ["${1:executable}", "${2:arg}"]', summary: 'What runs at start (exec form)' },
    { label: 'CMD (shell form)', insert: 'CMD ${1:command}', summary: 'What runs at start, through the shell' },
  ],
  trigger: true,
};
