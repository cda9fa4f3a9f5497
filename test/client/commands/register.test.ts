import { afterEach, expect, test, vi } from 'vitest';
import type { Command, Context, TargetCommand } from '../../../client/src/commands/command';
import { registerCommands } from '../../../client/src/commands/register';
import { EngineError } from '../../../client/src/engine/errors';
import type { Live } from '../../../client/src/store/live';
import type { State } from '../../../client/src/store/state';
import { Store } from '../../../client/src/store/store';
import { containersView } from '../../../client/src/views/containers';
import { type Details, defaultViewOptions, type Row } from '../../../client/src/views/view';
import { FakeUi } from '../../support/fake-ui';
import { container, stateWith } from '../../support/samples';
import { type Disposable, commands as editor } from '../../support/vscode';

const registrations: Disposable[] = [];

afterEach(() => {
  for (const registration of registrations.splice(0)) {
    registration.dispose();
  }
});

const state = stateWith({
  containers: [container({ name: 'db' }), container({ name: 'web' }), container({ name: 'old', state: 'exited' })],
});
const rows = (groupBy = '') =>
  containersView.rows(state, { ...defaultViewOptions, groupBy }, 0, { usage: () => undefined } as unknown as Details);
const node = (name: string) => ({ row: rows().find(({ label }) => label === name) });

function setUp(
  answers: readonly (string | readonly string[] | undefined)[],
  changes: Partial<TargetCommand<'container'>> = {},
  selected: readonly Row[] = [],
) {
  const ui = new FakeUi(...answers);
  const ran: string[][] = [];
  const defects: unknown[] = [];
  let held = 0;
  const command: Command = {
    id: 'quayside.container.poke',
    title: 'Poke…',
    docker: [],
    target: 'container',
    menu: '1@1',
    applies: (item) => item.state === 'running',
    run: async (_context, items) => {
      expect(held).toBe(1);
      ran.push(items.map(({ name }) => name));
    },
    ...changes,
  };
  const store = new Store();
  const live = {
    store: Object.defineProperty(store, 'state', { value: state as State }),
    hold: () => {
      held++;
      return () => {
        held--;
      };
    },
  } as unknown as Live;
  const disposable = registerCommands([command], {
    live: () => live,
    context: () => ({ ui, state: () => state, now: () => 0 }) as unknown as Context,
    selection: () => selected,
    defect: (error) => defects.push(error),
  });
  registrations.push(disposable as unknown as Disposable);
  return {
    ui,
    ran,
    defects,
    held: () => held,
    run: (...given: readonly unknown[]) => editor.executeCommand(command.id, ...given),
  };
}

test('the clicked row is acted on, or all selected rows, or the members of a group', async () => {
  const { run, ran } = setUp([]);
  await run(node('db'));
  await run(node('db'), [node('db'), node('web'), node('old')]);
  await run({ row: rows('image')[0] });
  expect(ran).toEqual([['db'], ['db', 'web'], ['db', 'web']]);
});

test('what is selected but does not fit is left out; if nothing fits, that is said', async () => {
  const { run, ran, ui } = setUp([]);
  await run(node('old'));
  expect(ran).toEqual([]);
  expect(ui.last('info').message).toBe('"Poke…" does not apply to what is selected.');
});

test('from the palette a picker offers what fits', async () => {
  const { run, ran, ui } = setUp([['web']]);
  await run();
  expect(ui.last('pickMany').choices?.map((choice) => choice.split(' ')[0])).toEqual(['db', 'web']);
  expect(ran).toEqual([['web']]);
  await run();
  expect(ran).toHaveLength(1);
});

test('a command for one asks for one', async () => {
  const { run, ran, ui } = setUp(['db'], { single: true });
  await run();
  expect(ui.last('pick').message).toBe('Poke: choose a container');
  expect(ran).toEqual([['db']]);
});

test('when nothing fits at all, that is said instead of an empty list', async () => {
  const { run, ui } = setUp([], { applies: () => false });
  await run();
  expect(ui.last('info').message).toBe('There is no container that "Poke" applies to.');
});

test('a key acts on the rows that are selected in the view', async () => {
  const { run, ran } = setUp([], {}, rows().slice(0, 1));
  await run('selection');
  expect(ran).toEqual([['db']]);
});

test('failures are told with the next step, cancellation is silent, and the engine is let go in any case', async () => {
  const failing = (error: unknown) =>
    setUp([], {
      run: async () => {
        throw error;
      },
    });
  const told = failing(new EngineError('name-taken', 'It is taken.', { nextStep: 'Choose another.' }));
  await told.run(node('db'));
  expect(told.ui.last('error').message).toBe('It is taken. Choose another.');
  expect(told.held()).toBe(0);
  registrations.pop()?.dispose();

  const cancelled = failing(new EngineError('cancelled', 'Cancelled.'));
  await cancelled.run(node('db'));
  expect(cancelled.ui.shown).toEqual([]);
  registrations.pop()?.dispose();

  const broken = failing(new TypeError('x is undefined'));
  await broken.run(node('db'));
  expect(broken.ui.last('error').message).toBe('"Poke…" failed in Quayside itself. The log has the details.');
  expect(broken.defects).toHaveLength(1);
  await vi.waitFor(() => expect(broken.held()).toBe(0));
});
