import type { InstructionSpec } from './instruction';

export const stopsignal: InstructionSpec = {
  keyword: 'STOPSIGNAL',
  summary: 'Sets the signal that asks the container to stop.',
  syntax: ['STOPSIGNAL <signal>'],
  docs: `\`docker stop\` sends it to process 1, waits ten seconds and then kills with \`SIGKILL\`. The default is \`SIGTERM\`. Set it when your program stops cleanly on another one: nginx and php-fpm on \`SIGQUIT\`, Apache httpd on \`SIGWINCH\`, systemd on \`SIGRTMIN+3\`.

A name (with or without \`SIG\`) or a number. \`SIGKILL\` would never let the program clean up. The signal reaches your program only if it is process 1: use the exec form of \`CMD\` and \`ENTRYPOINT\`.`,
  example: `FROM nginx:1.29
STOPSIGNAL SIGQUIT`,
  url: 'https://docs.docker.com/reference/dockerfile/#stopsignal',
  flags: [],
  signatures: [
    {
      label: 'STOPSIGNAL <signal>',
      parameters: [{ label: '<signal>', docs: 'Name such as `SIGQUIT`, or number such as `3`.' }],
    },
  ],
  snippets: [{ label: 'STOPSIGNAL', insert: 'STOPSIGNAL ${1:SIGQUIT}', summary: 'Set the signal that asks to stop' }],
  trigger: true,
  expansion: 'Variables are expanded.',
};
