import type { TargetCommand } from '../command';
import { validateName } from '../image/run-options';

export const renameContainer: TargetCommand<'container'> = {
  id: 'quayside.container.rename',
  title: 'Rename…',
  docker: ['docker container rename', 'docker rename'],
  icon: 'edit',
  target: 'container',
  menu: '4_change@1',
  single: true,
  key: { key: 'f2', mac: 'enter' },
  run: async ({ engine, ui, log }, [container]) => {
    if (!container) {
      return;
    }
    const name = await ui.input({
      title: `Rename ${container.name}`,
      prompt: 'New name of the container',
      value: container.name,
      validate: (value) => (value === '' ? 'A container needs a name.' : validateName(value)),
    });
    if (name === undefined || name === container.name) {
      return;
    }
    await engine.containers.rename(container.id, name);
    log(['docker', 'container', 'rename', container.name, name], 'done');
  },
};
