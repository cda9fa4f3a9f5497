import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('Activation', () => {
  test('the extension activates and registers what the manifest promises', async () => {
    const extension = vscode.extensions.getExtension('quayside.quayside');
    assert.ok(extension, 'the extension is installed');
    await extension.activate();
    const promised: { command: string }[] = extension.packageJSON.contributes.commands;
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      promised.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
