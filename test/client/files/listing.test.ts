import { describe, expect, it } from 'vitest';
import { pathStat } from '../../../client/src/engine/files';
import { safeParts } from '../../../client/src/files/archive';
import { compareEntries, type Entry, modeWords } from '../../../client/src/files/entry';
import { FolderIndex } from '../../../client/src/files/folder-index';
import { listers } from '../../../client/src/files/listing';

const [gnu, busybox, shell] = listers;
const parse = (lister: (typeof listers)[number] | undefined, text: string, folder = '/d') =>
  lister?.parse(Buffer.from(text), folder);

describe('listings by programs', () => {
  it('pass the folder as an argument of its own', () => {
    const folder = '/$(reboot) ; "x';
    for (const lister of listers) {
      const holding = lister.command(folder).filter((word) => word.includes('reboot'));
      expect(holding.map((word) => word.replace(folder, ''))).toEqual([holding[0]?.endsWith('/.') ? '/.' : '']);
    }
  });

  it("read GNU find's lines: any name, links and what they lead to", () => {
    const lines = [
      'f f 644 12 1700000000.5 0 0 a b\0\0',
      'd d 1777 4096 1700000000.0000000000 1 2 tmp\0\0',
      'l d 777 3 1.0 0 0 to\nfolder\0../x\0',
      'l N 777 3 1.0 0 0 broken\0/nowhere\0',
      'l L 777 3 1.0 0 0 loop\0loop\0',
      's s 755 0 1.0 0 0 socket\0\0',
    ].join('');
    expect(parse(gnu, lines)).toMatchObject([
      { name: 'a b', kind: 'file', size: 12, modified: 1_700_000_000_500, mode: 0o644 },
      { name: 'tmp', kind: 'folder', mode: 0o1777, uid: 1, gid: 2 },
      { name: 'to\nfolder', kind: 'link', target: '../x', follows: 'folder' },
      { name: 'broken', kind: 'link', target: '/nowhere' },
      { name: 'loop', kind: 'link' },
      { name: 'socket', kind: 'special' },
    ]);
  });

  it.each([busybox, shell])(
    "read stat's lines, names with line breaks and such that look like lines included",
    (lister) => {
      const text = [
        'E 81a4 5 1700000000 0 0 /d/./plain',
        'E 81a4 6 -5 0 0 /d/./two\nlines',
        'E a1ff 4 1 0 0 /d/./link -> x',
        'E a1ff 4 1 7 8 /d/./broken',
        'E 89ed 0 1 0 0 /d/./E 81a4 1 1 0 0 x',
        "T '/d/./link -> x' -> 'sub'",
        "T '/d/./broken' -> '/no\nwhere'",
        'L 41ed /d/./link -> x',
        'stat: cannot stat',
      ].join('\n');
      expect(parse(lister, text)).toMatchObject([
        { name: 'plain', kind: 'file', size: 5, modified: 1_700_000_000_000, mode: 0o644 },
        { name: 'two\nlines', kind: 'file', modified: -5000 },
        { name: 'link -> x', kind: 'link', target: 'sub' },
        { name: 'broken', kind: 'link', target: '/no\nwhere', uid: 7, gid: 8 },
        { name: 'E 81a4 1 1 0 0 x', kind: 'file', mode: 0o4755 },
      ]);
    },
  );

  it('take output that is cut or no listing at all', () => {
    for (const lister of listers) {
      for (const text of ['', '\n', 'E 81a4', 'f f 644', '\0\0\0', 'sh: not found']) {
        expect(parse(lister, text)).toEqual([]);
      }
    }
  });
});

describe('the engine about a path', () => {
  const stat = (value: unknown) => pathStat(Buffer.from(JSON.stringify(value)).toString('base64'));

  it.each([
    [
      { mode: 2147484141, size: 4096 },
      { kind: 'folder', mode: 0o755 },
    ],
    [
      { mode: 134218239, linkTarget: '/bin/busybox' },
      { kind: 'link', mode: 0o777, leadsTo: '/bin/busybox' },
    ],
    [
      { mode: 0o644, size: 3, mtime: '2024-01-01T00:00:00Z' },
      { kind: 'file', size: 3, modified: Date.UTC(2024, 0) },
    ],
    [{ mode: 2 ** 23 + 2 ** 20 + 0o755 }, { kind: 'file', mode: 0o5755 }],
    [{ mode: 2 ** 26 + 2 ** 21 + 0o620 }, { kind: 'special', mode: 0o620 }],
    ['nonsense', { kind: 'file', size: 0 }],
  ])('%o', (header, expected) => expect(stat(header)).toMatchObject(expected));
});

describe('an index of an archive', () => {
  it('holds what is below, whether the archive has its own folder or not', () => {
    for (const root of ['./', '']) {
      const index = new FolderIndex();
      const add = (name: string, header: object = {}) =>
        index.add({ parts: safeParts(root + name) ?? [], header: { name, type: 'file', size: 1, ...header } as never });
      add('', { type: 'directory' });
      add('a/', { type: 'directory' });
      add('a/b', { size: 9, pax: { uid: '3000000' } });
      add('c', { type: 'link', linkname: `${root}a/b`, size: 0 });
      add('l', { type: 'symlink', linkname: 'a' });
      expect(index.list('').map(({ name, kind, size, target }) => [name, kind, size, target])).toEqual([
        ['a', 'folder', 1, undefined],
        ['c', 'file', 9, undefined],
        ['l', 'link', 1, 'a'],
      ]);
      expect(index.list('a')).toMatchObject([{ name: 'b', uid: 3_000_000 }]);
    }
  });

  it('knows which folders were read to their end', () => {
    const index = new FolderIndex();
    const add = (name: string, type: string) =>
      index.add({ parts: safeParts(name) ?? [], header: { name, type, size: 0 } as never });
    add('./', 'directory');
    add('./a/', 'directory');
    expect(index.passed('a')).toBe(false);
    add('./a/b', 'file');
    expect([index.passed('a'), index.passed('ab')]).toEqual([false, false]);
    add('./ab/', 'directory');
    expect([index.passed('a'), index.passed('ab')]).toEqual([true, false]);
  });

  it.each(['../x', 'a/../../x', 'a\nb', 'a\0'])('takes no part of the name %j', (name) =>
    expect(safeParts(name)).toBeUndefined(),
  );
});

it('folders come first, numbers by value; modes are those of ls', () => {
  const entry = (name: string, kind: Entry['kind'], follows?: 'folder'): Entry => ({
    ...{ name, kind, size: 0, modified: 0, mode: 0, uid: 0, gid: 0 },
    ...(follows ? { follows } : {}),
  });
  const sorted = [entry('b10', 'file'), entry('b9', 'file'), entry('z', 'link', 'folder'), entry('y', 'folder')].sort(
    compareEntries,
  );
  expect(sorted.map(({ name }) => name)).toEqual(['y', 'z', 'b9', 'b10']);
  expect([
    modeWords({ kind: 'file', mode: 0o4755 }),
    modeWords({ kind: 'folder', mode: 0o1777 }),
    modeWords({ kind: 'link', mode: 0o2640 }),
  ]).toEqual(['-rwsr-xr-x', 'drwxrwxrwt', 'lrw-r-S---']);
});
