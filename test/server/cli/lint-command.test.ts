import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Run, workspace } from './run';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

function open(files: Parameters<typeof workspace>[0]) {
  const space = workspace(files);
  cleanups.push(space.remove);
  const lint = (args: readonly string[], setup?: { input?: string; color?: boolean }) =>
    space.run(['lint', '--no-shellcheck', ...args], setup);
  return { ...space, lint };
}

const files = (run: Run): string[] => JSON.parse(run.out).files.map(({ file }: { file: string }) => file);
const found = (run: Run): string[] =>
  JSON.parse(run.out).files.flatMap(({ diagnostics }: { diagnostics: { code: string }[] }) =>
    diagnostics.map(({ code }) => code),
  );

const good = 'FROM alpine:3.22\nUSER app\nCMD ["app"]\n';
const untagged = 'FROM debian\nUSER app\nCMD ["app"]\n';
const rejected = 'FROM alpine:3.22\nRNU x\n';

describe('exit status', () => {
  test.each([
    ['nothing found', good, [], 0],
    ['a warning', untagged, [], 0],
    ['a warning at the threshold', untagged, ['--failure-threshold', 'warning'], 1],
    ['a warning above the threshold', untagged, ['--failure-threshold', 'hint'], 1],
    ['an error', rejected, [], 1],
    ['an error, whatever it is', rejected, ['--failure-threshold', 'none'], 0],
  ])('%s', async (_, text, args, status) => {
    expect((await open({ Dockerfile: text }).lint([...args, 'Dockerfile'])).status).toBe(status);
  });

  test.each([
    ['no path', [], /^quayside lint: no file or folder given; see/],
    ['a missing file', ['missing', 'Dockerfile'], /^quayside: cannot read missing: no such file or folder$/],
    ['an unknown option', ['--what', 'Dockerfile'], /^quayside lint: Unknown option '--what'/],
    [
      'a format that does not exist',
      ['--format', 'xml', 'Dockerfile'],
      /^quayside lint: --format is one of text, json, sarif, not 'xml'/,
    ],
    ['a threshold that does not exist', ['--failure-threshold', 'x', 'Dockerfile'], /--failure-threshold is one of/],
    ['a missing config', ['--config', 'c.yaml', 'Dockerfile'], /^quayside lint: cannot read c.yaml: no such file$/],
    ['mending standard input', ['--fix', '-'], /--fix writes files/],
  ])('2 and one line on %s', async (_, args, message) => {
    const run = await open({ Dockerfile: good }).lint(args);
    expect(run.status).toBe(2);
    expect(run.err).toMatch(message);
    expect(run.err).not.toContain('\n');
  });

  test('an unreadable file does not keep the others from being checked', async () => {
    const space = open({ a: untagged, c: untagged });
    mkdirSync(join(space.folder, 'b'), { mode: 0o755 });
    symlinkSync('b', join(space.folder, 'loop'));
    const run = await space.lint(['--format', 'json', 'a', 'missing', 'c']);
    expect(run.status).toBe(2);
    expect(files(run)).toEqual(['a', 'c']);
  });
});

describe('which files', () => {
  test('a folder is searched for names of Dockerfiles; files come in the order given', async () => {
    const names = [
      'Dockerfile',
      'Dockerfile.dev',
      'web.Dockerfile',
      'api.dockerfile',
      'Containerfile',
      'Containerfile.ci',
      'sub/dockerfile',
    ];
    const others = [
      'Dockerfile.dockerignore',
      'Dockerfile.md',
      'notes.txt',
      'node_modules/x/Dockerfile',
      '.git/Dockerfile',
      'mydockerfile',
    ];
    const space = open(Object.fromEntries([...names, ...others].map((name) => [name, good])));
    expect(files(await space.lint(['--format', 'json', '.'])).sort()).toEqual([...names].sort());
    expect(files(await space.lint(['--format', 'json', 'sub', 'notes.txt', 'Dockerfile']))).toEqual([
      'sub/dockerfile',
      'notes.txt',
      'Dockerfile',
    ]);
  });

  test('standard input goes by the name given, and uses the config of its folder', async () => {
    const space = open({ 'sub/.hadolint.yaml': 'ignored: [DL3006]\n' });
    const plain = await space.lint(['--format', 'json', '-'], { input: untagged });
    expect([files(plain), found(plain)]).toEqual([['-'], ['DL3006']]);
    const named = await space.lint(['--format', 'json', '--stdin-filename', 'sub/Dockerfile', '-'], {
      input: untagged,
    });
    expect([files(named), found(named)]).toEqual([['sub/Dockerfile'], []]);
  });

  test('the build context of a file is its folder', async () => {
    const text = 'FROM alpine:3.22\nCOPY app.log /app.log\nUSER app\n';
    const space = open({ 'a/Dockerfile': text, 'a/.dockerignore': '*.log\n', 'a/app.log': '', 'b/Dockerfile': text });
    const run = await space.lint(['--format', 'json', 'a', 'b']);
    expect(found(run)).toEqual(['CopyIgnoredFile']);
  });
});

