import { normalPath, pathProblem } from '../../files/place';
import type { TargetCommand } from '../command';

export const openContainerFile: TargetCommand<'container'> = {
  id: 'quayside.container.openFile',
  title: 'Open File…',
  docker: ['docker container exec cat', 'docker exec cat'],
  icon: 'go-to-file',
  target: 'container',
  menu: '5_files@1',
  single: true,
  run: async ({ files, ui }, [container]) => {
    if (!container) {
      return;
    }
    const path = await ui.input({
      title: `Open a file of ${container.name}`,
      prompt: 'Path in the container',
      placeholder: '/etc/hosts',
      validate: pathProblem,
    });
    if (path !== undefined) {
      await ui.openAddress(files.addressOf({ kind: 'container', name: container.name, path: normalPath(path) }));
    }
  },
};
