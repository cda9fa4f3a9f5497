import type { InstructionSpec } from './instruction';

export const shell: InstructionSpec = {
  keyword: 'SHELL',
  summary: 'Changes the shell that runs the shell form of RUN, CMD, ENTRYPOINT and HEALTHCHECK.',
  syntax: ['SHELL ["executable", "parameter", ...]'],
  docs: `The default is \`["/bin/sh", "-c"]\` on Linux and \`["cmd", "/S", "/C"]\` on Windows. It counts from this line on and is stored in the image. JSON form is required.

- \`SHELL ["/bin/bash", "-o", "pipefail", "-c"]\` makes a pipe fail when any of its commands fails, not only the last. Bash has to be in the image (Alpine has none); \`["/bin/ash", "-o", "pipefail", "-c"]\` works there.
- On Windows it switches to PowerShell.

For a single RUN a heredoc with its own \`#!\` line does the same.`,
  example: `FROM debian:trixie-slim
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN cat /etc/os-release | grep VERSION`,
  url: 'https://docs.docker.com/reference/dockerfile/#shell',
  flags: [],
  signatures: [
    {
      label: 'SHELL ["executable", "parameter", ...]',
      parameters: [
        { label: '"executable"', docs: 'Path of the shell in the image.' },
        { label: '"parameter", ...', docs: 'Its options; the last makes it take the command, `-c` for POSIX shells.' },
      ],
    },
  ],
  snippets: [
    {
      label: 'SHELL bash',
      insert: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
      summary: 'Use bash; a failing pipe fails the build',
    },
    {
      label: 'SHELL powershell',
      insert: 'SHELL ["powershell", "-Command", "\\$ErrorActionPreference = \'Stop\';"]',
      summary: 'Use PowerShell in Windows containers',
    },
  ],
  trigger: true,
};
