import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { listFiles } from '@vscode/vsce';
import { describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const vsix = process.env['QUAYSIDE_VSIX'] ?? join(root, `${name}-${version}.vsix`);
const bundles = readdirSync(dist).filter((file) => file.endsWith('.js'));

/** Runs a script in a Node.js of its own, with a stand-in for the module that only VS Code provides. */
function runWithFakeEditor(script: string): string {
  const fake = `
    const Module = require('node:module');
    const load = Module._load;
    const anything = new Proxy(class { static FileType; static FileChangeType; }, { get: (target, key) => (key === 'prototype' ? target.prototype : anything), apply: () => anything });
    Module._load = (id, ...rest) => (id === 'vscode' ? anything : load(id, ...rest));
    ${script}`;
  return execFileSync(process.execPath, ['-e', fake], { encoding: 'utf8', cwd: dist });
}

describe('bundles', () => {
  it('are the entry points and what they load lazily', () => {
    expect(bundles).toEqual(expect.arrayContaining(['extension.js', 'server.js', 'server-main.js', 'cli.js']));
  });

  it.each(bundles)('%s requires nothing that an installation lacks', (file) => {
    const source = readFileSync(join(dist, file), 'utf8');
    const required = [...source.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, id = '']) => id);
    const missing = required.filter(
      (id) => !isBuiltin(id) && id !== 'vscode' && !(id.startsWith('./') && existsSync(join(dist, id))),
    );
    expect(missing).toEqual([]);
  });

  it('the extension loads without dockerode and the language client', () => {
    const loaded = runWithFakeEditor(
      `require('./extension.js'); console.log(Object.keys(require.cache).map((file) => require('node:path').basename(file)).join(' '))`,
    );
    expect(loaded.trim()).toBe('extension.js');
  });

  it.each([
    ['extension.js', 300],
    ['server.js', 10],
    ['server-main.js', 700],
    ['cli.js', 700],
  ])('%s is smaller than %i kB', (file, limit) => {
    expect(statSync(join(dist, file)).size / 1024).toBeLessThan(limit);
  });
});

describe('the language server', () => {
  it('answers over stdio and ends when it is told to', async () => {
    const server = spawn(process.execPath, [join(dist, 'server.js'), '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    const answer = connection.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities: {} });
    const early = ended.then((code) => Promise.reject(new Error(`The server ended with ${code} before it answered`)));
    expect((await Promise.race([answer, early])).capabilities).toMatchObject({
      hoverProvider: expect.anything(),
      completionProvider: expect.anything(),
    });
    early.catch(() => {});
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await ended).toBe(0);
    connection.dispose();
  });
});

describe('the command line tool', () => {
  it('lists its rules', () => {
    const rules: { code: string }[] = JSON.parse(
      execFileSync(process.execPath, [join(dist, 'cli.js'), 'rules', '--format', 'json'], { encoding: 'utf8' }),
    );
    expect(rules.map(({ code }) => code)).toContain('JSONArgsRecommended');
  });
});

describe('the package', () => {
  it('holds what is needed at run time, and nothing else', async () => {
    const files = await listFiles({ cwd: root, packageManager: 0 });
    const unexpected = files.filter(
      (file) =>
        !/^(package\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/[\w.-]+\.(js|wasm)|dist\/panels\/\w+\.(js|css)|dist\/THIRD-PARTY-NOTICES\.md|syntaxes\/[\w.-]+\.json|images\/[\w.-]+\.(png|svg)|docs\/(learn|rules\/\w+)\.md)$/.test(
          file,
        ),
    );
    expect(unexpected).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        'README.md',
        ...bundles.map((file) => `dist/${file}`),
        ...['stats', 'layers'].flatMap((kind) => [`dist/panels/${kind}.js`, `dist/panels/${kind}.css`]),
      ]),
    );
  });

  it('is smaller than 1 MB', () => {
    expect(statSync(vsix).size).toBeLessThan(1_000_000);
  });
});
