import type { PlainCommand } from '../command';

export const reconnectEngine: PlainCommand = {
  id: 'quayside.engine.reconnect',
  title: 'Connect Again',
  docker: ['docker version'],
  icon: 'refresh',
  offline: true,
  run: async ({ engines }) => engines.reconnect(),
};
