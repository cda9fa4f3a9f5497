import * as vscode from 'vscode';
import type { Context } from '../commands/command';
import { SessionTerminal } from '../terminals/session-terminal';
import { buildTaskType, requestOfTask } from './build-task';
import { buildOnScreen } from './build-terminal';

/** Offers the builds of the workspace as tasks, and runs those of tasks.json. `connected` waits for the engine. */
export function registerBuildTasks(
  context: () => Context,
  connected: (signal: AbortSignal) => Promise<unknown>,
): vscode.Disposable {
  const taskOf = (definition: vscode.TaskDefinition, scope: vscode.WorkspaceFolder, name: string) => {
    const execution = new vscode.CustomExecution(async (resolved) => terminalFor(resolved, scope, context, connected));
    const task = new vscode.Task(definition, scope, name, 'quayside', execution);
    task.group = vscode.TaskGroup.Build;
    return task;
  };
  return vscode.tasks.registerTaskProvider(buildTaskType, {
    provideTasks: async () => {
      const { active, all } = await context().ui.dockerfiles();
      return [...new Set([...(active ? [active] : []), ...all])].flatMap((path) => {
        const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path));
        const dockerfile = vscode.workspace.asRelativePath(path, false);
        const name = dockerfile === 'Dockerfile' ? 'build' : `build ${dockerfile}`;
        return folder ? [taskOf({ type: buildTaskType, task: 'build', dockerfile }, folder, name)] : [];
      });
    },
    resolveTask: ({ definition, scope, name }) => {
      const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
      return folder ? taskOf(definition, folder, name) : undefined;
    },
  });
}

function terminalFor(
  definition: vscode.TaskDefinition,
  { uri }: vscode.WorkspaceFolder,
  context: () => Context,
  connected: (signal: AbortSignal) => Promise<unknown>,
): vscode.Pseudoterminal {
  const connect: ConstructorParameters<typeof SessionTerminal>[0] = async (screen) => {
    const request = requestOfTask(definition, uri.fsPath);
    const release = context().hold();
    try {
      await connected(AbortSignal.timeout(30_000));
    } catch (error) {
      release();
      throw error;
    }
    return buildOnScreen(context(), request, screen, release);
  };
  return new SessionTerminal(connect, true);
}
