import type { InstructionSpec } from './instruction';

export const user: InstructionSpec = {
  keyword: 'USER',
  summary: 'Sets the user that runs the following RUN instructions and the container.',
  syntax: ['USER <user>[:<group>]', 'USER <uid>[:<gid>]'],
  docs: `Without it everything runs as **root**, also in the container: whoever breaks out of the program is root there. Create a user, and switch to it after the steps that need root.

- The user has to exist: \`RUN useradd --system app\` (Debian), \`RUN adduser -S app\` (Alpine). Some official images bring one (\`node\`, \`postgres\`). A number works without any entry.
- Numbers let Kubernetes check \`runAsNonRoot\`.
- \`COPY\` and \`ADD\` ignore USER: their files belong to root unless \`--chown\` says otherwise.
- With a group written out, the user has that group only, not the others it is a member of.
- Ports below 1024 are fine for other users in Docker today; choose one above to be safe elsewhere.`,
  example: `FROM python:3.13-slim
RUN useradd --system --uid 10001 app
WORKDIR /app
COPY . .
USER app`,
  url: 'https://docs.docker.com/reference/dockerfile/#user',
  flags: [],
  signatures: [
    {
      label: 'USER <user>[:<group>]',
      parameters: [{ label: '<user>[:<group>]', docs: 'Names from the image, or numbers.' }],
    },
  ],
  snippets: [{ label: 'USER', insert: 'USER ${1:user}', summary: 'Switch to another user' }],
  trigger: true,
  expansion: 'Variables are expanded.',
};
