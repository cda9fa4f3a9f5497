import { join } from 'node:path';
import type { PlainCommand } from '../command';

export const learnDocker: PlainCommand = {
  id: 'quayside.help.learn',
  title: 'From Dockerfile to Container',
  docker: ['docker help'],
  offline: true,
  run: ({ ui, docs }) => ui.showPage(join(docs, 'learn.md')),
};
