import * as vscode from 'vscode';
import { control, engine, eventually } from './editor';

/** Runs the command that lists containers and answers the document that it shows. */
async function listContainers(): Promise<string> {
  await vscode.commands.executeCommand('quayside.container.list');
  return vscode.window.activeTextEditor?.document.getText() ?? '';
}

suite('The engine', () => {
  test('is listed, changes of others included, and again after it was gone', async () => {
    const { Id } = JSON.parse(await engine('POST', '/containers/create?name=listed', { Image: 'web:1.0' }));
    await eventually('the container', async () => ((await listContainers()).includes('listed') ? true : undefined));
    await control('kill');
    await control('start');
    await engine('POST', `/containers/${Id}/rename?name=renamed`);
    await eventually('its new name', async () => ((await listContainers()).includes('renamed') ? true : undefined));
  });
});
