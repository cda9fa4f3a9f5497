import { expect, test } from 'vitest';
import { layersText } from '../../../client/src/commands/image/layers';

const layer = (createdBy: string, size: number) => ({ createdBy, size, created: 0 });

test('layers are bars in the order of the Dockerfile, with the instructions as they were written', () => {
  const text = layersText('shop:1', [
    layer('CMD ["run"]', 0),
    layer('RUN |1 WHO=me /bin/sh -c make   all # buildkit', 3_000_000),
    layer('/bin/sh -c apt-get update', 1000),
    layer('/bin/sh -c #(nop) COPY file:1 in / ', 1_000_000),
    layer('', 0),
  ]);
  const [summary, , ...lines] = text.trimEnd().split('\n');
  expect(summary).toBe('shop:1: 4 MB; 3 layers with files, 2 with settings only');
  expect(lines.map((line) => line.replace(/ +/g, ' ').trim())).toEqual([
    '0 B base layer',
    '1 MB 25 % ██████████ COPY file:1 in /',
    '1 kB 0 % █ RUN apt-get update',
    `3 MB 75 % ${'█'.repeat(30)} RUN make all`,
    '0 B CMD ["run"]',
  ]);
});
