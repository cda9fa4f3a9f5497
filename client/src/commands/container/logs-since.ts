import type { LogStart } from '../../terminals/log-source';
import { openLogTerminal } from '../../terminals/log-terminal';
import type { TargetCommand } from '../command';

const minute = 60_000;

/** From when on lines are shown; in milliseconds before now. */
const spans = [
  { label: 'From now on', ago: 0, option: ['--tail', '0'] },
  { label: 'The last 5 minutes', ago: 5 * minute, option: ['--since', '5m'] },
  { label: 'The last hour', ago: 60 * minute, option: ['--since', '1h'] },
  { label: 'The last 24 hours', ago: 24 * 60 * minute, option: ['--since', '24h'] },
  { label: 'The last 100 lines', tail: 100, option: ['--tail', '100'] },
  { label: 'The last 10,000 lines', tail: 10_000, option: ['--tail', '10000'] },
  { label: 'Everything', option: [] },
];

export const showLogsSince: TargetCommand<'container'> = {
  id: 'quayside.container.logsSince',
  title: 'Show Logs Since…',
  docker: ['docker container logs --since', 'docker logs --since', 'docker logs --tail'],
  target: 'container',
  menu: '3_look@0.5',
  run: async (context, containers) => {
    const { ui, now, log, hold } = context;
    const names = containers.map(({ name }) => name);
    const span = await ui.pick(
      { title: `Logs of ${names.length === 1 ? names[0] : `${names.length} containers`}` },
      spans.map((value) => ({ label: value.label, value })),
    );
    if (!span) {
      return;
    }
    const start: LogStart = {
      ...(span.ago === undefined ? {} : { since: new Date(now() - span.ago).toISOString() }),
      ...(span.tail === undefined ? {} : { tail: span.tail }),
    };
    openLogTerminal(ui, context, names, start, hold());
    for (const name of names) {
      log(['docker', 'container', 'logs', '--follow', ...span.option, name], 'opened');
    }
  },
};
