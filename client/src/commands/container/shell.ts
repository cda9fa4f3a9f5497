import type { Container } from '../../engine/containers';
import { EngineError } from '../../engine/errors';
import { findShell, openExecTerminal } from '../../terminals/exec';
import type { Context, TargetCommand } from '../command';

export const openShell: TargetCommand<'container'> = {
  id: 'quayside.container.shell',
  title: 'Open Shell',
  docker: ['docker container exec -it sh', 'docker exec -it sh', 'docker exec -it bash'],
  icon: 'terminal',
  target: 'container',
  states: ['running'],
  menu: '3_look@2',
  inline: 0,
  applies: ({ state }) => state === 'running',
  run: async (context, containers) => {
    for (const container of containers) {
      await shellIn(context, container);
    }
  },
};

async function shellIn({ engine, ui, log, hold }: Context, container: Container): Promise<void> {
  const { id, name } = container;
  const shell = await ui.progress(`Looking for a shell in ${name}`, (signal) => findShell(engine, id, signal));
  if (shell === undefined) {
    throw new EngineError('not-found', `The image ${container.image} has no shell.`, {
      nextStep: 'Run one of its programs with "Run a Command", or look at its files.',
    });
  }
  openExecTerminal(ui, engine, { container, command: [shell], shell }, hold());
  log(['docker', 'container', 'exec', '--interactive', '--tty', name, shell], 'opened');
}
