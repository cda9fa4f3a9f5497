import type { Container } from '../../engine/containers';
import { record } from '../../engine/raw';
import { openContainerTerminal } from '../../terminals/container';
import type { Context, TargetCommand } from '../command';

export const attachContainer: TargetCommand<'container'> = {
  id: 'quayside.container.attach',
  title: 'Attach',
  docker: ['docker container attach', 'docker attach'],
  icon: 'terminal',
  target: 'container',
  states: ['running'],
  menu: '3_look@4',
  applies: ({ state }) => state === 'running',
  run: async (context, containers) => {
    for (const container of containers) {
      await attach(context, container, false);
      context.log(['docker', 'container', 'attach', container.name], 'done');
    }
  },
};

/** Opens a terminal on a container's own process, and starts it first when asked to: attached before, so that nothing is lost. */
export async function attach({ engine, ui, hold }: Context, { id, name }: Container, start: boolean): Promise<void> {
  const details = record(await engine.containers.inspect(id));
  const terminal = record(details['Config'])['Tty'] === true;
  const stream = await engine.containers.attach(id);
  if (start) {
    await engine.containers.start(id).catch((error) => {
      stream.destroy();
      throw error;
    });
  }
  openContainerTerminal(ui, engine, { id, name, stream, tty: terminal, owned: start }, hold());
}
