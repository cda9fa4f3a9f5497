import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { type Header, pack } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveFile, saveFolder } from '../../../client/src/files/download';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-download-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Item = Partial<Header> & { readonly name: string; readonly content?: string | Buffer };

function archiveOf(items: readonly Item[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of items) {
    archive.entry(header, content ?? '');
  }
  archive.finalize();
  return buffer(archive);
}

const stream = async (items: readonly Item[]) => Readable.from([await archiveOf(items)]);
const rootItem: Item = { name: './', type: 'directory' };

/** Everything in a folder, links not followed. */
function tree(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .map(({ parentPath, name }) => join(parentPath, name).slice(path.length + 1))
    .sort();
}

test('a folder keeps its files, modes, links and second names', async () => {
  const big = Buffer.alloc(200_000, 7);
  const result = await saveFolder(
    await stream([
      rootItem,
      { name: './run.sh', mode: 0o4755, content: '#!/bin/sh\n' },
      { name: './deep/er/big', mode: 0o640, content: big },
      { name: './again', type: 'link', linkname: './deep/er/big' },
      { name: './link', type: 'symlink', linkname: 'deep/er' },
      { name: './deep/up', type: 'symlink', linkname: '../run.sh' },
      { name: './empty', type: 'directory' },
      { name: './null', type: 'character-device' },
    ]),
    join(folder, 'etc'),
  );
  expect(result).toEqual({ files: 3, bytes: 200_010, leftOut: ['null'] });
  expect(tree(join(folder, 'etc'))).toEqual(
    ['again', 'deep', 'deep/er', 'deep/er/big', 'deep/up', 'empty', 'link', 'run.sh'].sort(),
  );
  expect(readFileSync(join(folder, 'etc/again')).equals(big)).toBe(true);
  expect(readlinkSync(join(folder, 'etc/deep/up'))).toBe('../run.sh');
  expect(
    [statSync(join(folder, 'etc/run.sh')), statSync(join(folder, 'etc/deep/er/big'))].map(({ mode }) => mode & 0o7777),
  ).toEqual([0o755, 0o640]);
});

test.each<[string, Item[]]>([
  ['a name that climbs', [{ name: './../evil', content: 'x' }]],
  ['a name that climbs from within', [{ name: './a/../../evil', content: 'x' }]],
  ['an absolute name', [{ name: '/evil', content: 'x' }]],
  [
    'a link out, then a file through it',
    [
      { name: './out', type: 'symlink', linkname: '..' },
      { name: './out/evil', content: 'x' },
    ],
  ],
  ['an absolute link', [{ name: './evil', type: 'symlink', linkname: '/etc' }]],
  [
    'a chain of links',
    [
      { name: './a/b/root', type: 'symlink', linkname: '../..' },
      { name: './up', type: 'symlink', linkname: 'a/b/root/..' },
      { name: './up/evil', type: 'symlink', linkname: 'x' },
    ],
  ],
  ['a second name of a file outside', [{ name: './evil', type: 'link', linkname: '../../etc/passwd' }]],
  ['a control character', [{ name: './ev\nil', content: 'x' }]],
])('nothing is written outside of the folder: %s', async (_what, items) => {
  writeFileSync(join(folder, 'mine'), 'mine');
  await saveFolder(await stream([rootItem, ...items]), join(folder, 'new'));
  expect(readdirSync(folder).sort()).toEqual(['mine', 'new']);
  for (const path of tree(join(folder, 'new'))) {
    const stats = lstatSync(join(folder, 'new', path));
    expect(stats.isSymbolicLink() && readlinkSync(join(folder, 'new', path)).startsWith('/')).toBe(false);
  }
});

test('whatever an archive says, the folder is all that changes', async () => {
  const part = fc.constantFrom('a', 'b', '..', '.', '', 'A', 'c d');
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
  const item = fc.record({
    name: path.filter((name) => name !== ''),
    type: fc.constantFrom<Header['type'][]>('file', 'directory', 'symlink', 'link'),
    linkname: path,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 8 }), async (items) => {
      const home = mkdtempSync(join(folder, 'run-'));
      await saveFolder(await stream([rootItem, ...items]), join(home, 'in', '..', 'new'));
      expect(readdirSync(home)).toEqual(['new']);
    }),
    { numRuns: 60 },
  );
  expect(readdirSync(folder).every((name) => name.startsWith('run-'))).toBe(true);
});

test('a download that breaks off leaves nothing, and what was there stays', async () => {
  const whole = await archiveOf([rootItem, { name: './a', content: 'x'.repeat(5000) }]);
  const cut = () => Readable.from([whole.subarray(0, 2000)]);
  await expect(saveFolder(cut(), join(folder, 'new'))).rejects.toThrow();
  writeFileSync(join(folder, 'file'), 'old');
  const one = await archiveOf([{ name: 'file', content: 'x'.repeat(5000) }]);
  await expect(saveFile(Readable.from([one.subarray(0, 2000)]), join(folder, 'file'))).rejects.toThrow();
  expect(tree(folder)).toEqual(['file']);
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('old');
  await saveFile(Readable.from([one]), join(folder, 'file'));
  expect(statSync(join(folder, 'file')).size).toBe(5000);
});
