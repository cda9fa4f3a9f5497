import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../../client/src/commands/command';
import { createDockerfile } from '../../../client/src/commands/dockerfile/create';
import { FakeUi } from '../../support/fake-ui';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-starter-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function create(ui: FakeUi, ...given: readonly unknown[]): Promise<void> {
  ui.folders = [folder];
  await createDockerfile.run({ ui, log: () => undefined } as unknown as Context, given);
}

test('offers first what fits the folder, writes both files and shows the Dockerfile', async () => {
  writeFileSync(join(folder, 'go.mod'), 'module shop\n\ngo 1.26\n');
  const ui = new FakeUi('Go');
  await create(ui);
  expect(ui.last('pick').choices?.[0]).toContain('found go.mod');
  expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toMatch(/^FROM golang:1\.26 AS build\n/);
  expect(readFileSync(join(folder, '.dockerignore'), 'utf8').split('\n')).toEqual(
    expect.arrayContaining(['.git', 'bin']),
  );
  expect(ui.last('file').message).toBe(join(folder, 'Dockerfile'));
});

test('keeps what is there', async () => {
  writeFileSync(join(folder, '.dockerignore'), 'mine\n');
  await create(new FakeUi('Something else'));
  expect(readFileSync(join(folder, '.dockerignore'), 'utf8')).toBe('mine\n');

  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
  const again = new FakeUi('Something else');
  await create(again);
  expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe('FROM scratch\n');
  expect(again.last('info').message).toBe(`${basename(folder)} has a Dockerfile already.`);
  expect(again.last('file').message).toBe(join(folder, 'Dockerfile'));
});

test('writes nothing when it is cancelled or no folder is open', async () => {
  await create(new FakeUi(undefined));
  const ui = new FakeUi();
  await createDockerfile.run({ ui, log: () => undefined } as unknown as Context, []);
  expect(ui.last('warn').message).toMatch(/^Open the folder/);
  expect(readdirSync(folder)).toEqual([]);
});
