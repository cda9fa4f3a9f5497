import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type {
  CodeAction,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { type ClientOptions, TestClient } from '../support/lsp';

const uri = 'untitled:Dockerfile';
const clients: TestClient[] = [];

async function start(options?: ClientOptions): Promise<TestClient> {
  const client = await TestClient.start(options);
  clients.push(client);
  return client;
}

afterEach(() => {
  for (const client of clients.splice(0)) client.stop();
});

const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code);

test('a client that cannot pull gets diagnostics pushed on open, change and close', async () => {
  const client = await start();
  expect(client.result?.capabilities.diagnosticProvider).toBeUndefined();
  await client.open(uri, 'FROM alpine:3.22\nCOPI a /b\n');
  const first = await client.diagnostics(({ version }) => version === 1);
  expect(first.map(({ range, severity }) => ({ range, severity }))).toContainEqual({
    range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } },
    severity: 1,
  });
  const change = { range: { start: { line: 1, character: 3 }, end: { line: 1, character: 4 } }, text: 'Y' };
  const version = await client.change(uri, change);
  const second = await client.diagnostics((params) => params.version === version);
  expect(second.filter(({ severity }) => severity === 1)).toEqual([]);
  await client.close(uri);
  expect(await client.diagnostics((params) => params.version === undefined)).toEqual([]);
});

test('a client that pulls gets full reports, and unchanged ones for what it knows', async () => {
  const client = await start({ capabilities: { textDocument: { diagnostic: {} } } });
  expect(client.result?.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: false });
  await client.open(uri, 'FROM alpine:3.22\nCOPI a /b\n');
  const pull = (previousResultId?: string) =>
    client.request<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  const full = await pull();
  expect(full.kind === 'full' && codes(full.items)).toContain('UnknownInstruction');
  expect(await pull(full.resultId)).toEqual({ kind: 'unchanged', resultId: full.resultId });
  expect(client.published).toEqual([]);
});

test('severities, config changes and the switch for checks are followed', async () => {
  let settings: unknown = { lint: { severity: { DL3007: 'error' } } };
  const client = await start({ capabilities: { workspace: { configuration: true } }, settings: () => settings });
  await client.open(uri, 'FROM alpine:latest\n');
  const severity = (found: readonly Diagnostic[]) => found.find(({ code }) => code === 'DL3007')?.severity;
  await client.diagnostics(({ diagnostics }) => severity(diagnostics) === 1);
  settings = { lint: { enable: false } };
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await client.diagnostics(({ diagnostics, version }) => version === 1 && diagnostics.length === 0);
});

test('clients without workspace/configuration send settings along', async () => {
  const client = await start({ initializationOptions: { settings: { lint: { enable: false } } } });
  await client.open(uri, 'FROM alpine:latest\n');
  expect(await client.diagnostics(({ version }) => version === 1)).toEqual([]);
  await client.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { quayside: { lint: { enable: true } } },
  });
  await client.diagnostics(({ diagnostics }) => codes(diagnostics).includes('DL3007'));
});

test('hover, completion with documentation, and quick fixes work together', async () => {
  const client = await start({ capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } });
  await client.open(uri, 'FROM alpine:3.22\nCOPI a /b\n');
  const textDocument = { uri };
  const hover = await client.request<Hover>('textDocument/hover', {
    textDocument,
    position: { line: 0, character: 1 },
  });
  expect(hover.range).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 4 } });
  expect(JSON.stringify(hover.contents)).toContain('Starts a build stage');

  const list = await client.request<CompletionList>('textDocument/completion', {
    textDocument,
    position: { line: 1, character: 2 },
  });
  const copy = list.items.find(({ label }) => label === 'COPY');
  expect(copy?.documentation).toBeUndefined();
  const resolved = await client.request<{ documentation: { value: string } }>('completionItem/resolve', copy ?? {});
  expect(resolved.documentation.value).toContain('build context');

  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
  const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
    textDocument,
    range,
    context: { diagnostics: [] },
  });
  const change = actions.find(({ title }) => title === 'Change to COPY');
  expect(change?.edit?.documentChanges).toEqual([
    {
      textDocument: { uri, version: 1 },
      edits: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } }, newText: 'COPY' }],
    },
  ]);
});

test('requests about unknown documents have empty answers', async () => {
  const client = await start();
  const params = { textDocument: { uri: 'untitled:other' }, position: { line: 0, character: 0 } };
  expect(await client.request('textDocument/hover', params)).toBeNull();
  expect(await client.request('textDocument/completion', params)).toBeNull();
});

test('images of the engine are asked for once, and diagnostics follow when they arrive or change', async () => {
  const config = {
    Env: ['HOME_DIR=/x'],
    User: '',
    WorkingDir: '/',
    ExposedPorts: [],
    Volumes: [],
    Labels: {},
    OnBuild: [],
    unknown: [],
  };
  let asked = 0;
  const client = await start({ initializationOptions: { images: true } });
  client.connection.onRequest('quayside/imageInfo', ({ reference }: { reference: string }) => {
    asked += 1;
    return reference === 'own/image:1'
      ? { id: 'sha256:0123456789abcdef', size: 5_000_000, created: 0, platform: 'linux/amd64', repoDigests: [], config }
      : null;
  });
  client.connection.onRequest('quayside/localImages', () => []);
  await client.open(uri, 'FROM own/image:1\nWORKDIR $HOME_DIR\n');
  await client.diagnostics(({ version }) => version === 1);
  const position = { line: 1, character: 12 };
  for (;;) {
    const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri }, position });
    if (JSON.stringify(hover.contents).includes('/x')) break;
  }
  expect(asked).toBe(1);
});

