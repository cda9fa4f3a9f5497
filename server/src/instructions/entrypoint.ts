import type { InstructionSpec } from './instruction';

export const entrypoint: InstructionSpec = {
  keyword: 'ENTRYPOINT',
  summary: 'Sets the program that the container always runs; CMD and the arguments of docker run are handed to it.',
  syntax: ['ENTRYPOINT ["executable", "arg", ...]', 'ENTRYPOINT command arg ...'],
  docs: `Only the last ENTRYPOINT of a stage counts. Unlike \`CMD\` it is not replaced by what is typed after the image in \`docker run image …\`: those words become its arguments. Only \`docker run --entrypoint\` replaces it.

**With CMD:** \`ENTRYPOINT ["app"]\` and \`CMD ["--help"]\` run \`app --help\`; \`docker run image --version\` runs \`app --version\`.

**Exec form or shell form?** Prefer the exec form (JSON). The shell form runs \`/bin/sh -c\`, **ignores CMD and all arguments**, and the shell, not your program, gets the signal of \`docker stop\`. If you need the shell, begin the line with \`exec\`.

A start script ends in \`exec "$@"\`, so that it hands process 1 over to the command: \`ENTRYPOINT ["/entrypoint.sh"]\` with \`CMD ["server"]\`.

Setting ENTRYPOINT drops a CMD that came from the base image; write it again if you want it.`,
  example: `FROM alpine:3.22
COPY --chmod=755 entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
CMD ["server"]`,
  url: 'https://docs.docker.com/reference/dockerfile/#entrypoint',
  flags: [],
  signatures: [
    {
      label: 'ENTRYPOINT ["executable", "arg", ...]',
      parameters: [
        { label: '"executable"', docs: 'The program that becomes process 1.' },
        { label: '"arg", ...', docs: 'Fixed arguments; CMD is appended.' },
      ],
    },
    {
      label: 'ENTRYPOINT command',
      parameters: [{ label: 'command', docs: 'A line for the shell. CMD and arguments of `docker run` are ignored.' }],
    },
  ],
  snippets: [
    { label: 'ENTRYPOINT', insert: 'ENTRYPOINT ["${1:executable}"]', summary: 'The program that always runs' },
  ],
  trigger: true,
};
