import type { PlainCommand } from '../command';

export const chooseEngine: PlainCommand = {
  id: 'quayside.engine.choose',
  title: 'Choose Engine…',
  docker: ['docker context use', 'docker context ls'],
  icon: 'server-environment',
  titleOf: { views: ['quayside.engine'], group: 'navigation@1' },
  rows: { context: '^engine:', menu: '1_engine@1', inline: 1 },
  offline: true,
  run: ({ engines }) => engines.choose(),
};
