import type { InstructionSpec } from './instruction';

export const expose: InstructionSpec = {
  keyword: 'EXPOSE',
  summary: 'Notes on which ports the container listens; it does not publish them.',
  syntax: ['EXPOSE <port>[/<protocol>] [<port>[/<protocol>]...]'],
  docs: `A note from the author of the image to the one who runs it. **To reach a port from outside, publish it:** \`docker run -p 8080:80\` maps port 8080 of the host to port 80 of the container; \`-P\` publishes every exposed port on a free port of the host. Containers in the same network reach each other's ports with or without EXPOSE.

The protocol is \`tcp\` unless you write \`/udp\` or \`/sctp\`; write two entries for both. Ranges work: \`8000-8010\`. Host ports and addresses (\`8080:80\`) do not belong here. A variable may hold several ports.`,
  example: `FROM nginx:1.29
EXPOSE 80 443
EXPOSE 443/udp`,
  url: 'https://docs.docker.com/reference/dockerfile/#expose',
  flags: [],
  signatures: [
    {
      label: 'EXPOSE <port>[/<protocol>]...',
      parameters: [
        {
          label: '<port>[/<protocol>]...',
          docs: 'A port or a range in the container; `tcp` (default), `udp` or `sctp`.',
        },
      ],
    },
  ],
  snippets: [{ label: 'EXPOSE', insert: 'EXPOSE ${1:8080}', summary: 'Note a port that the container listens on' }],
  trigger: true,
  expansion: 'Variables are expanded; one may hold several ports.',
};
