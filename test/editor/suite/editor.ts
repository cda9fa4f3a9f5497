import { request } from 'node:http';
import * as vscode from 'vscode';

/** Waits until `probe` returns something; fails after a minute. */
export async function eventually<T>(what: string, probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const result = await probe();
    if (result !== undefined) return result;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited a minute for ${what}`);
}

/** Opens a new file of the workspace; each test takes a name of its own. */
export async function openFile(name: string, text: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) throw new Error('No folder is open');
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Text of what a hover shows. */
export function hoverText(hovers: readonly vscode.Hover[]): string {
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

/** Talks to the engine past the extension. */
export function engine(method: string, path: string, body?: unknown): Promise<string> {
  const socketPath = (process.env['DOCKER_HOST'] ?? '').replace('unix://', '');
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
    request({ socketPath, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    })
      .once('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Does to the engine what only its owner can: `kill`, `start`, `stop`. */
export async function control(action: string): Promise<void> {
  const response = await fetch(`${process.env['QUAYSIDE_CONTROL']}/${action}`, { method: 'POST' });
  if (!response.ok) throw new Error(await response.text());
}
