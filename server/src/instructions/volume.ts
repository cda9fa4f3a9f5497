import type { InstructionSpec } from './instruction';

export const volume: InstructionSpec = {
  keyword: 'VOLUME',
  summary: 'Marks folders whose contents live outside the container, in a volume.',
  syntax: ['VOLUME <path>...', 'VOLUME ["<path>", ...]'],
  docs: `What a container writes goes into its own writable layer and is lost when the container is removed. A folder marked here gets a volume instead, an anonymous one unless \`docker run -v name:/path\` gives a name or a folder of the host.

- Anonymous volumes pile up; \`docker volume prune\` removes them. Often it is better to leave VOLUME out and let whoever runs the container mount what they need.
- It cannot be undone in images built on this one.
- The host folder cannot be chosen here: that differs from machine to machine.`,
  example: `FROM postgres:17
VOLUME /var/lib/postgresql/data`,
  url: 'https://docs.docker.com/reference/dockerfile/#volume',
  flags: [],
  signatures: [
    { label: 'VOLUME <path>...', parameters: [{ label: '<path>...', docs: 'Folders in the image.' }] },
    { label: 'VOLUME ["<path>", ...]', parameters: [{ label: '"<path>", ...', docs: 'Folders in the image.' }] },
  ],
  snippets: [{ label: 'VOLUME', insert: 'VOLUME ["${1:/data}"]', summary: 'Keep a folder in a volume' }],
  trigger: true,
  expansion: 'Variables are expanded.',
};
