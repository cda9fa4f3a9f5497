import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, hoverText, openFile } from './editor';

suite('A Dockerfile', () => {
  test('has its language under each of its names', async () => {
    for (const name of [
      'Dockerfile',
      'Dockerfile.dev',
      'web.Dockerfile',
      'web.dockerfile',
      'Containerfile',
      'Containerfile.dev',
    ]) {
      assert.equal((await openFile(name, 'FROM alpine:3.20\n')).languageId, 'dockerfile', name);
    }
  });

  test('shows a problem on the exact word, and a quick fix mends it', async () => {
    const document = await openFile('Dockerfile.problem', 'FROM alpine:3.20\nCOPPY a /b\n');
    const problem = await eventually('the problem', () =>
      vscode.languages.getDiagnostics(document.uri).find(({ range }) => range.start.line === 1),
    );
    assert.equal(document.getText(problem.range), 'COPPY');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem.range,
    );
    const fix = actions.find(({ edit, isPreferred }) => edit && isPreferred) ?? actions.find(({ edit }) => edit);
    assert.ok(fix?.edit, 'there is a fix');
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.lineAt(1).text, 'COPY a /b');
    await eventually('the problem to go', () =>
      vscode.languages.getDiagnostics(document.uri).some(({ range }) => document.getText(range) === 'COPPY')
        ? undefined
        : true,
    );
  });

  test('has problems whose codes lead to the pages of their rules', async () => {
    const document = await openFile('Dockerfile.page', 'FROM alpine\n');
    const target = await eventually('the problem', () => {
      const codes = vscode.languages.getDiagnostics(document.uri).map(({ code }) => code);
      return codes.flatMap((code) => (typeof code === 'object' && code.value === 'DL3006' ? code.target : []))[0];
    });
    await vscode.commands.executeCommand('vscode.open', target);
    await eventually('the page', () =>
      vscode.window.tabGroups.activeTabGroup.tabs.find(({ label }) => /DL3006/.test(label)),
    );
  });

  test('is explained by hovers', async () => {
    const document = await openFile('Dockerfile.hover', 'FROM alpine:3.20\nENTRYPOINT ["top"]\nCMD ["-b"]\n');
    const text = await eventually('the hover', async () => {
      const position = new vscode.Position(2, 1);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      return hovers.length > 0 ? hoverText(hovers) : undefined;
    });
    assert.match(text, /CMD/);
    assert.match(text, /ENTRYPOINT/);
  });

  test('is completed: instructions, flags and stages', async () => {
    const document = await openFile('Dockerfile.completion', 'FROM alpine:3.20 AS base\nCO\nFROM --\nCOPY --from=\n');
    const labels = async (line: number, character: number): Promise<string[]> => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(line, character),
      );
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    await eventually('COPY', async () => ((await labels(1, 2)).includes('COPY') ? true : undefined));
    assert.ok((await labels(2, 7)).some((label) => label.startsWith('--platform')));
    assert.ok((await labels(3, 12)).includes('base'));
  });
});
