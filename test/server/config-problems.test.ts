import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver/node';
import { TestClient } from '../support/lsp';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
const path = join(folder, '.hadolint.yaml');
const config = pathToFileURL(path).href;
const dockerfile = pathToFileURL(join(folder, 'Dockerfile')).href;

let client: TestClient | undefined;
afterEach(() => {
  client?.stop();
  rmSync(folder, { recursive: true });
});

test('a bad config file is told at its place; a mended or removed one is no longer, and both count at once', async () => {
  writeFileSync(path, 'ignored: [DL3006]\n\nignore: [DL3007]\n');
  client = await TestClient.start();
  const { connection } = client;
  const tell = (type: FileChangeType) =>
    connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: config, type }] });
  await client.open(dockerfile, 'FROM debian\n');

  const [problem] = await client.diagnostics(({ uri, diagnostics }) => uri === config && diagnostics.length > 0);
  expect(problem).toMatchObject({
    range: { start: { line: 2, character: 0 }, end: { line: 2, character: 6 } },
    message: expect.stringContaining("Unknown key 'ignore'"),
  });
  const codes = (found: { code?: unknown }[]) => found.map(({ code }) => code);
  expect(codes(await client.diagnostics(({ uri }) => uri === dockerfile))).not.toContain('DL3006');

  writeFileSync(path, '{}\n');
  await tell(FileChangeType.Changed);
  await client.diagnostics(({ uri, diagnostics }) => uri === config && diagnostics.length === 0);
  await client.diagnostics(({ uri, diagnostics }) => uri === dockerfile && codes(diagnostics).includes('DL3006'));

  client.published.length = 0;
  writeFileSync(path, 'x: y\n');
  await tell(FileChangeType.Changed);
  await client.diagnostics(({ uri, diagnostics }) => uri === config && diagnostics.length === 1);
  rmSync(path);
  await tell(FileChangeType.Deleted);
  await client.diagnostics(({ uri, diagnostics }) => uri === config && diagnostics.length === 0);
});
