import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';

/** The bundles of the extension that this process has loaded. */
function loadedBundles(extension: vscode.Extension<unknown>): string[] {
  const dist = join(extension.extensionPath, 'dist');
  return Object.keys(require.cache)
    .filter((file) => file.startsWith(dist))
    .map((file) => basename(file));
}

/** Whether a language server of ours runs on this machine. */
function serverRuns(extension: vscode.Extension<unknown>): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(
          join(extension.extensionPath, 'dist', 'server.js'),
        );
      } catch {
        return false;
      }
    });
}

suite('Activation', () => {
  test('loads neither the engine client nor the language client, and starts no server', async () => {
    const extension = vscode.extensions.getExtension('quayside.quayside');
    assert.ok(extension, 'the extension is installed');
    await extension.activate();
    assert.deepEqual(loadedBundles(extension), ['extension.js']);
    assert.equal(serverRuns(extension), false);
  });

  test('registers every command that the manifest promises', async () => {
    const extension = vscode.extensions.getExtension('quayside.quayside');
    const promised: { command: string }[] = extension?.packageJSON.contributes.commands;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      promised.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
