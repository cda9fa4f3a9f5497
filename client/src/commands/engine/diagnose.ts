import type { PlainCommand } from '../command';

export const diagnoseEngine: PlainCommand = {
  id: 'quayside.engine.diagnose',
  title: 'Diagnose Connection',
  docker: ['docker info'],
  titleOf: { views: ['quayside.engine'], group: '9_engine@2' },
  rows: { context: '^engine:', menu: '1_engine@2' },
  offline: true,
  run: async ({ engines, ui }) => ui.showDocument('connection.md', await engines.report()),
};