describe('config', () => {
  test('of the nearest folder, of the file given, or none', async () => {
    const space = open({
      'a/Dockerfile': untagged,
      '.hadolint.yaml': 'ignored: [DL3006]\n',
      'other.yaml': 'override: {error: [DL3006]}\n',
    });
    expect(found(await space.lint(['--format', 'json', 'a/Dockerfile']))).toEqual([]);
    expect(found(await space.lint(['--format', 'json', '--no-config', 'a/Dockerfile']))).toEqual(['DL3006']);
    expect((await space.lint(['--config', 'other.yaml', 'a/Dockerfile'])).status).toBe(1);
  });

  test('its threshold counts unless the command line has one', async () => {
    const space = open({ Dockerfile: untagged, '.hadolint.yaml': 'failure-threshold: info\n' });
    expect((await space.lint(['Dockerfile'])).status).toBe(1);
    expect((await space.lint(['--failure-threshold', 'error', 'Dockerfile'])).status).toBe(0);
  });

  test('no-fail', async () => {
    const space = open({ Dockerfile: rejected, '.hadolint.yaml': 'no-fail: true\n' });
    expect((await space.lint(['Dockerfile'])).status).toBe(0);
  });

  test('a bad one is told once, with its line, and the rest of it counts', async () => {
    const space = open({
      Dockerfile: untagged,
      'Dockerfile.b': untagged,
      '.hadolint.yaml': 'ignored: [DL3006]\nignore: x\n',
    });
    const run = await space.lint(['--format', 'json', '.']);
    expect([run.status, found(run)]).toEqual([2, []]);
    expect(run.err).toBe(`quayside: ${join(space.folder, '.hadolint.yaml')}:2: ${run.err.split(':2: ')[1]}`);
    expect(run.err).toContain("Unknown key 'ignore'");
  });
});

describe('reports', () => {
  test('text: a line per finding, then a summary', async () => {
    const run = await open({ Dockerfile: 'FROM debian\r\nADD é😀 /x\r\n RNU y\r\nUSER app\r\n' }).lint(['Dockerfile']);
    expect(run.out.split('\n')).toEqual([
      expect.stringMatching(/^Dockerfile:1:6 warning DL3006 'debian' has no tag/),
      expect.stringMatching(/^Dockerfile:2:1 warning DL3020 COPY/),
      expect.stringMatching(/^Dockerfile:3:2 error UnknownInstruction Unknown instruction: RNU/),
      '',
      '1 file checked: 1 error, 2 warnings',
      '1 of them can be mended with --fix',
      '',
    ]);
    const clean = await open({ Dockerfile: good }).lint(['Dockerfile']);
    expect(clean.out).toBe('1 file checked, no problems\n');
  });

  test('colours only on request', async () => {
    const space = open({ Dockerfile: untagged });
    const sgr = '\u001b[';
    expect((await space.lint(['Dockerfile'], { color: true })).out).toContain(sgr);
    expect((await space.lint(['Dockerfile', '--no-color'], { color: true })).out).not.toContain(sgr);
    expect((await space.lint(['Dockerfile'])).out).not.toContain(sgr);
  });

  test('json: exactly the documented shape', async () => {
    const run = await open({ Dockerfile: 'FROM alpine:3.22\nADD 😀 \\\n  /x\nUSER app\n' }).lint([
      '--format',
      'json',
      'Dockerfile',
    ]);
    expect(JSON.parse(run.out)).toEqual({
      files: [
        {
          file: 'Dockerfile',
          diagnostics: [
            {
              code: 'DL3020',
              aliases: [],
              severity: 'warning',
              source: 'hadolint',
              message: expect.any(String),
              range: { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } },
              fixable: true,
            },
          ],
        },
      ],
    });
  });
});

describe('--fix', () => {
  test('mends to the end, keeps line ends, mode and links, and reports the rest', async () => {
    const space = open({ 'real/Dockerfile': 'FROM debian\r\nADD a b /app\r\nUSER app\r\n' });
    const path = join(space.folder, 'real/Dockerfile');
    chmodSync(path, 0o640);
    symlinkSync('real/Dockerfile', join(space.folder, 'Dockerfile'));
    const run = await space.lint(['--fix', '--format', 'json', 'Dockerfile']);
    expect(space.read('real/Dockerfile')).toBe('FROM debian\r\nCOPY a b /app/\r\nUSER app\r\n');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(space.folder, 'Dockerfile')).isSymbolicLink()).toBe(true);
    expect([run.status, found(run)]).toEqual([0, ['DL3006']]);
  });

  test('a file that is not UTF-8 is left alone', async () => {
    const bytes = Buffer.concat([Buffer.from('FROM alpine:3.22\nADD a'), Buffer.from([0xe9]), Buffer.from(' /x\n')]);
    const space = open({ Dockerfile: bytes });
    const run = await space.lint(['--fix', 'Dockerfile']);
    expect([run.status, run.err]).toEqual([
      2,
      'quayside: cannot write Dockerfile: it has changed meanwhile or is not UTF-8',
    ]);
    expect(readFileSync(join(space.folder, 'Dockerfile')).equals(bytes)).toBe(true);
  });

  test('a byte order mark stays', async () => {
    const space = open({ Dockerfile: '\uFEFFFROM alpine:3.22\nADD a /x\n' });
    await space.lint(['--fix', 'Dockerfile']);
    expect(space.read('Dockerfile')).toBe('\uFEFFFROM alpine:3.22\nCOPY a /x\n');
  });
});

test('many files in one run', async () => {
  const count = 300;
  const space = open(Object.fromEntries(Array.from({ length: count }, (_, i) => [`Dockerfile.${i}`, untagged])));
  const run = await space.lint(['--format', 'json', '.']);
  expect(found(run)).toEqual(Array(count).fill('DL3006'));
});

test('shellcheck is part of it, unless told otherwise', async () => {
  const space = open({ Dockerfile: 'FROM alpine:3.22\nRUN touch $x\nUSER app\n' });
  expect(found(await space.run(['lint', '--format', 'json', 'Dockerfile']))).toEqual(['SC2154', 'SC2086']);
  expect(found(await space.lint(['--format', 'json', 'Dockerfile']))).toEqual([]);
});
