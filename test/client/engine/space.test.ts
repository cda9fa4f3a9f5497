import { expect, test } from 'vitest';
import { spaceOfImages } from '../../../client/src/engine/space';
import { diskRecordsOf } from '../../../client/src/engine/system';

interface Listed {
  readonly Id: string;
  readonly Size: number;
  readonly SharedSize: number;
}

function disk(layers: number, images: readonly Listed[], cache: readonly object[] = []) {
  return diskRecordsOf({ LayersSize: layers, Images: images, BuildCache: cache });
}

const image = (Id: string, Size: number, SharedSize: number): Listed => ({ Id, Size, SharedSize });

/** Three images on one base of 100 bytes. */
const family = [image('a', 110, 100), image('b', 120, 100), image('c', 130, 100)];

test.each([
  ['one of several that share a base', family, 160, ['a'], { least: 10, most: 10 }],
  ['two of them', family, 160, ['a', 'b'], { least: 30, most: 30 }],
  ['all of them', family, 160, ['a', 'b', 'c'], { least: 160, most: 160 }],
  ['none', family, 160, [], { least: 0, most: 0 }],
  [
    'two that share a layer of 50 which may belong to a third',
    [image('a', 160, 150), image('b', 160, 150), image('c', 100, 100), image('d', 70, 0)],
    240,
    ['a', 'b'],
    { least: 70, most: 70 },
  ],
  [
    'two families, of which one goes',
    [image('a', 100, 90), image('b', 100, 90), image('c', 50, 40), image('d', 50, 40)],
    170,
    ['a', 'b'],
    { least: 70, most: 110 },
  ],
  ['sizes that the engine did not measure', [image('a', -1, -1)], -1, ['a'], { least: 0, most: 0 }],
])('%s', (_case, images, layers, removed, space) => {
  expect(spaceOfImages(disk(layers, images), new Set(removed))).toEqual(space);
});

test('what the build cache shares with images stays for now', () => {
  const cache = [{ Size: 25, Shared: true }, { Size: 7 }, { Size: 5, InUse: true }, { Size: 3, Type: 'internal' }];
  const records = disk(160, family, cache);
  expect(spaceOfImages(records, new Set(['a', 'b']))).toEqual({ least: 5, most: 30 });
  expect(records.cache).toEqual({ dangling: 7, shared: 25 });
});
