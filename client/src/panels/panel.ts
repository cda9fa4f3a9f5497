import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import {
  type ConnectPanel,
  type FromPage,
  type PanelKind,
  type PanelState,
  type RememberMessage,
  viewType,
} from './messages';

/** Opens a web view of a kind. */
export function openPanel<K extends PanelKind>(
  pages: vscode.Uri,
  kind: K,
  title: string,
  state: PanelState<K>,
  connect: ConnectPanel<K>,
): void {
  const panel = vscode.window.createWebviewPanel(viewType(kind), title, vscode.ViewColumn.Active);
  fill(panel, pages, kind, state, connect);
}

/**
 * Brings panels of a kind back that were open before the window was loaded anew. `connectTo` is told what the page kept, which may be
 * anything; a panel for which it knows nothing is closed.
 */
export function restorePanels<K extends PanelKind>(
  pages: vscode.Uri,
  kind: K,
  connectTo: (state: unknown) => { readonly state: PanelState<K>; readonly connect: ConnectPanel<K> } | undefined,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewType(kind), {
    deserializeWebviewPanel: async (panel: vscode.WebviewPanel, kept: unknown) => {
      const found = connectTo(kept);
      if (found) {
        fill(panel, pages, kind, found.state, found.connect);
      } else {
        panel.dispose();
      }
    },
  });
}

/**
 * Loads the page of a kind, whose script and styles are `<pages>/<kind>.js` and `.css`. VS Code forgets the page while it is hidden: it
 * says `ready` each time that it is there again, and is then told everything.
 */
function fill<K extends PanelKind>(
  panel: vscode.WebviewPanel,
  pages: vscode.Uri,
  kind: K,
  state: PanelState<K>,
  connect: ConnectPanel<K>,
): void {
  panel.webview.options = { enableScripts: true, localResourceRoots: [pages] };
  const session = connect((message) => void panel.webview.postMessage(message));
  const remember: RememberMessage<K> = { type: 'remember', state };
  panel.webview.onDidReceiveMessage((message: FromPage<K>) => {
    if (message.type === 'ready') {
      void panel.webview.postMessage(remember);
    }
    session.receive(message);
  });
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