test("ShellCheck's findings join the others when they arrive", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-'));
  const path = join(folder, 'shellcheck');
  const comment = {
    line: 2,
    endLine: 2,
    column: 1,
    endColumn: 5,
    level: 'warning',
    code: 2086,
    message: 'Quote this.',
  };
  writeFileSync(path, `#!/bin/sh\ncat >/dev/null\necho '${JSON.stringify({ comments: [comment] })}'\n`);
  chmodSync(path, 0o755);
  const client = await start({ initializationOptions: { settings: { shellcheck: { path } } } });
  await client.open(uri, 'FROM alpine:3.22\nRUN echo $X\n');
  const found = await client.diagnostics(({ diagnostics }) => codes(diagnostics).includes('SC2086'));
  expect(found.find(({ code }) => code === 'SC2086')).toMatchObject({
    source: 'shellcheck',
    range: { start: { line: 1 } },
  });
  rmSync(folder, { recursive: true });
});

test('a rename that cannot be done says why', async () => {
  const client = await start();
  await client.open(uri, 'FROM alpine:3.22 AS one\nFROM one AS two\n');
  const params = { textDocument: { uri }, position: { line: 1, character: 6 } };
  await expect(client.request('textDocument/rename', { ...params, newName: 'two' })).rejects.toThrow('already');
  expect(await client.request('textDocument/rename', { ...params, newName: 'base' })).toMatchObject({
    changes: { [uri]: [{ newText: 'base' }, { newText: 'base' }] },
  });
});

test('semantic tokens are told as changes to a client that has them', async () => {
  const client = await start();
  await client.open(uri, 'FROM alpine:3.22\nRUN ls\n');
  const textDocument = { uri };
  const full = await client.request<{ resultId: string; data: number[] }>('textDocument/semanticTokens/full', {
    textDocument,
  });
  const end = { line: 2, character: 0 };
  await client.change(uri, { range: { start: end, end }, text: 'USER me\n' });
  const delta = await client.request<{ edits: { start: number; deleteCount: number; data: number[] }[] }>(
    'textDocument/semanticTokens/full/delta',
    { textDocument, previousResultId: full.resultId },
  );
  expect(delta.edits).toEqual([{ start: full.data.length, deleteCount: 0, data: expect.any(Array) }]);
  const unknown = await client.request<object>('textDocument/semanticTokens/full/delta', {
    textDocument,
    previousResultId: 'x',
  });
  expect(unknown).toHaveProperty('data');
});

test('clients get the shapes that they know', async () => {
  const plain = await start();
  const modern = await start({
    capabilities: {
      textDocument: { definition: { linkSupport: true }, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
    },
  });
  const position = { line: 1, character: 6 };
  for (const client of [plain, modern]) await client.open(uri, 'FROM alpine:3.22 AS one\nFROM one\n');
  const ask = (client: TestClient, method: string) =>
    client.request<object[]>(method, { textDocument: { uri }, position });
  expect((await ask(plain, 'textDocument/definition'))[0]).toHaveProperty('uri', uri);
  expect((await ask(modern, 'textDocument/definition'))[0]).toHaveProperty('targetUri', uri);
  expect((await ask(plain, 'textDocument/documentSymbol'))[0]).toHaveProperty('location');
  expect((await ask(modern, 'textDocument/documentSymbol'))[0]).toHaveProperty('selectionRange');
});

test('what a .dockerignore says before it is saved counts, until it is closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quayside-'));
  try {
    writeFileSync(join(folder, 'run.sh'), '');
    writeFileSync(join(folder, '.dockerignore'), 'docs\n');
    const client = await start();
    const dockerfile = URI.file(join(folder, 'Dockerfile')).toString();
    const ignore = URI.file(join(folder, '.dockerignore')).toString();
    const ignored = (expected: boolean) =>
      client.diagnostics(
        (params) =>
          params === client.published.findLast((one) => one.uri === dockerfile) &&
          codes(params.diagnostics).includes('CopyIgnoredFile') === expected,
      );
    await client.open(dockerfile, 'FROM scratch\nCOPY run.sh /\n');
    await ignored(false);
    await client.open(ignore, 'docs\n', 'dockerignore');
    await client.change(ignore, { text: 'docs\n*.sh\n' });
    await ignored(true);
    await client.close(ignore);
    await ignored(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a .dockerignore gets help of its own, and none that is for Dockerfiles', async () => {
  const client = await start();
  const ignore = 'untitled:.dockerignore';
  await client.open(ignore, 'FROM\n!\n', 'dockerignore');
  const found = await client.diagnostics((params) => params.uri === ignore);
  expect(codes(found)).toEqual(['EmptyException']);
  const textDocument = { uri: ignore };
  expect(await client.request('textDocument/documentSymbol', { textDocument })).toBeNull();
  const hover = await client.request<Hover>('textDocument/hover', {
    textDocument,
    position: { line: 0, character: 1 },
  });
  expect(JSON.stringify(hover.contents)).toContain('Keeps files out');
});
