import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { extract, type Header } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packContext } from '../../../client/src/build/context-archive';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-context-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

interface Unpacked {
  readonly header: Header;
  readonly text: string;
}

async function unpack(context: string, dockerfile: string) {
  const archive = await packContext(context, dockerfile);
  const entries = new Map<string, Unpacked>();
  const unpacking = extract();
  archive.stream.on('error', (error) => unpacking.destroy(error));
  archive.stream.pipe(unpacking);
  for await (const entry of unpacking) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) {
      chunks.push(Buffer.from(chunk as Uint8Array));
    }
    entries.set(entry.header.name, { header: entry.header, text: Buffer.concat(chunks).toString() });
  }
  return { dockerfile: archive.dockerfile, entries };
}

const names = (entries: ReadonlyMap<string, Unpacked>) => [...entries.keys()].filter((name) => !name.endsWith('/'));

test.each([
  [
    'nothing',
    undefined,
    ['.env', 'Dockerfile', 'a/b/keep.md', 'a/b/x.log', 'a/y.log', 'node_modules/m/index.js', 'z.log'],
  ],
  [
    'a folder and a pattern',
    'node_modules\n*.log\n',
    ['.dockerignore', '.env', 'Dockerfile', 'a/b/keep.md', 'a/b/x.log', 'a/y.log'],
  ],
  ['all, and back', '*\n!a\na/b/*.log', ['.dockerignore', 'Dockerfile', 'a/b/keep.md', 'a/y.log']],
  [
    'a pattern at any depth',
    '**/*.log\n!a/b/x.log',
    ['.dockerignore', '.env', 'Dockerfile', 'a/b/keep.md', 'a/b/x.log', 'node_modules/m/index.js'],
  ],
  [
    'one of an ignored folder',
    'a\n!**/keep.md',
    ['.dockerignore', '.env', 'Dockerfile', 'a/b/keep.md', 'node_modules/m/index.js', 'z.log'],
  ],
  [
    'the Dockerfile itself',
    'Dockerfile\n.dockerignore\na\nnode_modules\n',
    ['.dockerignore', '.env', 'Dockerfile', 'z.log'],
  ],
])('with an ignore file that leaves out %s', async (_what, ignored, expected) => {
  write({
    Dockerfile: 'FROM scratch',
    '.env': '',
    'a/b/keep.md': '',
    'a/b/x.log': '',
    'a/y.log': '',
    'node_modules/m/index.js': '',
    'z.log': '',
    ...(ignored === undefined ? {} : { '.dockerignore': ignored }),
  });
  const { entries } = await unpack(folder, join(folder, 'Dockerfile'));
  expect(names(entries).sort()).toEqual(expected.toSorted());
});

test('modes, links and contents are kept, and everything belongs to root', async () => {
  write({ Dockerfile: 'FROM scratch', 'run.sh': '#!/bin/sh\n' });
  chmodSync(join(folder, 'run.sh'), 0o755);
  symlinkSync('run.sh', join(folder, 'link'));
  symlinkSync('/nowhere', join(folder, 'dangling'));
  const { entries } = await unpack(folder, join(folder, 'Dockerfile'));
  expect(entries.get('run.sh')).toMatchObject({ header: { mode: 0o755, uid: 0, gid: 0 }, text: '#!/bin/sh\n' });
  expect(entries.get('link')?.header).toMatchObject({ type: 'symlink', linkname: 'run.sh' });
  expect(entries.get('dangling')?.header).toMatchObject({ type: 'symlink', linkname: '/nowhere' });
});

test("the Dockerfile's own ignore file comes first", async () => {
  write({ 'web.Dockerfile': '', 'web.Dockerfile.dockerignore': 'b', '.dockerignore': 'a', a: '', b: '' });
  const { entries } = await unpack(folder, join(folder, 'web.Dockerfile'));
  expect(names(entries)).toContain('a');
  expect(names(entries)).not.toContain('b');
});

test('a Dockerfile outside of the context is added under another name', async () => {
  write({ 'docker/Dockerfile': 'FROM scratch', 'app/a': 'A' });
  const { dockerfile, entries } = await unpack(join(folder, 'app'), join(folder, 'docker/Dockerfile'));
  expect(dockerfile).toMatch(/^\.dockerfile\.[0-9a-f]{12}$/);
  expect(entries.get(dockerfile)?.text).toBe('FROM scratch');
  expect(names(entries)).toEqual([dockerfile, 'a']);
});

test('what can not be read is told to who reads the archive, also when it failed before', async () => {
  write({ Dockerfile: 'FROM scratch' });
  const gone = await packContext(join(folder, 'gone'), join(folder, 'Dockerfile'));
  await new Promise((resolve) => setImmediate(resolve));
  await expect(gone.stream.toArray()).rejects.toThrow(/^Could not read .*gone/);
});

test('empty, small and large files come whole and in order', async () => {
  const large = 'x'.repeat((1 << 18) + 1);
  write({ Dockerfile: '', a: '', b: 'b', c: large, d: 'd' });
  const { entries } = await unpack(folder, join(folder, 'Dockerfile'));
  expect([...entries].map(([name, { text }]) => [name, text.length])).toEqual([
    ['Dockerfile', 0],
    ['a', 0],
    ['b', 1],
    ['c', large.length],
    ['d', 1],
  ]);
});
