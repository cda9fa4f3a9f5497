import type { PlainCommand } from '../command';

export const installEngine: PlainCommand = {
  id: 'quayside.engine.install',
  title: 'How to Install Docker',
  docker: [],
  offline: true,
  run: ({ ui }) => ui.openUrl('https://docs.docker.com/engine/install/'),
};
