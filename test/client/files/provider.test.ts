import { expect, test } from 'vitest';
import type * as vscode from 'vscode';
import { EngineError } from '../../../client/src/engine/errors';
import type { EngineFiles, FileChange } from '../../../client/src/files/engine-files';
import { uriOf } from '../../../client/src/files/place';
import { EngineFileSystem } from '../../../client/src/files/provider';

const uri = (path: string, engine = 'one') =>
  uriOf(engine, { kind: 'container', name: 'web', path }) as unknown as vscode.Uri;

/** A file system over calls that are given. */
function over(calls: Partial<EngineFiles>) {
  const listeners: ((changes: readonly FileChange[]) => void)[] = [];
  const files = {
    key: () => 'one',
    onDidChange: (listener: (typeof listeners)[number]) => {
      listeners.push(listener);
      return () => listeners.splice(0);
    },
    ...calls,
  };
  const provider = new EngineFileSystem(files as unknown as EngineFiles);
  return { provider, tell: (change: FileChange) => listeners.forEach((listener) => void listener([change])) };
}

const info = { kind: 'file', link: false, size: 3, modified: 7, mode: 0o644, readOnly: undefined } as const;

test('files, links and what can only be read are told as VS Code knows them', async () => {
  const stat = async ({ path }: { path: string }) =>
    path === '/link'
      ? { ...info, kind: 'folder' as const, link: true }
      : { ...info, readOnly: path === '/ro' ? 'no' : undefined };
  const { provider } = over({ stat });
  expect(await provider.stat(uri('/f'))).toEqual({ type: 1, size: 3, ctime: 0, mtime: 7 });
  expect(await provider.stat(uri('/link'))).toMatchObject({ type: 2 | 64 });
  expect(await provider.stat(uri('/ro'))).toMatchObject({ permissions: 1 });
});

test('a file of another engine is not touched', async () => {
  const written: string[] = [];
  const { provider } = over({ write: async ({ path }) => void written.push(path) });
  const options = { create: true, overwrite: true };
  await provider.writeFile(uri('/f'), new Uint8Array(), options);
  await expect(provider.writeFile(uri('/g', 'two'), new Uint8Array(), options)).rejects.toMatchObject({
    code: 'Unavailable',
    message: expect.stringContaining('another engine'),
  });
  await expect(provider.readFile({ scheme: 'file', authority: '', path: '/x' } as vscode.Uri)).rejects.toMatchObject({
    code: 'FileNotFound',
  });
  expect(written).toEqual(['/f']);
});

test.each([
  ['not-found', 'FileNotFound'],
  ['name-taken', 'FileExists'],
  ['refused', 'NoPermissions'],
  ['unreachable', 'Unavailable'],
  ['failed', 'Unknown'],
] as const)('an error of kind %s is %s, with its next step', async (kind, code) => {
  const { provider } = over({
    read: () => Promise.reject(new EngineError(kind, 'It failed.', { nextStep: 'Do this.' })),
  });
  await expect(provider.readFile(uri('/f'))).rejects.toMatchObject({ code, message: 'It failed. Do this.' });
});

test('changes are told with their addresses', () => {
  const { provider, tell } = over({});
  const told: string[] = [];
  provider.onDidChangeFile((events) => told.push(...events.map((event) => `${event.type} ${event.uri.toString()}`)));
  tell({ type: 'deleted', place: { kind: 'container', name: 'web', path: '/a b' } });
  expect(told).toEqual(['3 quayside-files://one/container/web/a%20b']);
});
