import * as vscode from 'vscode';
import { EngineError } from '../engine/errors';
import type { Live } from '../store/live';
import { plural } from '../views/format';
import type { Row, TargetKind, Targets } from '../views/view';
import { type Command, type Context, type TargetCommand, viewOf } from './command';
import { choicesOf } from './targets';

/** What commands are registered with; functions, because the engine of the window may change. */
export interface Services {
  live(): Live;
  context(): Context;
  /** Rows that are selected in a view. */
  selection(view: string): readonly Row[];
  /** A defect of ours, for the log. */
  defect(error: unknown): void;
}

/** The argument that key bindings pass: act on the rows that are selected in the command's view. */
export const selectionArgument = 'selection';

/** Registers each command: resolves what it acts on, keeps the engine connected while it runs, and catches what it throws. */
export function registerCommands(commands: readonly Command[], services: Services): vscode.Disposable {
  const registrations = commands.map((command) =>
    vscode.commands.registerCommand(command.id, (...given: readonly unknown[]) => runCaught(command, given, services)),
  );
  return vscode.Disposable.from(...registrations);
}

async function runCaught(command: Command, given: readonly unknown[], services: Services): Promise<void> {
  const { ui } = services.context();
  const release = command.target === undefined && command.offline ? () => {} : services.live().hold();
  try {
    await run(command, given, services);
  } catch (error) {
    if (error instanceof EngineError) {
      if (error.kind !== 'cancelled') {
        const { nextStep } = error.details;
        void ui.error(nextStep ? `${error.message} ${nextStep}` : error.message);
      }
    } else {
      services.defect(error);
      if (
        (await ui.error(`"${command.title}" failed in Quayside itself. The log has the details.`, 'Show Log')) ===
        'Show Log'
      ) {
        ui.showLog();
      }
    }
  } finally {
    release();
  }
}

async function run(command: Command, given: readonly unknown[], services: Services): Promise<void> {
  if (command.target === 'row') {
    const [row] = rowsOf(given, command, services);
    return row ? command.run(services.context(), row) : undefined;
  }
  if (command.target === undefined) {
    if (!command.offline) {
      await connected(services);
    }
    return command.run(services.context(), given);
  }
  switch (command.target) {
    case 'container':
      return runOnTargets(command, given, services);
    case 'image':
      return runOnTargets(command, given, services);
    case 'volume':
      return runOnTargets(command, given, services);
    case 'network':
      return runOnTargets(command, given, services);
    case 'file':
      return runOnTargets(command, given, services);
  }
}

async function runOnTargets<K extends TargetKind>(
  command: TargetCommand<K>,
  given: readonly unknown[],
  services: Services,
): Promise<void> {
  await connected(services);
  const context = services.context();
  const rows = rowsOf(given, command, services);
  const items = rows.flatMap((row) => targetsOf(row, command.target));
  const fitting = items.filter((item) => command.applies?.(item) ?? true);
  const chosen = rows.length > 0 ? fitting : await ask(command, context);
  if (rows.length > 0 && fitting.length === 0) {
    context.ui.info(`"${command.title}" does not apply to what is selected.`);
  } else if (chosen && chosen.length > 0) {
    await command.run(context, command.single ? chosen.slice(0, 1) : chosen);
  }
}

/** Waits until the state of the engine is known. */
async function connected(services: Services): Promise<void> {
  const live = services.live();
  if (live.store.state.connection.status !== 'connected') {
    await services.context().ui.progress('Connecting to the engine', (signal) => live.current(signal));
  }
}

/** Menus pass the clicked row and all selected rows; the clicked one may lie outside of the selection. */
function rowsOf(given: readonly unknown[], command: { readonly id: string }, services: Services): readonly Row[] {
  const [clicked, selected] = given;
  if (clicked === selectionArgument) {
    return services.selection(viewOf(command));
  }
  const rows = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
  return rows.flatMap((element) => rowOf(element) ?? []);
}

function rowOf(element: unknown): Row | undefined {
  return typeof element === 'object' && element !== null && 'row' in element ? (element.row as Row) : undefined;
}

/** What a row stands for; a group stands for all of its members. */
function targetsOf<K extends TargetKind>(row: Row, kind: K): readonly Targets[K][] {
  if (row.target?.kind === kind) {
    return [row.target.item as Targets[K]];
  }
  return row.context?.startsWith('group:') && Array.isArray(row.children)
    ? row.children.flatMap((child: Row) => targetsOf(child, kind))
    : [];
}

async function ask<K extends TargetKind>(
  command: TargetCommand<K>,
  context: Context,
): Promise<readonly Targets[K][] | undefined> {
  const choices = choicesOf(command.target, context.state(), context.now()).filter(
    ({ value }) => command.applies?.(value) ?? true,
  );
  const title = command.title.replace('…', '');
  if (choices.length === 0) {
    context.ui.info(`There is no ${command.target} that "${title}" applies to.`);
    return undefined;
  }
  if (command.single) {
    const one = await context.ui.pick({ title: `${title}: choose a ${command.target}` }, choices);
    return one === undefined ? undefined : [one];
  }
  return context.ui.pickMany(
    { title: (ticked: readonly Targets[K][]) => `${title} ${plural(ticked.length, command.target)}` },
    choices.map((choice) => ({ ...choice, picked: command.ticked ?? false })),
  );
}
