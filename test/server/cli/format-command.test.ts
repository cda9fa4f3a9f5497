import { afterEach, expect, test } from 'vitest';
import { workspace } from './run';

let remove = () => {};
afterEach(() => remove());

const messy = 'from  alpine:3.22\r\nRUN true   \r\nCMD ["a"]\r\n';
const neat = 'FROM alpine:3.22\r\nRUN true\r\nCMD ["a"]\r\n';

function open(files: Record<string, string | Buffer>) {
  const space = workspace(files);
  remove = space.remove;
  return { ...space, format: (args: readonly string[], input = '') => space.run(['format', ...args], { input }) };
}

test('writes what changes, and only that', async () => {
  const space = open({ Dockerfile: messy, 'Dockerfile.neat': neat });
  expect(await space.format(['.'])).toEqual({ status: 0, out: 'Dockerfile formatted\n', err: '' });
  expect([space.read('Dockerfile'), space.read('Dockerfile.neat')]).toEqual([neat, neat]);
});

test('--check changes nothing', async () => {
  const space = open({ Dockerfile: messy, 'Dockerfile.neat': neat });
  expect(await space.format(['--check', '.'])).toEqual({ status: 1, out: 'Dockerfile is not formatted\n', err: '' });
  expect(space.read('Dockerfile')).toBe(messy);
  expect((await space.format(['--check', 'Dockerfile.neat'])).status).toBe(0);
});

test('standard input goes to standard output', async () => {
  expect(await open({}).format(['-'], messy)).toEqual({ status: 0, out: neat, err: '' });
});

test('the style follows the options', async () => {
  const text = 'FROM a\nRUN apk add b c \\\n&& d\n';
  const styled = (args: readonly string[]) => open({}).format([...args, '-'], text);
  const indented = ['--keyword-case', 'lower', '--indent', '--indent-width', '2'];
  expect((await styled(indented)).out).toBe('from a\nrun apk add b c \\\n  && d\n');
  const tabs = ['--one-package-per-line', '--indent-width=0'];
  expect((await styled(tabs)).out).toBe('FROM a\nRUN apk add \\\n\tb \\\n\tc \\\n&& d\n');
  expect(await styled(['--keyword-case', 'odd'])).toMatchObject({ status: 2, err: expect.stringContaining("'odd'") });
  expect(await styled(['--indent-width', 'x'])).toMatchObject({ status: 2, err: expect.stringContaining("'x'") });
});

test('2 for a file that cannot be read or written; the others are formatted', async () => {
  const latin = Buffer.concat([Buffer.from('from a\nRUN '), Buffer.from([0xe9, 0x0a])]);
  const space = open({ Dockerfile: messy, latin });
  const run = await space.format(['missing', 'latin', 'Dockerfile']);
  expect([run.status, run.out]).toEqual([2, 'Dockerfile formatted\n']);
  expect(run.err.split('\n')).toEqual([
    expect.stringContaining('cannot read missing'),
    expect.stringContaining('cannot write latin'),
  ]);
});
