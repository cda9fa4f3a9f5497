import { afterEach, expect, test } from 'vitest';
import { workspace } from './run';

let remove = () => {};
afterEach(() => remove());

const text = 'FROM debian:13 AS base\nARG PORT=80\nENV PORT=$PORT\nFROM base AS web\nEXPOSE $PORT\nCMD ["serve"]\n';

function open(files: Record<string, string> = {}) {
  const space = workspace({ Dockerfile: text, ...files });
  remove = space.remove;
  return (args: readonly string[], input?: string) =>
    space.run(['explain', ...args], input === undefined ? {} : { input });
}

test('text: each stage with what its image will have', async () => {
  const { status, out } = await open()(['Dockerfile']);
  expect(status).toBe(0);
  for (const part of ['Stage base from debian:13', 'Stage web from base', 'PORT=80', 'serve'])
    expect(out).toContain(part);
});

test('json: stages with config in the words of the engine', async () => {
  const run = await open()(['--format', 'json', '--build-arg', 'PORT=90', '-'], text);
  const { stages } = JSON.parse(run.out);
  expect(stages.map(({ name }: { name: string }) => name)).toEqual(['base', 'web']);
  expect(stages[1]).toMatchObject({
    base: 'base',
    config: { Cmd: ['serve'], ExposedPorts: ['90/tcp'] },
    commandLine: ['serve'],
  });
  expect(stages[1].config.Env).toContain('PORT=90');
});

test('--target ends the list', async () => {
  const run = await open()(['--format', 'json', '--target', 'BASE', 'Dockerfile']);
  expect(JSON.parse(run.out).stages).toHaveLength(1);
});

test.each([
  [[], 'give one file'],
  [['Dockerfile', 'Dockerfile'], 'give one file'],
  [['--target', 'x', 'Dockerfile'], "there is no stage 'x' in Dockerfile"],
  [['--build-arg', '=x', 'Dockerfile'], '--build-arg is NAME=VALUE'],
  [['missing'], 'cannot read missing: no such file'],
  [['.'], "'.' holds 2 files"],
])('%j cannot run', async (args, message) => {
  const run = await open({ 'Dockerfile.b': text })(args);
  expect(run.status).toBe(2);
  expect(run.err).toContain(message);
});
