import { expect, test } from 'vitest';
import { EngineError } from '../../../client/src/engine/errors';
import type { Entry } from '../../../client/src/files/entry';
import type { Listing } from '../../../client/src/files/listings';
import { filesRow, folderOf } from '../../../client/src/views/files';
import type { Details, Row } from '../../../client/src/views/view';

const entry = (changes: Partial<Entry> & { name: string }): Entry => ({
  kind: 'file',
  size: 1500,
  modified: 0,
  mode: 0o640,
  uid: 1,
  gid: 2,
  ...changes,
});

async function rowsOf(listing: Partial<Listing> | EngineError, kind: 'container' | 'image' = 'container') {
  const read = {
    files: async () => {
      if (listing instanceof EngineError) {
        throw listing;
      }
      return { entries: [], rest: undefined, cut: false, ...listing };
    },
  } as unknown as Details;
  const root = filesRow('container/x', { kind, name: 'web' }, read);
  return { root, rows: await (root.children as () => Promise<readonly Row[]>)() };
}

test('rows tell sizes and where links lead; folders and links to folders come first and open', async () => {
  const { root, rows } = await rowsOf({
    entries: [
      entry({ name: 'b' }),
      entry({ name: 'broken', kind: 'link', target: '/nowhere' }),
      entry({ name: 'lib', kind: 'link', target: 'usr/lib', follows: 'folder' }),
      entry({ name: 'usr', kind: 'folder' }),
      entry({ name: 'zero', kind: 'special' }),
    ],
  });
  expect(
    rows.map(({ label, description, context, children }) => [label, description, context, children !== undefined]),
  ).toEqual([
    ['lib', '→ usr/lib', 'file:folder:writable', true],
    ['usr', undefined, 'file:folder:writable', true],
    ['b', '1.5 kB', 'file:file:writable', false],
    ['broken', '→ /nowhere', 'file:special:writable', false],
    ['zero', undefined, 'file:special:writable', false],
  ]);
  expect(folderOf(rows[1])).toEqual({ kind: 'container', name: 'web', path: '/usr' });
  expect(folderOf(rows[2])).toBeUndefined();
  expect(root.context).toBe('file:root:writable');
  expect(rows[2]?.tooltip?.()).toContain('`-rw-r-----`');
  expect((await rowsOf({}, 'image')).root.context).toBe('file:root');
});

test('names are shown without what hides in them, and act as they are', async () => {
  const { rows } = await rowsOf({ entries: [entry({ name: 'a\u202egpj.sh' }), entry({ name: '[x](command:y)\n' })] });
  expect(rows.map(({ label }) => label)).toEqual(['[x](command:y)\ufffd', 'a\ufffdgpj.sh']);
  expect(rows[0]?.tooltip?.()).not.toContain('[x](');
  expect(rows[1]?.target).toMatchObject({ item: { place: { path: '/a\u202egpj.sh' } } });
});

test('what is not known, not shown or not there is said', async () => {
  const labels = async (listing: Partial<Listing> | EngineError) =>
    (await rowsOf(listing)).rows.map(({ label }) => label);
  expect(await labels({})).toEqual(['Empty']);
  expect(await labels({ rest: Promise.resolve() })).toEqual(['Reading the rest…']);
  expect(await labels({ cut: true })).toEqual(['Not everything is shown: reading all of it takes too long']);
  const error = new EngineError('not-found', 'There is no image.', { nextStep: 'Pull one.' });
  expect(await labels(error)).toEqual(['There is no image. Pull one.']);
  const many = Array.from({ length: 10_003 }, (_, index) => entry({ name: `f${index}` }));
  const shown = await labels({ entries: many });
  expect([shown.length, shown.at(-1)]).toEqual([10_001, '3 more are not shown']);
});
