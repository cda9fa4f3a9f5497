import { ago, publishedPorts, shortId, status } from '../../views/format';
import type { PlainCommand } from '../command';
import { table } from '../table';

export const listContainers: PlainCommand = {
  id: 'quayside.container.list',
  title: 'List (ls)',
  docker: ['docker container ls', 'docker ps', 'docker ps -a', 'docker container ls -a'],
  run: async ({ state, ui, now, log }) => {
    const rows = [...state().containers.values()].map((container) => [
      shortId(container.id),
      container.image,
      container.command.length > 40 ? `${container.command.slice(0, 39)}…` : container.command,
      ago(container.created, now()),
      status(container, now()),
      publishedPorts(container.ports).join(', '),
      container.name,
    ]);
    log(['docker', 'container', 'ls', '--all'], 'done');
    await ui.showDocument(
      'containers.txt',
      table(['Container ID', 'Image', 'Command', 'Created', 'Status', 'Ports', 'Name'], rows),
    );
  },
};
