import { findShell, openExecTerminal } from '../../terminals/exec';
import type { TargetCommand } from '../command';
import { splitWords } from '../command-line';
import { askForm, type Field } from '../form';
import { userField } from '../image/run-fields';

type Values = Readonly<Record<'command' | 'user' | 'folder', string>>;

const fields: readonly Field<Values>[] = [
  {
    key: 'command',
    kind: 'text',
    label: 'Command',
    icon: 'chevron-right',
    empty: 'missing',
    prompt: 'The program and its arguments; quotes as in a shell',
    validate: (value) =>
      splitWords(value) === undefined ? 'A quote is not closed.' : value.trim() === '' ? 'Name a program.' : undefined,
  },
  userField('as the container says'),
  {
    key: 'folder',
    kind: 'text',
    label: 'Folder',
    icon: 'folder',
    empty: 'as the container says',
    prompt: 'Absolute path in the container',
    validate: (value) => (/^(\/|[a-z]:[\\/]|$)/i.test(value) ? undefined : 'Write an absolute path.'),
  },
];

export const execInContainer: TargetCommand<'container'> = {
  id: 'quayside.container.exec',
  title: 'Run a Command…',
  docker: ['docker container exec', 'docker exec', 'docker exec -u', 'docker exec -w'],
  target: 'container',
  states: ['running'],
  menu: '3_look@2.5',
  single: true,
  applies: ({ state }) => state === 'running',
  run: async ({ engine, ui, log, memory, hold }, [container]) => {
    if (!container) {
      return;
    }
    const { id, name, image } = container;
    const shell = await ui.progress(`Looking at ${name}`, (signal) => findShell(engine, id, signal));
    const key = `exec:${image}`;
    const last = memory.get(key) as Partial<Values> | undefined;
    const initial: Values = { command: shell ?? '', user: '', folder: '', ...last };
    const answer = await askForm(ui, { title: `Run a command in ${name}`, actions: ['Run'], fields }, initial);
    const command = splitWords(answer?.values.command ?? '') ?? [];
    if (!answer || command.length === 0) {
      return;
    }
    const { user, folder } = answer.values;
    await memory.set(key, answer.values);
    openExecTerminal(ui, engine, { container, command, shell, user, folder }, hold());
    const options = [...(user ? ['--user', user] : []), ...(folder ? ['--workdir', folder] : [])];
    log(['docker', 'container', 'exec', '--interactive', '--tty', ...options, name, ...command], 'opened');
  },
};
