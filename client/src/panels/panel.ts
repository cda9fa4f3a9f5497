import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { FromPage, PanelKind, PanelSession, ToPage } from './messages';

/**
 * Opens a web view on the page of a kind, whose script and styles are `<pages>/<kind>.js` and `.css`. VS Code forgets the page while it
 * is hidden: it says `ready` each time that it is there again, and is then told everything.
 */
export function openPanel<K extends PanelKind>(
  pages: vscode.Uri,
  kind: K,
  title: string,
  connect: (post: (message: ToPage<K>) => void) => PanelSession<K>,
): void {
  const panel = vscode.window.createWebviewPanel(`quayside.${kind}`, title, vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [pages],
  });
  const session = connect((message) => void panel.webview.postMessage(message));
  panel.webview.onDidReceiveMessage((message: FromPage<K>) => session.receive(message));
  panel.onDidDispose(() => session.close());
  const address = (name: string) => panel.webview.asWebviewUri(vscode.Uri.joinPath(pages, name)).toString();
  panel.webview.html = pageOf({
    script: address(`${kind}.js`),
    styles: address(`${kind}.css`),
    source: panel.webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
  });
}

/** A page without a word of what it will show: that comes as messages, and is never read as HTML. */
export function pageOf(parts: Readonly<Record<'script' | 'styles' | 'source' | 'nonce', string>>): string {
  const policy = `default-src 'none'; style-src ${parts.source}; script-src 'nonce-${parts.nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${parts.styles}">
</head>
<body>
<main id="page"></main>
<script nonce="${parts.nonce}" src="${parts.script}"></script>
</body>
</html>`;
}
